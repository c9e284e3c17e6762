import type { Finding } from '../../../shared/diagnostics/finding.ts';
import type { MonacoApi } from '../../platform/monaco.ts';
import { useDocuments } from '../../state/documents/documentsStore.ts';
import { isSameFinding, type PlacedFinding, useFindings } from '../../state/findings/findingsStore.ts';
import { isCurrent } from '../../state/findings/fixing.ts';
import styles from './CodeEditor.module.css';
import { knownModel } from './models.ts';
import { toRange } from './toRange.ts';

type Model = MonacoApi.editor.ITextModel;

/** The chosen problem as the last check found it, while its ranges fit the text; null otherwise. */
function chosen(): PlacedFinding | null {
  const { selected, byPath } = useFindings.getState();
  if (selected === null || !isCurrent(selected.path)) return null;
  const { path } = selected;
  const finding = byPath[path]?.findings.find((one) => isSameFinding({ path, finding: one }, selected));
  return finding === undefined || finding.waiver !== null ? null : { path, finding };
}

/** A number before each place that the data passes, as on the graph; a place that it passes twice has both. */
function numbers(model: Model, { related }: Finding): MonacoApi.editor.IModelDeltaDecoration[] {
  const stops = related
    .filter(({ role }) => role !== 'see-also')
    .map(({ range }, index) => ({ range, number: index + 1 }));
  const places = Map.groupBy(stops, ({ range }) => range.start);
  return [...places].map(([start, here]) => ({
    range: toRange(model, { start, end: start }),
    options: {
      showIfCollapsed: true,
      before: { content: here.map(({ number }) => number).join(', '), inlineClassName: styles.stop ?? '' },
    },
  }));
}

/** Numbers the way of the data of the chosen problem in the text: the peek view lists its places in the order of the text. */
export function startNumberingWays(): void {
  let drawn: { readonly model: Model; readonly ids: string[] } | null = null;
  const draw = (): void => {
    const placed = chosen();
    const model = placed === null ? undefined : knownModel(placed.path);
    if (drawn !== null && !drawn.model.isDisposed()) drawn.model.deltaDecorations(drawn.ids, []);
    drawn = null;
    if (placed === null || model === undefined) return;
    drawn = { model, ids: model.deltaDecorations([], numbers(model, placed.finding)) };
  };
  useFindings.subscribe((now, before) => {
    if (now.selected !== before.selected || now.byPath !== before.byPath) draw();
  });
  // A model comes with the tab that shows it.
  useDocuments.subscribe((now, before) => {
    if (now.active !== before.active) requestAnimationFrame(draw);
  });
  draw();
}
