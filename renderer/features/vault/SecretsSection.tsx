import { type FormEvent, useState } from 'react';
import type { SecretEntry } from '../../../shared/contract/vaultMethods.ts';
import { deleteSecret, setSecret, useVault } from '../../state/vault/vaultStore.ts';
import { askConfirm } from '../../state/workbench/dialogs.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { showTime } from '../../ui/showTime.ts';
import { TextInput } from '../../ui/TextInput.tsx';
import styles from './Vault.module.css';

const namePattern = /^[A-Za-z_][A-Za-z0-9_.-]{0,99}$/;

function nameObjection(name: string): string | null {
  return namePattern.test(name) ? null : 'Begin with a letter; then letters, digits, _, . and -.';
}

async function askDelete(name: string): Promise<void> {
  const text = 'Workflows that use it get nothing in its place. The value cannot be brought back.';
  if (await askConfirm(`Delete the secret ${name}?`, text, 'Delete')) await deleteSecret(name);
}

function SecretForm() {
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const [tried, setTried] = useState(false);
  const objection = nameObjection(name);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (objection !== null || value === '') return;
    const kept = await setSecret(name, value);
    setValue('');
    if (kept) setName('');
    setTried(!kept);
  };
  return (
    <form className={styles.inline} onSubmit={(event) => void submit(event)}>
      <TextInput label="Name" value={name} onChange={setName} error={tried ? objection : null} />
      <TextInput
        label="Value (never shown again)"
        type="password"
        value={value}
        onChange={setValue}
        error={tried && value === '' ? 'Enter the value.' : null}
      />
      <Button type="submit" icon="key">
        Keep secret
      </Button>
    </form>
  );
}

function SecretRow({ secret: { name, setAt, sealedBy } }: { secret: SecretEntry }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{showTime(setAt)}</td>
      <td>
        {sealedBy === 'keychain' ? (
          <Badge mood="success">Sealed by the system’s keychain</Badge>
        ) : (
          <Badge mood="warning">Sealed by the store’s key alone</Badge>
        )}
      </td>
      <td>
        <IconButton icon="trash" label={`Delete ${name}`} onPress={() => void askDelete(name)} />
      </td>
    </tr>
  );
}

/** Secrets of workflows by name: they go in and never come out. */
export function SecretsSection() {
  const secrets = useVault((state) => state.secrets);
  return (
    <section className={styles.section} aria-labelledby="secrets">
      <h2 id="secrets">Secrets of workflows</h2>
      <p className={styles.quiet}>A value can be replaced or deleted, never read. Rehearsals get placeholders.</p>
      {secrets.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Set</th>
              <th scope="col">Protection</th>
              <th scope="col">
                <span className="visually-hidden">Delete</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {secrets.map((secret) => (
              <SecretRow key={secret.name} secret={secret} />
            ))}
          </tbody>
        </table>
      )}
      <SecretForm />
    </section>
  );
}
