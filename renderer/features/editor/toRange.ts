import type { Range } from '../../../shared/workflow/document.ts';
import type { MonacoApi } from '../../platform/monaco.ts';

/** The editor's range for a stretch of text. */
export function toRange(model: MonacoApi.editor.ITextModel, { start, end }: Range): MonacoApi.IRange {
  const from = model.getPositionAt(start);
  const to = model.getPositionAt(end);
  return {
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
  };
}
