import { type Severity, severities } from '../../../shared/diagnostics/finding.ts';
import { useDocuments } from '../../state/documents/documentsStore.ts';
import {
  changeFilter,
  countFindings,
  findingsInScope,
  isAwaited,
  useFindings,
} from '../../state/findings/findingsStore.ts';
import { PanelBar, Spacer } from '../../ui/Panel.tsx';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { Select } from '../../ui/Select.tsx';
import { SeverityIcon } from '../../ui/SeverityIcon.tsx';
import { Toggle } from '../../ui/Toggle.tsx';
import styles from './ProblemsPanel.module.css';

const names: Record<Severity, string> = { error: 'Errors', warning: 'Warnings', note: 'Notes' };

const scopes = [
  { id: 'active', label: 'This document' },
  { id: 'open', label: 'All open documents' },
] as const;

function toggled(shown: readonly Severity[], severity: Severity): Severity[] {
  return severities.filter((one) => (one === severity ? !shown.includes(one) : shown.includes(one)));
}

/** What the list of problems is narrowed by. */
export function ProblemsBar() {
  const byPath = useFindings((state) => state.byPath);
  const filter = useFindings((state) => state.filter);
  const active = useDocuments((state) => state.active);
  const order = useDocuments((state) => state.order);
  const inScope = findingsInScope(byPath, filter.scope, active).map((placed) => placed.finding);
  const awaited = isAwaited(byPath, filter.scope, active, order);
  const counts = countFindings(inScope);
  const rules = [...new Set(inScope.map((finding) => finding.rule))].sort();
  const waived = inScope.filter((finding) => finding.waiver !== null).length;
  return (
    <PanelBar label="Filter problems">
      {severities.map((severity) => (
        <Toggle
          key={severity}
          isSelected={filter.severities.includes(severity)}
          onChange={() => changeFilter({ severities: toggled(filter.severities, severity) })}
        >
          <span className={styles.severity}>
            <SeverityIcon severity={severity} size={14} />
          </span>
          <span className={styles.word}>{names[severity]}</span> {awaited ? '…' : counts[severity]}
        </Toggle>
      ))}
      {waived > 0 && (
        <Toggle isSelected={filter.showWaived} onChange={(showWaived) => changeFilter({ showWaived })}>
          Waived {waived}
        </Toggle>
      )}
      <Select
        label="Rule"
        value={filter.rule ?? ''}
        options={[{ id: '', label: 'All rules' }, ...rules.map((rule) => ({ id: rule, label: rule }))]}
        onChange={(rule) => changeFilter({ rule: rule === '' ? null : rule })}
      />
      <Select
        label="Documents"
        value={filter.scope}
        options={scopes}
        onChange={(scope) => changeFilter({ scope: scope === 'open' ? 'open' : 'active' })}
      />
      <Spacer />
      <span className={styles.search}>
        <SearchBox label="Find in problems" value={filter.words} onChange={(words) => changeFilter({ words })} />
      </span>
    </PanelBar>
  );
}
