import { verifyBundle } from '../state/seal/sealStore.ts';
import { useStatus } from '../state/status/statusStore.ts';
import { askChoice, askPassphrase, askText } from '../state/workbench/dialogs.ts';
import { showView } from '../state/workbench/dockPort.ts';
import {
  backUpWorkspace,
  createWorkspace,
  listWorkspaces,
  openWorkspace,
  restoreWorkspace,
} from '../state/workspaces.ts';
import { type Command, needsStore } from './command.ts';

async function askSwitch(): Promise<void> {
  const current = useStatus.getState().store?.workspace?.id;
  const others = (await listWorkspaces()).filter((one) => one.id !== current);
  const text = 'Each workspace has a store and a key of its own. What you typed here is kept as drafts.';
  const choices = others.map(({ id, name }) => ({ id, label: name }));
  const answer = await askChoice('Switch workspace', text, [
    { id: 'new', label: 'New workspace…', variant: 'primary' },
    ...choices,
  ]);
  if (answer === 'new') await askNew();
  else if (answer !== null) await openWorkspace(answer);
}

async function askNew(): Promise<void> {
  const name = await askText({
    title: 'New workspace',
    label: 'Name',
    value: '',
    confirm: 'Create',
    objection: (value) => (value.trim() === '' || value.length > 100 ? 'Enter a name of up to 100 characters.' : null),
  });
  if (name !== null) await createWorkspace(name.trim());
}

async function askBackUp(): Promise<void> {
  const passphrase = await askPassphrase({
    title: 'Back up this workspace',
    text: 'The backup is an encrypted copy of everything in this workspace. It opens with this passphrase alone, and there is no way to recover it.',
    confirm: 'Choose where…',
    isNew: true,
  });
  if (passphrase !== null) await backUpWorkspace(passphrase);
}

async function askRestore(): Promise<void> {
  const passphrase = await askPassphrase({
    title: 'Restore a backup',
    text: 'Drydock then opens the workspace of the backup, protected by this passphrase. Where that workspace is on this computer already, it is moved aside and not removed.',
    confirm: 'Choose the backup…',
    isNew: false,
  });
  if (passphrase !== null) await restoreWorkspace(passphrase);
}

const savedFirst = 'Save or revert the open documents first.';

/** What is done with whole workspaces and bundles. */
export const workspaceCommands: readonly Command[] = [
  {
    id: 'workspace.switch',
    label: 'Switch workspace…',
    category: 'File',
    when: ({ unsaved, ...context }) => {
      const store = needsStore({ unsaved, ...context });
      if (store !== true) return store;
      return unsaved.length === 0 ? true : savedFirst;
    },
    run: askSwitch,
  },
  {
    id: 'workspace.backup',
    label: 'Back up this workspace…',
    category: 'File',
    icon: 'archive',
    when: needsStore,
    run: askBackUp,
  },
  {
    id: 'workspace.restore',
    label: 'Restore a backup…',
    category: 'File',
    when: ({ unsaved }) => (unsaved.length === 0 ? true : savedFirst),
    run: askRestore,
  },
  {
    id: 'bundle.verify',
    label: 'Verify a bundle file…',
    category: 'Seal',
    icon: 'shield',
    when: needsStore,
    run: () => {
      showView('export');
      return verifyBundle('file');
    },
  },
];
