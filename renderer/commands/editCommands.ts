import { activeDocument } from '../state/documents/documentsStore.ts';
import { type EditorAction, editor } from '../state/documents/editorPort.ts';
import { type Command, type CommandContext, needsDocument } from './command.ts';

function needsEditor(context: CommandContext): true | string {
  const document = needsDocument(context);
  if (document !== true) return document;
  return editor() === null ? 'The editor is still loading.' : true;
}

function act(action: EditorAction): () => void {
  return () => editor()?.act(activeDocument()?.path ?? '', action);
}

function edit(action: EditorAction, label: string): Command {
  return { id: `edit.${action}`, label, category: 'Edit', when: needsEditor, run: act(action) };
}

/** Undo and redo of the document in front, wherever the focus is: it stays there. */
function takeBack(action: 'undo' | 'redo', label: string, keys: string): Command {
  const run = (): void => editor()?.[action](activeDocument()?.path ?? '');
  return { ...edit(action, label), keys, isTyping: true, run };
}

/** What the text editor does. Its own keys for these work inside it; they are here for the palette and the menu. */
export const editCommands: readonly Command[] = [
  takeBack('undo', 'Undo', 'Mod+Z'),
  takeBack('redo', 'Redo', 'Mod+Shift+Z Mod+Y'),
  edit('find', 'Find…'),
  edit('replace', 'Find and replace…'),
  edit('go-to-line', 'Go to line…'),
  edit('complete', 'Suggest what can be written here'),
  { ...edit('quick-fix', 'Show fixes here…'), keys: 'Mod+.' },
  edit('comment', 'Comment or uncomment lines'),
  edit('fold-all', 'Fold everything'),
  edit('unfold-all', 'Unfold everything'),
];
