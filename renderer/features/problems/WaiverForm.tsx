import { useState } from 'react';
import { openDocument } from '../../state/documents/documentsStore.ts';
import type { PlacedFinding } from '../../state/findings/findingsStore.ts';
import { dayAfter, today } from '../../state/findings/today.ts';
import { askForWaiver, waive, waiverObjection } from '../../state/findings/waiving.ts';
import { notify } from '../../state/notifications/notificationsStore.ts';
import { Button } from '../../ui/Button.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import styles from './ProblemsPanel.module.css';

const usualDays = 90;

/** Asks for the reason and the last day of a waiver, and writes it into the document. */
export function WaiverForm({ placed }: { readonly placed: PlacedFinding }) {
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(dayAfter(usualDays));
  const [tried, setTried] = useState(false);
  const objection = waiverObjection(reason, until, today());
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (objection !== null) return;
    const text = openDocument(placed.path)?.text ?? '';
    if (waive(placed, text, until, reason)) notify('success', `Waived ${placed.finding.rule} until ${until}.`);
    else notify('info', 'The text has just changed. Look at the problem again before you waive it.');
  };
  return (
    <form className={styles.form} onSubmit={submit} aria-label="Waive this problem">
      <div className={styles.formText}>
        <TextInput
          label="Reason, for the reviewer"
          value={reason}
          onChange={setReason}
          error={tried ? objection : null}
          autoFocus
        />
      </div>
      <TextInput label="Holds until" type="date" value={until} onChange={setUntil} />
      <Button variant="primary" type="submit">
        Write waiver
      </Button>
      <Button onPress={() => askForWaiver(null)}>Cancel</Button>
    </form>
  );
}
