import { useSettings } from '../state/settings/settingsStore.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import type { Command } from './command.ts';
import { useCanRun } from './context.ts';
import { showKeys } from './keys.ts';
import { commandById } from './registry.ts';
import { runCommand } from './runCommand.ts';
import { shortcutsOf } from './shortcuts.ts';

interface CommandButtonProps {
  readonly command: string;
  /** Words that fit the place better than the command's label. */
  readonly label?: string;
  readonly variant?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly iconOnly?: boolean;
}

/** A button for a command. It stays focusable while the command cannot run, and then says why when pressed. */
export function CommandButton({ command: id, label, variant, iconOnly = false }: CommandButtonProps) {
  const command = commandById(id);
  const own = useSettings((settings) => settings.shortcuts);
  if (command === undefined) throw new Error(`there is no command ${id}`);
  const { icon } = command;
  const words = label ?? command.label;
  const press = () => void runCommand(id);
  if (variant === 'primary') return <PrimaryButton command={command} words={words} onPress={press} />;
  if (iconOnly && icon !== undefined) {
    const keys = shortcutsOf(command, own)[0];
    return (
      <IconButton icon={icon} label={words} hint={keys === undefined ? undefined : showKeys(keys)} onPress={press} />
    );
  }
  return (
    <Button icon={icon} variant={variant} onPress={press}>
      {words}
    </Button>
  );
}

interface PrimaryButtonProps {
  readonly command: Command;
  readonly words: string;
  onPress(): void;
}

/** What is offered first is shown as what it is: nothing to press while it cannot run. */
function PrimaryButton({ command, words, onPress }: PrimaryButtonProps) {
  return (
    <Button icon={command.icon} variant="primary" onPress={onPress} isDisabled={!useCanRun(command)}>
      {words}
    </Button>
  );
}
