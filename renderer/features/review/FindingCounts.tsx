import { type Finding, severities } from '../../../shared/diagnostics/finding.ts';
import type { Review } from '../../../shared/diagnostics/meaning/review.ts';
import { countOf } from '../../state/countWords.ts';
import { Badge } from '../../ui/Badge.tsx';
import styles from './Review.module.css';

const moods = { error: 'error', warning: 'warning', note: 'info' } as const;

interface Count {
  readonly name: string;
  readonly findings: readonly Finding[];
}

function countsOf({ findings, gone }: Review): Count[] {
  const of = (standing: string) => findings.filter((one) => one.standing === standing).map(({ finding }) => finding);
  return [
    { name: 'New findings', findings: of('new') },
    { name: 'Gone', findings: gone },
    { name: 'Waived since', findings: of('waived') },
    { name: 'Kept', findings: of('kept') },
  ];
}

function Severities({ findings }: { readonly findings: readonly Finding[] }) {
  const open = findings.filter(({ waiver }) => waiver === null);
  const waived = findings.length - open.length;
  return (
    <>
      {severities.map((severity) => {
        const count = open.filter((finding) => finding.severity === severity).length;
        return count === 0 ? null : (
          <Badge key={severity} mood={moods[severity]}>
            {countOf(count, severity)}
          </Badge>
        );
      })}
      {waived > 0 && <Badge>{waived} waived</Badge>}
    </>
  );
}

/** How many findings came, went and stayed, with their severities. */
export function FindingCounts({ review }: { readonly review: Review }) {
  return (
    <dl className={styles.counts} aria-label="Change in findings">
      {countsOf(review).map(({ name, findings }) => (
        <div key={name} className={styles.count}>
          <dt>{name}</dt>
          <dd>
            <span className={styles.number}>{findings.length}</span> <Severities findings={findings} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
