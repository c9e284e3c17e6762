import type { Command } from './command.ts';
import { editCommands } from './editCommands.ts';
import { fileCommands } from './fileCommands.ts';
import { graphCommands } from './graphCommands.ts';
import { problemCommands } from './problemCommands.ts';
import { rehearsalCommands } from './rehearsalCommands.ts';
import { viewCommands } from './viewCommands.ts';
import { workspaceCommands } from './workspaceCommands.ts';

/** Every command of the window. */
export const allCommands: readonly Command[] = [
  ...fileCommands,
  ...editCommands,
  ...graphCommands,
  ...problemCommands,
  ...rehearsalCommands,
  ...viewCommands,
  ...workspaceCommands,
];

const byId = new Map(allCommands.map((command) => [command.id, command]));

/** A command by its id. */
export function commandById(id: string): Command | undefined {
  return byId.get(id);
}
