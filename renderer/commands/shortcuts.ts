import type { Command } from './command.ts';

/** Bindings that the person changed: shortcut by command id; an empty string unbinds. */
export type OwnShortcuts = Readonly<Record<string, string>>;

/** The shortcuts of a command, first the one that is shown. */
export function shortcutsOf(command: Command, own: OwnShortcuts): readonly string[] {
  const keys = own[command.id] ?? command.keys ?? '';
  return keys.split(' ').filter(Boolean);
}

/** Commands by shortcut, more than one where they are in conflict. */
export function bindings(commands: readonly Command[], own: OwnShortcuts): ReadonlyMap<string, readonly Command[]> {
  const bound = new Map<string, Command[]>();
  for (const command of commands) {
    for (const keys of shortcutsOf(command, own)) bound.set(keys, [...(bound.get(keys) ?? []), command]);
  }
  return bound;
}

/** Other commands that a shortcut already belongs to. */
export function conflictsOf(
  commands: readonly Command[],
  own: OwnShortcuts,
  keys: string,
  except: string,
): readonly Command[] {
  return (bindings(commands, own).get(keys) ?? []).filter((command) => command.id !== except);
}

/** The person's bindings with one changed; binding a command's own default again forgets the change. */
export function rebound(own: OwnShortcuts, command: Command, keys: string): Record<string, string> {
  const { [command.id]: _before, ...others } = own;
  return keys === (command.keys ?? '') ? others : { ...others, [command.id]: keys };
}
