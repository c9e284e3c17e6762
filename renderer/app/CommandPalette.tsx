import type { Command } from '../commands/command.ts';
import { readContext } from '../commands/context.ts';
import { showKeys } from '../commands/keys.ts';
import { allCommands } from '../commands/registry.ts';
import { runCommand } from '../commands/runCommand.ts';
import { shortcutsOf } from '../commands/shortcuts.ts';
import { useSettings } from '../state/settings/settingsStore.ts';
import { setPalette } from '../state/workbench/dialogs.ts';
import { QuickPick, type QuickPickItem } from '../ui/QuickPick.tsx';

function recentFirst(recent: readonly string[]): readonly Command[] {
  const place = new Map(recent.map((id, index) => [id, index]));
  const rank = (command: Command) => place.get(command.id) ?? recent.length;
  return allCommands.toSorted((a, b) => rank(a) - rank(b) || a.category.localeCompare(b.category));
}

/** Every command: recent ones first, with its shortcut, or the reason why it cannot run now. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const { recentCommands, shortcuts } = useSettings();
  const context = readContext();
  const items = recentFirst(recentCommands)
    .filter((command) => command.id !== 'palette.open')
    .map((command): QuickPickItem => {
      const possible = command.when(context);
      const keys = shortcutsOf(command, shortcuts)[0];
      return {
        id: command.id,
        label: command.label,
        group: command.category,
        hint: keys === undefined ? '' : showKeys(keys),
        disabledBecause: possible === true ? null : possible,
      };
    });
  const choose = (id: string) => {
    setPalette(null);
    void runCommand(id);
  };
  return <QuickPick label="Search commands" items={items} onChoose={choose} onClose={onClose} />;
}
