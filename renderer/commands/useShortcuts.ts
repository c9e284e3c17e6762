import { useEffect } from 'react';
import { useSettings } from '../state/settings/settingsStore.ts';
import { useDialogs } from '../state/workbench/dialogs.ts';
import { keysOf } from './keys.ts';
import { allCommands } from './registry.ts';
import { runCommand } from './runCommand.ts';
import { bindings } from './shortcuts.ts';

/** Whether a dialog or the recording of a shortcut wants the keys for itself. */
function isTaken(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  return useDialogs.getState().current !== null || target?.closest('[data-takes-keys]') != null;
}

/** What has an undo, and a whole that can be selected, of its own. */
const typedInto = 'input, textarea, [contenteditable], .monaco-editor, [data-own-undo]';

function isTypedInto({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest(typedInto) !== null;
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.isComposing || isTaken(event)) return;
  const keys = keysOf(event);
  if (keys === null) return;
  // The browser would select every word of the window.
  if (keys === 'Mod+A' && !isTypedInto(event)) event.preventDefault();
  const command = bindings(allCommands, useSettings.getState().shortcuts).get(keys)?.[0];
  if (command === undefined || (command.isTyping === true && isTypedInto(event))) return;
  event.preventDefault();
  event.stopPropagation();
  void runCommand(command.id);
}

/** Runs commands by their shortcuts, before anything else in the page sees the key. */
export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}
