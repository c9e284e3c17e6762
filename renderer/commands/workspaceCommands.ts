import { verifyBundle } from '../state/seal/sealStore.ts';
import { useStatus } from '../state/status/statusStore.ts';
import { askChoice, askText } from '../state/workbench/dialogs.ts';
import { showView } from '../state/workbench/dockPort.ts';
import { createWorkspace, listWorkspaces, openWorkspace } from '../state/workspaces.ts';
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

/** What is done with whole workspaces and bundles. */
export const workspaceCommands: readonly Command[] = [
  {
    id: 'workspace.switch',
    label: 'Switch workspace…',
    category: 'File',
    when: ({ unsaved, ...context }) => {
      const store = needsStore({ unsaved, ...context });
      if (store !== true) return store;
      return unsaved.length === 0 ? true : 'Save or revert the open documents first.';
    },
    run: askSwitch,
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
