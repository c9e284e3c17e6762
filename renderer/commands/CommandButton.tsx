import { useSettings } from '../state/settings/settingsStore.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { useCommandContext } from './context.ts';
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
  const context = useCommandContext();
  const own = useSettings((settings) => settings.shortcuts);
  if (command === undefined) throw new Error(`there is no command ${id}`);
  const keys = shortcutsOf(command, own)[0];
  const press = () => void runCommand(id);
  if (iconOnly && command.icon !== undefined) {
    const hint = keys === undefined ? undefined : showKeys(keys);
    return <IconButton icon={command.icon} label={label ?? command.label} hint={hint} onPress={press} />;
  }
  const disabled = command.when(context) !== true;
  return (
    <Button icon={command.icon} variant={variant} onPress={press} isDisabled={disabled && variant === 'primary'}>
      {label ?? command.label}
    </Button>
  );
}
