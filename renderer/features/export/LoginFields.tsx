import { useEffect } from 'react';
import type { NamedLogin } from '../../state/seal/sealStore.ts';
import { loadVault, useVault } from '../../state/vault/vaultStore.ts';
import { Select } from '../../ui/Select.tsx';
import { TextInput } from '../../ui/TextInput.tsx';

interface LoginFieldsProps {
  readonly login: NamedLogin;
  readonly onChange: (login: NamedLogin) => void;
}

/** Who to be at a team server that asks. The password is a secret of the vault: it is named here and never shown. */
export function LoginFields({ login, onChange }: LoginFieldsProps) {
  const secrets = useVault((state) => state.secrets);
  useEffect(() => void loadVault(), []);
  if (secrets.length === 0) return null;
  const options = [{ id: '', label: 'No login' }, ...secrets.map(({ name }) => ({ id: name, label: name }))];
  return (
    <>
      <Select
        label="Secret of the vault that is the password"
        value={login.secret}
        options={options}
        onChange={(secret) => onChange({ ...login, secret })}
      />
      {login.secret !== '' && (
        <TextInput
          label="User name at the team server"
          value={login.username}
          onChange={(username) => onChange({ ...login, username })}
        />
      )}
    </>
  );
}
