import { useState } from 'react';
import { type DialogRequest, useDialogs } from '../state/workbench/dialogs.ts';
import { Button } from '../ui/Button.tsx';
import { ModalDialog } from '../ui/ModalDialog.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { AboutDialog } from './AboutDialog.tsx';
import { PassphraseDialog } from './PassphraseDialog.tsx';

function ChoiceDialog({ request }: { request: Extract<DialogRequest, { kind: 'choose' }> }) {
  const cancel = () => request.settle(null);
  const buttons = (
    <>
      <Button onPress={cancel}>Cancel</Button>
      {request.choices.toReversed().map(({ id, label, variant }) => (
        <Button key={id} variant={variant} onPress={() => request.settle(id)} autoFocus={variant === 'primary'}>
          {label}
        </Button>
      ))}
    </>
  );
  return (
    <ModalDialog title={request.title} onClose={cancel} buttons={buttons} role="alertdialog">
      {request.text}
    </ModalDialog>
  );
}

/** The part of a name that a person would type anew: not its folders, and not what tells the kind of a file. */
function nameProper(value: string): readonly [number, number] {
  const end = value.search(/(\.(scenario|stubs))?\.(ya?ml|json)$/i);
  return [value.lastIndexOf('/') + 1, end < 0 ? value.length : end];
}

function TextDialog({ request }: { request: Extract<DialogRequest, { kind: 'text' }> }) {
  const [value, setValue] = useState(request.value);
  const objection = request.objection(value);
  const cancel = () => request.settle(null);
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (objection === null) request.settle(value);
  };
  const buttons = (
    <>
      <Button onPress={cancel}>Cancel</Button>
      <Button variant="primary" type="submit" form="text-dialog" isDisabled={objection !== null}>
        {request.confirm}
      </Button>
    </>
  );
  return (
    <ModalDialog title={request.title} onClose={cancel} buttons={buttons}>
      <form id="text-dialog" onSubmit={submit}>
        <TextInput
          label={request.label}
          value={value}
          onChange={setValue}
          error={objection}
          selected={nameProper(value)}
          autoFocus
        />
      </form>
    </ModalDialog>
  );
}

/** The question that has to be answered before anything else goes on, where there is one. */
export function Dialogs() {
  const current = useDialogs((state) => state.current);
  if (current === null) return null;
  if (current.kind === 'about') return <AboutDialog onClose={current.settle} />;
  if (current.kind === 'text') return <TextDialog key={current.title} request={current} />;
  if (current.kind === 'passphrase') return <PassphraseDialog key={current.title} request={current} />;
  return <ChoiceDialog request={current} />;
}
