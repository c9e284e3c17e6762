import { create } from 'zustand';
import type { MethodName } from '../../../shared/contract/table.ts';
import { onCall } from '../../platform/bridge.ts';
import { recall, remember } from '../../platform/pageMemory.ts';
import { useStatus } from './statusStore.ts';

/** What a method that changes the workspace leaves in it, in a word that a person knows; null where its input says. */
const leaves: { readonly [N in MethodName]?: string | null } = {
  'document.create': null,
  'document.save': null,
  'document.draft': null,
  'document.delete': null,
  'document.rename': null,
  'document.import': 'imported files',
  'document.importFiles': 'imported files',
  'folder.link': 'a linked folder',
  'dataset.import': 'sample data',
  'secret.set': 'secrets',
  'bundle.pull': 'fetched bundles',
};

function nameOf(method: MethodName, input: unknown): string | null {
  const word = leaves[method];
  if (word !== null) return word ?? null;
  return typeof input === 'object' && input !== null && 'path' in input ? String(input.path) : null;
}

/** What the person has put into the workspace since it was opened, by name. The sample that it began with is not. */
export const useWorkspaceChanges = create<{ readonly names: readonly string[] }>(() => ({ names: [] }));

/** Whether the store is kept in memory only, so that it ends with the window. */
export function isStoreTransient(): boolean {
  const { store } = useStatus.getState();
  return store?.state === 'open' && store.protection.kind === 'session';
}

/** What closing the window would take with it: nothing where the store is kept. */
export function lostAtClosing(): readonly string[] {
  return isStoreTransient() ? useWorkspaceChanges.getState().names : [];
}

const memory = 'workspace-changes';

function rememberedNames(): string[] {
  const names = recall(memory);
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
}

/** Notes what is put into the workspace, also before the page was loaded anew; the function that comes back stops it. */
export function startNotingChanges(): () => void {
  useWorkspaceChanges.setState({ names: rememberedNames() });
  const stopRemembering = useWorkspaceChanges.subscribe(({ names }) => remember(memory, [...names]));
  const stopNoting = onCall((method, input) => {
    const name = nameOf(method, input);
    const { names } = useWorkspaceChanges.getState();
    if (name !== null && !names.includes(name)) useWorkspaceChanges.setState({ names: [...names, name] });
  });
  return () => {
    stopRemembering();
    stopNoting();
  };
}
