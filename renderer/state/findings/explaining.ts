import { useDocuments } from '../documents/documentsStore.ts';
import { open } from '../documents/reading.ts';
import { showView } from '../workbench/dockPort.ts';
import {
  changeFilter,
  isSameFinding,
  openFilter,
  type PlacedFinding,
  selectFinding,
  shownFindings,
  useFindings,
} from './findingsStore.ts';

/** Shows everything about a finding in the Problems panel, also where the filter would hide it. */
export async function explainFinding(placed: PlacedFinding): Promise<void> {
  if (!(await open(placed.path))) return;
  const { byPath, filter } = useFindings.getState();
  const shown = shownFindings(byPath, filter, useDocuments.getState().active);
  const isHidden = !shown.some((one) => isSameFinding(one, placed));
  if (isHidden) changeFilter({ ...openFilter, showWaived: placed.finding.waiver !== null });
  selectFinding(placed);
  showView('problems');
}
