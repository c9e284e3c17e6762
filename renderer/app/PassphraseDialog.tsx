import { type FormEvent, useState } from 'react';
import { passphraseObjection } from '../state/vault/passphraseForm.ts';
import type { DialogRequest } from '../state/workbench/dialogs.ts';
import { Button } from '../ui/Button.tsx';
import { ModalDialog } from '../ui/ModalDialog.tsx';
import { TextInput } from '../ui/TextInput.tsx';

/** Asks for a passphrase, twice where it is a new one. What was typed is gone with the dialog. */
export function PassphraseDialog({ request }: { request: Extract<DialogRequest, { kind: 'passphrase' }> }) {
  const { title, text, confirm, isNew, settle } = request;
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [error, setError] = useState<string | null>(null);
  const cancel = () => settle(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const objection = isNew ? passphraseObjection(passphrase, again) : null;
    if (objection === null) settle(passphrase);
    else setError(objection);
  };
  const buttons = (
    <>
      <Button onPress={cancel}>Cancel</Button>
      <Button variant="primary" type="submit" form="passphrase-dialog" isDisabled={passphrase === ''}>
        {confirm}
      </Button>
    </>
  );
  return (
    <ModalDialog title={title} onClose={cancel} buttons={buttons}>
      <form id="passphrase-dialog" onSubmit={submit}>
        <p>{text}</p>
        <TextInput
          label="Passphrase of the backup"
          type="password"
          value={passphrase}
          onChange={setPassphrase}
          error={isNew ? null : error}
          autoFocus
        />
        {isNew && <TextInput label="The same again" type="password" value={again} onChange={setAgain} error={error} />}
        <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
      </form>
    </ModalDialog>
  );
}
