/** A line of the application menu: a command of the page, a role of the system, or (null) a separator. */
export type MenuEntry =
  | { readonly command: string; readonly label: string }
  | { readonly role: 'cut' | 'copy' | 'paste' | 'quit' | 'minimize' | 'zoom' | 'togglefullscreen' }
  | null;

/** A menu of the application menu. */
export interface Menu {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
}

/** The application menu, as main shows it. Each command is one of the page's, by id; a test holds the two together. */
export const menus: readonly Menu[] = [
  {
    label: 'File',
    entries: [
      { command: 'document.new', label: 'New Workflow…' },
      { command: 'document.import', label: 'Import Files…' },
      { command: 'folder.link', label: 'Link Folder…' },
      null,
      { command: 'document.save', label: 'Save' },
      { command: 'document.export', label: 'Export Document…' },
      null,
      { command: 'workspace.switch', label: 'Switch Workspace…' },
      { command: 'workspace.backup', label: 'Back Up Workspace…' },
      { command: 'workspace.restore', label: 'Restore Backup…' },
      { command: 'settings.open', label: 'Settings' },
      null,
      { role: 'quit' },
    ],
  },
  {
    label: 'Edit',
    entries: [
      { command: 'edit.undo', label: 'Undo' },
      { command: 'edit.redo', label: 'Redo' },
      null,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      null,
      { command: 'edit.find', label: 'Find' },
      { command: 'edit.replace', label: 'Replace' },
    ],
  },
  {
    label: 'View',
    entries: [
      { command: 'palette.open', label: 'Command Palette…' },
      null,
      { command: 'graph.show', label: 'Graph' },
      { command: 'problems.show', label: 'Problems' },
      { command: 'review.show', label: 'Review Changes' },
      { command: 'trace.show', label: 'Trace' },
      { command: 'data.show', label: 'Data' },
      { command: 'vault.show', label: 'Vault' },
      null,
      { role: 'togglefullscreen' },
    ],
  },
  {
    label: 'Run',
    entries: [
      { command: 'rehearsal.run', label: 'Rehearse' },
      { command: 'rehearsal.test', label: 'Test Scenarios' },
      { command: 'rehearsal.cancel', label: 'Cancel Rehearsal' },
      null,
      { command: 'bundle.export', label: 'Seal…' },
      { command: 'bundle.verify', label: 'Verify Bundle…' },
    ],
  },
  {
    label: 'Help',
    entries: [
      { command: 'docs.open', label: 'Documentation' },
      { command: 'about.show', label: 'About Drydock' },
    ],
  },
];
