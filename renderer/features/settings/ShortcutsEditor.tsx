import { type KeyboardEvent, useState } from 'react';
import type { Command } from '../../commands/command.ts';
import { isBindable, keysOf, showKeys } from '../../commands/keys.ts';
import { allCommands } from '../../commands/registry.ts';
import { conflictsOf, rebound, shortcutsOf } from '../../commands/shortcuts.ts';
import { changeSettings, useSettings } from '../../state/settings/settingsStore.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { matchWords } from '../../ui/matchWords.ts';
import { SearchBox } from '../../ui/SearchBox.tsx';
import styles from './Settings.module.css';

function Recorder({ command, onDone }: { command: Command; onDone: () => void }) {
  const own = useSettings((settings) => settings.shortcuts);
  const [keys, setKeys] = useState<string | null>(null);
  const [objection, setObjection] = useState<string | null>(null);
  const record = (event: KeyboardEvent) => {
    if (event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return onDone();
    const pressed = keysOf(event.nativeEvent);
    if (pressed === null) return;
    const taken = conflictsOf(allCommands, own, pressed, command.id);
    setKeys(pressed);
    if (!isBindable(pressed)) setObjection('Add Ctrl or Alt: this key is needed for typing.');
    else if (taken.length > 0) setObjection(`Already “${taken.map((other) => other.label).join('”, “')}”.`);
    else setObjection(null);
  };
  const keep = () => {
    if (keys !== null) void changeSettings({ shortcuts: rebound(own, command, keys) });
    onDone();
  };
  return (
    <span className={styles.recorder} data-takes-keys>
      <input
        className={styles.keys}
        aria-label={`New shortcut for ${command.label}: press the keys`}
        placeholder="Press the keys"
        value={keys === null ? '' : showKeys(keys)}
        readOnly
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to press keys here
        autoFocus
        onKeyDown={record}
      />
      <Button variant="primary" isDisabled={keys === null || objection !== null} onPress={keep}>
        Keep
      </Button>
      <Button onPress={onDone}>Cancel</Button>
      <span role="alert" className={styles.objection}>
        {objection}
      </span>
    </span>
  );
}

function ShortcutRow({ command }: { command: Command }) {
  const own = useSettings((settings) => settings.shortcuts);
  const [recording, setRecording] = useState(false);
  const bound = shortcutsOf(command, own);
  const conflicts = bound.flatMap((keys) => conflictsOf(allCommands, own, keys, command.id));
  const bind = (keys: string) => void changeSettings({ shortcuts: rebound(own, command, keys) });
  return (
    <tr>
      <th scope="row">
        {command.category}: {command.label}
      </th>
      <td>
        {recording ? (
          <Recorder command={command} onDone={() => setRecording(false)} />
        ) : (
          bound.map((keys) => (
            <kbd key={keys} className={styles.kbd}>
              {showKeys(keys)}
            </kbd>
          ))
        )}
        {conflicts.length > 0 && <Badge mood="warning">also {conflicts.map((one) => one.label).join(', ')}</Badge>}
      </td>
      <td className={styles.buttons}>
        {!recording && (
          <Button
            variant="quiet"
            onPress={() => setRecording(true)}
            aria-label={`Change the shortcut of ${command.label}`}
          >
            Change
          </Button>
        )}
        {bound.length > 0 && !recording && (
          <Button variant="quiet" onPress={() => bind('')} aria-label={`Remove the shortcut of ${command.label}`}>
            Remove
          </Button>
        )}
        {own[command.id] !== undefined && (
          <Button
            variant="quiet"
            onPress={() => bind(command.keys ?? '')}
            aria-label={`Reset the shortcut of ${command.label}`}
          >
            Reset
          </Button>
        )}
      </td>
    </tr>
  );
}

/** The shortcut of every command: to look up, change, remove and reset. */
export function ShortcutsEditor() {
  const own = useSettings((settings) => settings.shortcuts);
  const [words, setWords] = useState('');
  const found = matchWords(allCommands, words, (command) => {
    const keys = shortcutsOf(command, own).map((one) => showKeys(one));
    return `${command.category}: ${command.label} ${keys.join(' ')}`;
  });
  return (
    <section className={styles.section} aria-labelledby="shortcuts">
      <h2 id="shortcuts">Shortcuts</h2>
      <SearchBox label="Find a command or keys" value={words} onChange={setWords} />
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Command</th>
            <th scope="col">Keys</th>
            <th scope="col">
              <span className="visually-hidden">Change</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {found.map((command) => (
            <ShortcutRow key={command.id} command={command} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
