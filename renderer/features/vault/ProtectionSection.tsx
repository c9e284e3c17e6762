import { type FormEvent, useState } from 'react';
import { call } from '../../platform/bridge.ts';
import { notify } from '../../state/notifications/notificationsStore.ts';
import { noteStatus } from '../../state/session.ts';
import { protectionNotice } from '../../state/status/protection.ts';
import { useStatus } from '../../state/status/statusStore.ts';
import { passphraseObjection, setPassphraseForm, usePassphraseForm } from '../../state/vault/passphraseForm.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import styles from './Vault.module.css';

function PassphraseForm({ hasOne, onDone }: { hasOne: boolean; onDone: () => void }) {
  const [current, setCurrent] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [error, setError] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const objection = passphraseObjection(passphrase, again);
    setError(objection);
    if (objection !== null) return;
    const done = await call('store.protect', { passphrase, ...(hasOne && { current }) });
    if (!done.ok) return setError(done.error.message);
    await noteStatus(done.value);
    notify('success', 'The store is now kept, and opens with your passphrase.');
    onDone();
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      {hasOne && (
        <TextInput label="Passphrase so far" type="password" value={current} onChange={setCurrent} autoFocus />
      )}
      <TextInput
        label="New passphrase"
        type="password"
        value={passphrase}
        onChange={setPassphrase}
        autoFocus={!hasOne}
      />
      <TextInput label="The same again" type="password" value={again} onChange={setAgain} error={error} />
      <p className={styles.quiet}>Nobody can open the store without it, and there is no way to recover it.</p>
      <div className={styles.actions}>
        <Button variant="primary" type="submit">
          {hasOne ? 'Change passphrase' : 'Set passphrase'}
        </Button>
        <Button onPress={onDone}>Cancel</Button>
      </div>
    </form>
  );
}

/** Names what protects the store, and lets a passphrase be set where nothing does. */
export function ProtectionSection() {
  const store = useStatus((state) => state.store);
  const editing = usePassphraseForm((state) => state.open);
  if (store === null) return null;
  const { label, detail, tone } = protectionNotice(store);
  const { kind } = store.protection;
  return (
    <section className={styles.section} aria-labelledby="protection">
      <h2 id="protection">Protection</h2>
      <p>
        <Badge mood={tone === 'weak' ? 'warning' : 'success'}>{label}</Badge> {detail}
      </p>
      {editing ? (
        <PassphraseForm hasOne={kind === 'passphrase'} onDone={() => setPassphraseForm(false)} />
      ) : (
        kind !== 'keychain' && (
          <Button
            icon="lock"
            variant={kind === 'session' ? 'primary' : 'plain'}
            onPress={() => setPassphraseForm(true)}
          >
            {kind === 'session' ? 'Set a passphrase…' : 'Change passphrase…'}
          </Button>
        )
      )}
    </section>
  );
}
