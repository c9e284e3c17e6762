import { beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../renderer/commands/command.ts';
import { isBindable } from '../../renderer/commands/keys.ts';
import { allCommands, commandById } from '../../renderer/commands/registry.ts';
import { runCommand } from '../../renderer/commands/runCommand.ts';
import { bindings, conflictsOf, rebound, shortcutsOf } from '../../renderer/commands/shortcuts.ts';
import { useNotifications } from '../../renderer/state/notifications/notificationsStore.ts';
import { useSettings } from '../../renderer/state/settings/settingsStore.ts';
import { useDialogs } from '../../renderer/state/workbench/dialogs.ts';
import { menus } from '../../shared/contract/menus.ts';
import { freshPage } from './freshPage.ts';
import { startedPage } from './startedPage.ts';

function known(id: string): Command {
  const command = commandById(id);
  if (command === undefined) throw new Error(`no command ${id}`);
  return command;
}

describe('the registry', () => {
  it('has each id once', () => {
    expect(new Set(allCommands.map((command) => command.id)).size).toBe(allCommands.length);
  });

  it('holds every command of the application menu', () => {
    const inMenus = menus
      .flatMap(({ entries }) => entries)
      .flatMap((entry) => (entry && 'command' in entry ? [entry.command] : []));
    expect(inMenus.filter((id) => commandById(id) === undefined)).toEqual([]);
  });

  it('has default shortcuts that are in nobody’s way', () => {
    const shared = [...bindings(allCommands, {})].filter(([, commands]) => commands.length > 1);
    expect(shared).toEqual([]);
    expect(allCommands.flatMap((command) => shortcutsOf(command, {})).filter((keys) => !isBindable(keys))).toEqual([]);
  });
});

describe('shortcuts', () => {
  const save = known('document.save');

  it('can be changed, removed and reset', () => {
    const own = rebound({}, save, 'Mod+J');
    expect(shortcutsOf(save, own)).toEqual(['Mod+J']);
    expect(shortcutsOf(save, rebound(own, save, ''))).toEqual([]);
    expect(rebound(own, save, 'Mod+S')).toEqual({});
  });

  it('tell whom a shortcut already belongs to', () => {
    expect(conflictsOf(allCommands, {}, 'Mod+S', 'document.rename').map((one) => one.id)).toEqual(['document.save']);
    expect(conflictsOf(allCommands, {}, 'Mod+S', 'document.save')).toEqual([]);
  });
});

describe('running a command', () => {
  beforeEach(() => freshPage());

  it('says why it cannot run', async () => {
    await runCommand('document.save');
    expect(useNotifications.getState().shown[0]?.text).toBe('The store is not open.');
  });

  it('runs it and remembers that it was used', async () => {
    await startedPage();
    await runCommand('document.open');
    expect(useDialogs.getState().palette).toBe('documents');
    expect(useSettings.getState().recentCommands).toEqual(['document.open']);
  });
});
