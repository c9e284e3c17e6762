import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { type MenuEntry, menus } from '../../shared/contract/menus.ts';

/** What the menu can do beside asking the page to run a command. */
export interface MenuActions {
  command(id: string): void;
  reload(): void;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

function toItem(entry: MenuEntry, actions: MenuActions): MenuItemConstructorOptions {
  if (entry === null) return separator;
  if ('role' in entry) return { role: entry.role };
  return { label: entry.label, click: () => actions.command(entry.command) };
}

function developerMenu(actions: MenuActions): MenuItemConstructorOptions {
  return {
    label: 'Developer',
    submenu: [{ label: 'Reload Page', click: () => actions.reload() }, { role: 'toggleDevTools' }],
  };
}

/** Shows the application menu. Its commands are run by the page, which holds their one definition, shortcuts included. */
export function showMenu(actions: MenuActions): void {
  const template: MenuItemConstructorOptions[] = menus.map(({ label, entries }) => ({
    label,
    submenu: entries.map((entry) => toItem(entry, actions)),
  }));
  if (process.platform === 'darwin') template.unshift({ role: 'appMenu' });
  if (!app.isPackaged) template.push(developerMenu(actions));
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
