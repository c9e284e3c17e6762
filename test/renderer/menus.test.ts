import { expect, test } from 'vitest';
import { allCommands } from '../../renderer/commands/registry.ts';
import { menus } from '../../shared/contract/menus.ts';

test('every command of the application menu is one of the window’s', () => {
  const known = new Set(allCommands.map(({ id }) => id));
  const named = menus.flatMap(({ entries }) =>
    entries.flatMap((entry) => (entry !== null && 'command' in entry ? [entry.command] : [])),
  );
  expect(named.filter((command) => !known.has(command))).toEqual([]);
});
