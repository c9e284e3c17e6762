import { openDocument, useDocuments } from '../state/documents/documentsStore.ts';
import { useFindings } from '../state/findings/findingsStore.ts';
import { useShownDocument } from '../state/workbench/shownDocument.ts';

/** Whether the document in front is in its editor and checked as it is; also where there is none. */
function isSettled(): boolean {
  const { active } = useDocuments.getState();
  if (active === null) return true;
  const checked = useFindings.getState().byPath[active];
  return useShownDocument.getState().path === active && checked?.text === openDocument(active)?.text;
}

/** Marks, once, that nothing of the first document is still to come: a picture taken now is what a person would see. */
export function markSettled(): () => void {
  const stops: (() => void)[] = [];
  const stop = () => {
    for (const one of stops) one();
  };
  function look(): void {
    if (!isSettled()) return;
    stop();
    requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('drydock:settled')));
  }
  stops.push(useDocuments.subscribe(look), useFindings.subscribe(look), useShownDocument.subscribe(look));
  look();
  return stop;
}
