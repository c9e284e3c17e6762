import { useMemo } from 'react';
import type { ListedWaiver } from '../../../shared/diagnostics/meaning/listWaivers.ts';
import { lineIndex } from '../../../shared/workflow/lineIndex.ts';
import { open } from '../../state/documents/reading.ts';
import { policyPath } from '../../state/findings/policyWaiver.ts';
import { goToNewer } from '../../state/review/goingTo.ts';
import { useReview } from '../../state/review/reviewStore.ts';
import { Badge } from '../../ui/Badge.tsx';
import { PlaceLink } from './PlaceLink.tsx';
import styles from './Review.module.css';

/** Most waivers that are drawn: those of the text come first, and a policy can be opened. */
const maxRows = 200;

function State({ isExpired, isNew, covers }: ListedWaiver) {
  return (
    <>
      {isExpired && <Badge mood="error">Ended</Badge>}
      {isNew && <Badge mood="warning">New</Badge>}
      {covers === 0 ? <Badge>Covers nothing here</Badge> : `Covers ${covers}`}
    </>
  );
}

function Origin({ waiver }: { readonly waiver: ListedWaiver }) {
  const text = useReview((state) => state.text);
  const lines = useMemo(() => lineIndex(text), [text]);
  const { range, rule } = waiver;
  if (range === null) {
    return <PlaceLink words={policyPath} about={`waiver of ${rule}`} onPress={() => void open(policyPath)} />;
  }
  const words = `Comment, line ${lines.positionAt(range.start).line}`;
  return <PlaceLink words={words} about={`waiver of ${rule}`} onPress={() => void goToNewer(range)} />;
}

/** Every waiver that the text and the policy have: who reviews sees all of them. */
export function WaiverTable({ waivers }: { readonly waivers: readonly ListedWaiver[] }) {
  if (waivers.length === 0) return null;
  return (
    <section className={styles.section} aria-label="Waivers">
      <h2>
        Waivers <span className={styles.quiet}>{waivers.length}</span>
      </h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Reason</th>
            <th scope="col">Until</th>
            <th scope="col">State</th>
            <th scope="col">From</th>
          </tr>
        </thead>
        <tbody>
          {waivers.slice(0, maxRows).map((waiver) => (
            <tr key={`${waiver.origin} ${waiver.range?.start} ${waiver.rule} ${waiver.until} ${waiver.reason}`}>
              <td>{waiver.rule}</td>
              <td>{waiver.reason}</td>
              <td className={styles.date}>{waiver.until}</td>
              <td>
                <State {...waiver} />
              </td>
              <td>
                <Origin waiver={waiver} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {waivers.length > maxRows && <p>{waivers.length - maxRows} more of the policy are not listed.</p>}
    </section>
  );
}
