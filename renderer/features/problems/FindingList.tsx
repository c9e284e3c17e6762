import { GridList, GridListItem, type Key } from 'react-aria-components';
import type { Severity } from '../../../shared/diagnostics/finding.ts';
import { openDocument } from '../../state/documents/documentsStore.ts';
import { isSameFinding, type PlacedFinding, selectFinding, useFindings } from '../../state/findings/findingsStore.ts';
import { lineAt } from '../../state/findings/lineAt.ts';
import { revealFinding } from '../../state/findings/walking.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/Icon.tsx';
import { InlineText } from '../../ui/InlineText.tsx';
import type { IconName } from '../../ui/icons.ts';
import styles from './ProblemsPanel.module.css';

const iconOf: Record<Severity, IconName> = { error: 'error', warning: 'warning', note: 'info' };

function keyOf({ path, finding }: PlacedFinding): string {
  const { start, end } = finding.location.range;
  return `${path} ${finding.rule} ${start}-${end} ${finding.message}`;
}

/** What a rule is called where there is no page about it. */
function ruleLabel(rule: string): string {
  return rule === 'crashed-rule' ? 'crashed rule' : rule;
}

function FindingRow({ placed, id, withPath }: { placed: PlacedFinding; id: number; withPath: boolean }) {
  const { path, finding } = placed;
  const line = lineAt(openDocument(path)?.text ?? '', finding.location.range.start);
  const place = withPath ? `${path}:${line}` : `line ${line}`;
  return (
    <GridListItem
      id={id}
      className={styles.row ?? ''}
      textValue={`${finding.severity}: ${finding.message}, ${finding.rule}, ${place}`}
      data-severity={finding.severity}
    >
      <span className={styles[finding.severity]}>
        <Icon name={iconOf[finding.severity]} />
      </span>
      <span className={classes(styles.message, finding.waiver !== null && styles.waived)} title={finding.message}>
        <InlineText text={finding.message} />
      </span>
      <span className={styles.rule}>{ruleLabel(finding.rule)}</span>
      <span className={styles.place}>{place}</span>
    </GridListItem>
  );
}

/** The problems that pass the filter. Selecting one explains it; Enter or a double click goes to its place. */
export function FindingList({ shown }: { readonly shown: readonly PlacedFinding[] }) {
  const { selected, filter } = useFindings();
  const at = shown.findIndex((placed) => isSameFinding(placed, selected));
  const select = (keys: 'all' | Set<Key>) => {
    const [key] = keys === 'all' ? [] : keys;
    selectFinding(shown[Number(key)] ?? null);
  };
  const reveal = (key: Key) => {
    const placed = shown[Number(key)];
    if (placed !== undefined) void revealFinding(placed);
  };
  return (
    <GridList
      aria-label="Problems"
      className={styles.list ?? ''}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={at < 0 ? [] : [at]}
      onSelectionChange={select}
      onAction={reveal}
    >
      {shown.map((placed, index) => (
        <FindingRow key={keyOf(placed)} id={index} placed={placed} withPath={filter.scope === 'open'} />
      ))}
    </GridList>
  );
}
