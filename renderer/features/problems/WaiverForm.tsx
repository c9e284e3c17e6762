import { useState } from 'react';
import type { PlacedFinding } from '../../state/findings/findingsStore.ts';
import { policyPath, waiveByPolicy } from '../../state/findings/policyWaiver.ts';
import { dayAfter, today } from '../../state/findings/today.ts';
import { askForWaiver, holdsComments, waiveByComment, waiverObjection } from '../../state/findings/waiving.ts';
import { notify } from '../../state/notifications/notificationsStore.ts';
import { Button } from '../../ui/Button.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import styles from './ProblemsPanel.module.css';

const usualDays = 90;

async function write(placed: PlacedFinding, until: string, reason: string): Promise<void> {
  const left = holdsComments(placed.path)
    ? waiveByComment(placed, until, reason)
    : await waiveByPolicy(placed, until, reason);
  if (left === null) notify('success', `Waived ${placed.finding.rule} until ${until}.`);
  else notify('info', left);
}

/** Asks for the reason and the last day of a waiver, and writes it into the document, or into the policy where a document cannot hold a comment. */
export function WaiverForm({ placed }: { readonly placed: PlacedFinding }) {
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(dayAfter(usualDays));
  const [tried, setTried] = useState(false);
  const objection = waiverObjection(reason, until, today());
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (objection !== null) return;
    void write(placed, until, reason);
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
      {!holdsComments(placed.path) && (
        <p className={styles.formNote}>JSON has no comments, so this waiver goes into {policyPath}.</p>
      )}
      <TextInput label="Holds until" type="date" value={until} onChange={setUntil} />
      <Button variant="primary" type="submit">
        Write waiver
      </Button>
      <Button onPress={() => askForWaiver(null)}>Cancel</Button>
    </form>
  );
}
