import { notify } from '../state/notifications/notificationsStore.ts';
import { changeSettings, useSettings, withRecent } from '../state/settings/settingsStore.ts';
import { readContext } from './context.ts';
import { commandById } from './registry.ts';

/** Runs a command; where it cannot run now, the reason is said instead. */
export async function runCommand(id: string): Promise<void> {
  const command = commandById(id);
  if (command === undefined) return;
  const context = readContext();
  const possible = command.when(context);
  if (possible !== true) {
    notify('info', possible);
    return;
  }
  if (context.storeOpen) {
    void changeSettings({ recentCommands: withRecent(useSettings.getState().recentCommands, id) });
  }
  await command.run(context);
}
