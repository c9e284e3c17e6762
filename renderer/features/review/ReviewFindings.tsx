import { useMemo, useState } from 'react';
import type { Finding } from '../../../shared/diagnostics/finding.ts';
import {
  type FindingGroup,
  type Grouping,
  groupFindings,
  groupings,
} from '../../../shared/diagnostics/meaning/groupFindings.ts';
import type { Review, ReviewedFinding } from '../../../shared/diagnostics/meaning/review.ts';
import { type LineIndex, lineIndex } from '../../../shared/workflow/lineIndex.ts';
import { canBeWaived } from '../../state/findings/waiving.ts';
import { explainReviewed, goToNewer, goToOlder, waiveReviewed } from '../../state/review/goingTo.ts';
import { groupBy, useReview } from '../../state/review/reviewStore.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { Disclosed } from '../../ui/Disclosed.tsx';
import { InlineText } from '../../ui/InlineText.tsx';
import links from '../../ui/link.module.css';
import { Select } from '../../ui/Select.tsx';
import { SeverityIcon } from '../../ui/SeverityIcon.tsx';
import { PlaceLink } from './PlaceLink.tsx';
import styles from './Review.module.css';
import { ShortList } from './ShortList.tsx';

const groupingNames: Record<Grouping, string> = { rule: 'By rule', flow: 'By flow of data', task: 'By task' };

function Gravity({ severity }: Finding) {
  return (
    <span className={styles.gravity}>
      <SeverityIcon severity={severity} />
      <span className="visually-hidden">{severity}</span>
    </span>
  );
}

function Standing({ standing, finding: { waiver } }: ReviewedFinding) {
  return (
    <>
      {standing === 'new' && <Badge mood="warning">New</Badge>}
      {waiver !== null && <Badge mood="info">{standing === 'waived' ? 'Waived since' : 'Waived'}</Badge>}
    </>
  );
}

interface RowProps {
  readonly reviewed: ReviewedFinding;
  readonly line: number;
  readonly grouping: Grouping;
}

function Row({ reviewed, line, grouping }: RowProps) {
  const { finding, task } = reviewed;
  return (
    <>
      <Gravity {...finding} />
      <span className={classes(styles.sentence, styles.marked)}>
        <Standing {...reviewed} />
        <button
          type="button"
          className={classes(links.link, styles.plainLink)}
          onClick={() => void explainReviewed(finding)}
        >
          <InlineText text={finding.message} />
        </button>
      </span>
      <span className={styles.places}>
        {grouping !== 'rule' && <span className={styles.quiet}>{finding.rule}</span>}
        {grouping === 'rule' && task !== null && <span className={styles.quiet}>{task.name}</span>}
        <PlaceLink
          words={`line ${line}`}
          about={finding.message}
          onPress={() => void goToNewer(finding.location.range)}
        />
        {canBeWaived(finding) && (
          <PlaceLink words="waive…" about={finding.message} onPress={() => void waiveReviewed(finding)} />
        )}
      </span>
    </>
  );
}

function Gone({ gone, baseline }: { readonly gone: readonly Finding[]; readonly baseline: string }) {
  const before = useReview((state) => state.before) ?? '';
  const lines = useMemo(() => lineIndex(before), [before]);
  if (gone.length === 0) return null;
  return (
    <Disclosed title={`${gone.length} ${gone.length === 1 ? 'finding is' : 'findings are'} gone`}>
      <ShortList
        label="Findings that are gone"
        items={gone}
        keyOf={({ fingerprint }, index) => `${index} ${fingerprint}`}
      >
        {(finding) => (
          <>
            <Gravity {...finding} />
            <span className={styles.sentence}>
              <InlineText text={finding.message} />
            </span>
            <span className={styles.places}>
              <span className={styles.quiet}>{finding.rule}</span>
              <PlaceLink
                words={`was line ${lines.positionAt(finding.location.range.start).line}`}
                about={finding.message}
                onPress={() => goToOlder(finding.location.range, baseline)}
              />
            </span>
          </>
        )}
      </ShortList>
    </Disclosed>
  );
}

function Group({ group: { label, findings }, lines }: { readonly group: FindingGroup; readonly lines: LineIndex }) {
  const grouping = useReview((state) => state.grouping);
  const fresh = findings.filter(({ standing }) => standing === 'new').length;
  return (
    <div className={styles.group}>
      <h3>
        {label}{' '}
        <span className={styles.quiet}>
          {findings.length}
          {fresh > 0 && `, ${fresh} new`}
        </span>
      </h3>
      <ShortList
        label={label}
        items={findings}
        keyOf={({ finding: { fingerprint } }, index) => `${index} ${fingerprint}`}
      >
        {(reviewed) => (
          <Row
            reviewed={reviewed}
            grouping={grouping}
            line={lines.positionAt(reviewed.finding.location.range.start).line}
          />
        )}
      </ShortList>
    </div>
  );
}

/** Most groups that are drawn before somebody asks for all. */
const usualGroups = 200;

function Groups({ findings }: { readonly findings: readonly ReviewedFinding[] }) {
  const { grouping, text } = useReview();
  const lines = useMemo(() => lineIndex(text), [text]);
  const groups = useMemo(() => groupFindings(findings, grouping), [findings, grouping]);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? groups : groups.slice(0, usualGroups);
  return (
    <>
      {shown.map((group) => (
        <Group key={group.id} group={group} lines={lines} />
      ))}
      {shown.length < groups.length && (
        <Button variant="quiet" onPress={() => setWhole(true)}>
          Show all {groups.length} groups
        </Button>
      )}
    </>
  );
}

/** The findings of the text under review, in groups, new ones first. */
export function ReviewFindings({ review, baseline }: { readonly review: Review; readonly baseline: string }) {
  const grouping = useReview((state) => state.grouping);
  const { findings, gone } = review;
  return (
    <section className={styles.section} aria-label="Findings">
      <div className={styles.title}>
        <h2>Findings</h2>
        {findings.length > 0 && (
          <Select
            label="Group findings"
            value={grouping}
            options={groupings.map((id) => ({ id, label: groupingNames[id] }))}
            onChange={(id) => groupBy(groupings.find((one) => one === id) ?? 'rule')}
          />
        )}
      </div>
      {findings.length === 0 ? <p>No rule objects to this text.</p> : <Groups findings={findings} />}
      <Gone gone={gone} baseline={baseline} />
    </section>
  );
}
