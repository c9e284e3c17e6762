import { type FormEvent, useState } from 'react';
import type { AppError } from '../../../shared/base/appError.ts';
import { CommandButton } from '../../commands/CommandButton.tsx';
import { call } from '../../platform/bridge.ts';
import { noteStatus } from '../../state/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import styles from './Unlock.module.css';

/** Asks for the passphrase of a store that one protects. */
export function Unlock({ problem }: { readonly problem: AppError | null }) {
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(problem?.message ?? null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const unlocked = await call('store.unlock', { passphrase });
    setBusy(false);
    setPassphrase('');
    if (unlocked.ok) await noteStatus(unlocked.value);
    else setError(unlocked.error.message);
  };
  return (
    <main className={styles.page}>
      <form className={styles.card} onSubmit={(event) => void submit(event)}>
        <Icon name="lock" size={22} />
        <h2>The workspace is locked</h2>
        <p>Its key is wrapped by your passphrase. Nobody can open it without, and there is no way to recover it.</p>
        <TextInput
          label="Passphrase"
          type="password"
          value={passphrase}
          onChange={setPassphrase}
          error={error}
          autoFocus
        />
        <Button variant="primary" type="submit" isDisabled={busy || passphrase === ''}>
          {busy ? 'Opening…' : 'Unlock'}
        </Button>
        <CommandButton command="workspace.restore" variant="quiet" />
      </form>
    </main>
  );
}
