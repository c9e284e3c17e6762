import { activeDocument, isUnsaved, useDocuments } from '../state/documents/documentsStore.ts';
import { editor } from '../state/documents/editorPort.ts';
import { close, create, exportFile, importFiles, linkFolder, remove, rename } from '../state/documents/managing.ts';
import { newWorkflow } from '../state/documents/newWorkflow.ts';
import { revert, save, saveAll } from '../state/documents/saving.ts';
import { askChoice, askConfirm, askText, setPalette } from '../state/workbench/dialogs.ts';
import { dock, showView } from '../state/workbench/dockPort.ts';
import { always, type Command, needsDocument, needsStore } from './command.ts';
import { pathObjection } from './pathObjection.ts';

const active = () => activeDocument()?.path ?? '';

async function askNew(): Promise<void> {
  const path = await askText({
    title: 'New workflow',
    label: 'Name, with folders separated by /',
    value: 'new-workflow.yaml',
    confirm: 'Create',
    objection: (value) => pathObjection(value, useDocuments.getState().entries),
  });
  if (path !== null && (await create(path, newWorkflow(path)))) editor()?.focus(path);
}

async function askRename(): Promise<void> {
  const path = active();
  const others = useDocuments.getState().entries.filter((entry) => entry.path !== path);
  const to = await askText({
    title: `Rename ${path}`,
    label: 'New name',
    value: path,
    confirm: 'Rename',
    objection: (value) => pathObjection(value, others),
  });
  if (to !== null && to !== path) await rename(path, to);
}

async function askDelete(): Promise<void> {
  const path = active();
  const text = 'The document and its draft are removed from the workspace. A linked file on disk is left alone.';
  if (await askConfirm(`Delete ${path}?`, text, 'Delete')) await remove(path);
}

async function askRevert(): Promise<void> {
  const path = active();
  const text = 'The editor goes back to the last saved revision. Undo brings your changes back while the tab is open.';
  if (await askConfirm(`Revert ${path}?`, text, 'Revert')) await revert(path);
}

/** Closes a tab after asking about unsaved changes. */
export async function closeTab(path: string): Promise<void> {
  const document = useDocuments.getState().open[path];
  if (document === undefined) return;
  if (isUnsaved(document)) {
    const answer = await askChoice(`Save ${path} before closing?`, 'Your changes are kept as a draft if you do not.', [
      { id: 'save', label: 'Save', variant: 'primary' },
      { id: 'draft', label: 'Keep as draft' },
    ]);
    if (answer === null) return;
    if (answer === 'save' && !(await save(path))) return;
  }
  await close(path);
}

/** What is done with documents. */
export const fileCommands: readonly Command[] = [
  {
    id: 'document.new',
    label: 'New workflow…',
    category: 'File',
    keys: 'Mod+N',
    icon: 'plus',
    when: needsStore,
    run: askNew,
  },
  {
    id: 'document.open',
    label: 'Go to document…',
    category: 'File',
    keys: 'Mod+P',
    icon: 'search',
    when: needsStore,
    run: () => setPalette('documents'),
  },
  {
    id: 'document.save',
    label: 'Save',
    category: 'File',
    keys: 'Mod+S',
    icon: 'save',
    when: needsDocument,
    run: () => save(active()),
  },
  {
    id: 'document.saveAll',
    label: 'Save all',
    category: 'File',
    keys: 'Mod+Alt+S',
    when: (context) => (context.unsaved.length > 0 ? needsStore(context) : 'Everything is saved.'),
    run: saveAll,
  },
  {
    id: 'document.revert',
    label: 'Revert to saved revision…',
    category: 'File',
    when: (context) => {
      const document = needsDocument(context);
      if (document !== true) return document;
      return context.unsaved.includes(context.document?.path ?? '') ? true : 'There is nothing to revert.';
    },
    run: askRevert,
  },
  { id: 'document.rename', label: 'Rename…', category: 'File', when: needsDocument, run: askRename },
  { id: 'document.delete', label: 'Delete…', category: 'File', icon: 'trash', when: needsDocument, run: askDelete },
  {
    id: 'document.close',
    label: 'Close tab',
    category: 'File',
    keys: 'Mod+W',
    when: always,
    run: () => dock()?.closeView() || closeTab(active()),
  },
  {
    id: 'document.import',
    label: 'Import files…',
    category: 'File',
    keys: 'Mod+O',
    icon: 'upload',
    when: needsStore,
    run: importFiles,
  },
  {
    id: 'document.export',
    label: 'Save a copy to a file…',
    category: 'File',
    icon: 'download',
    when: needsDocument,
    run: () => exportFile(active()),
  },
  { id: 'folder.link', label: 'Link a folder…', category: 'File', icon: 'folder', when: needsStore, run: linkFolder },
  {
    id: 'document.revisions',
    label: 'Show revisions',
    category: 'File',
    icon: 'history',
    when: needsDocument,
    run: () => showView('revisions'),
  },
];
