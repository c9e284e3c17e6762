import type { Range } from '../../../shared/workflow/document.ts';
import type { MonacoApi } from '../../platform/monaco.ts';
import styles from './CodeEditor.module.css';
import { toRange } from './toRange.ts';

type Editor = MonacoApi.editor.IStandaloneCodeEditor;

const drawn = new WeakMap<Editor, MonacoApi.editor.IEditorDecorationsCollection>();

function decorations(place: MonacoApi.IRange): MonacoApi.editor.IModelDeltaDecoration[] {
  const first = { ...place, endLineNumber: place.startLineNumber, endColumn: place.startColumn };
  return [
    { range: first, options: { isWholeLine: true, className: styles.step ?? '' } },
    { range: place, options: { isWholeLine: true, linesDecorationsClassName: styles.stepBar ?? '' } },
  ];
}

/** Draws where a rehearsal stands, and brings it into sight; null draws nothing. */
export function drawStep(editor: Editor, model: MonacoApi.editor.ITextModel, range: Range | null): void {
  drawn.get(editor)?.clear();
  if (range === null) return;
  const place = toRange(model, range);
  drawn.set(editor, editor.createDecorationsCollection(decorations(place)));
  editor.revealLineInCenterIfOutsideViewport(place.startLineNumber);
}
