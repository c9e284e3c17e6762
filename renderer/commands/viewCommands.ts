import type { Settings } from '../../shared/contract/appMethods.ts';
import { useDocuments } from '../state/documents/documentsStore.ts';
import { editor } from '../state/documents/editorPort.ts';
import { changeSettings, useSettings } from '../state/settings/settingsStore.ts';
import { setPalette, showAbout } from '../state/workbench/dialogs.ts';
import { dock, showView, type ViewId } from '../state/workbench/dockPort.ts';
import type { IconName } from '../ui/icons.ts';
import { always, type Category, type Command, type CommandContext, needsDocument, needsStore } from './command.ts';

function view(id: string, shown: ViewId, label: string, category: Category, icon: IconName, keys?: string): Command {
  const command: Command = { id, label, category, icon, when: needsStore, run: () => showView(shown) };
  return keys === undefined ? command : { ...command, keys };
}

function stepTab(step: number): void {
  const { order, active } = useDocuments.getState();
  const next = order[(order.indexOf(active ?? '') + step + order.length) % order.length];
  if (next !== undefined) useDocuments.setState({ active: next });
}

const themes: readonly Settings['theme'][] = ['system', 'light', 'dark', 'high-contrast'];

const needsTab = ({ document }: CommandContext) => (document === null ? 'No document is open.' : true);

function changeFontSize(by: number): Promise<void> {
  const editorFontSize = Math.min(40, Math.max(8, useSettings.getState().editorFontSize + by));
  return changeSettings({ editorFontSize });
}

function nextTheme(): Promise<void> {
  const at = themes.indexOf(useSettings.getState().theme);
  return changeSettings({ theme: themes[(at + 1) % themes.length] ?? 'system' });
}

/** Views, tabs and the look of the window. */
export const viewCommands: readonly Command[] = [
  {
    id: 'palette.open',
    label: 'Show all commands',
    category: 'View',
    keys: 'Mod+Shift+P F1',
    icon: 'command',
    when: always,
    run: () => setPalette('commands'),
  },
  view('workspace.show', 'workspace', 'Show workspace', 'View', 'folder', 'Mod+Shift+E'),
  view('review.show', 'review', 'Review changes', 'Seal', 'review', 'Mod+Shift+C'),
  view('data.show', 'data', 'Show sample data', 'Data', 'database', 'Mod+Shift+D'),
  view('vault.show', 'vault', 'Show secrets and keys', 'Vault', 'key'),
  view('audit.show', 'audit', 'Show audit log', 'Vault', 'shield'),
  view('bundle.export', 'export', 'Seal and export…', 'Seal', 'seal', 'Mod+Shift+X'),
  { ...view('settings.open', 'settings', 'Settings', 'View', 'settings', 'Mod+,'), when: always },
  { ...view('docs.open', 'docs', 'Documentation', 'Help', 'book'), when: always },
  {
    id: 'view.nextRegion',
    label: 'Move focus to the next region',
    category: 'View',
    keys: 'F6',
    when: always,
    run: () => dock()?.cycle(1),
  },
  {
    id: 'view.previousRegion',
    label: 'Move focus to the previous region',
    category: 'View',
    keys: 'Shift+F6',
    when: always,
    run: () => dock()?.cycle(-1),
  },
  {
    id: 'view.editor',
    label: 'Move focus to the editor',
    category: 'View',
    keys: 'Mod+1',
    when: needsDocument,
    run: ({ document }) => editor()?.focus(document?.path ?? ''),
  },
  {
    id: 'view.nextTab',
    label: 'Next tab',
    category: 'View',
    keys: 'Mod+PageDown Mod+Tab',
    when: needsTab,
    run: () => stepTab(1),
  },
  {
    id: 'view.previousTab',
    label: 'Previous tab',
    category: 'View',
    keys: 'Mod+PageUp Mod+Shift+Tab',
    when: needsTab,
    run: () => stepTab(-1),
  },
  { id: 'view.theme', label: 'Change colour theme', category: 'View', when: always, run: nextTheme },
  { id: 'view.larger', label: 'Larger editor text', category: 'View', when: always, run: () => changeFontSize(1) },
  { id: 'view.smaller', label: 'Smaller editor text', category: 'View', when: always, run: () => changeFontSize(-1) },
  { id: 'view.resetLayout', label: 'Reset layout', category: 'View', when: always, run: () => dock()?.reset() },
  { id: 'about.show', label: 'About Drydock', category: 'Help', icon: 'info', when: always, run: showAbout },
];
