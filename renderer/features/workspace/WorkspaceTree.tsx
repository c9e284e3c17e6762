import { useState } from 'react';
import { Tree } from 'react-aria-components';
import { useShallow } from 'zustand/react/shallow';
import type { DocumentEntry } from '../../../shared/contract/documentMethods.ts';
import type { Severity } from '../../../shared/diagnostics/finding.ts';
import { CommandButton } from '../../commands/CommandButton.tsx';
import { countOf } from '../../state/countWords.ts';
import { groupDocuments, scenarioName, stemOf, type WorkflowGroup } from '../../state/documents/companions.ts';
import { isUnsaved, useDocuments } from '../../state/documents/documentsStore.ts';
import { open } from '../../state/documents/reading.ts';
import { countFindings, useFindings } from '../../state/findings/findingsStore.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import type { IconName } from '../../ui/icons.ts';
import { Panel, PanelBar, Spacer } from '../../ui/Panel.tsx';
import { TreeRow } from '../../ui/TreeRow.tsx';
import styles from './WorkspaceTree.module.css';

const iconOf: Record<DocumentEntry['kind'], IconName> = {
  workflow: 'document',
  scenario: 'flask',
  stubs: 'list',
  policy: 'shield',
  other: 'document',
};

const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const fileOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** A workflow's name as people call it: without the extension, unless that tells it from another. */
function workflowName(path: string, workflows: readonly WorkflowGroup[]): string {
  const stem = stemOf(path);
  const twins = workflows.filter(({ workflow }) => stemOf(workflow.path) === stem);
  return fileOf(twins.length > 1 ? path : stem);
}

function nameFor({ path }: DocumentEntry, { error, warning }: Record<Severity, number>, unsaved: boolean): string {
  const counted = error > 0 ? countOf(error, 'error') : warning > 0 ? countOf(warning, 'warning') : '';
  return [path, counted, unsaved ? 'unsaved' : ''].filter((part) => part !== '').join(', ');
}

function useMarks(entry: DocumentEntry) {
  const unsaved = useDocuments(({ open: { [entry.path]: document } }) =>
    document === undefined ? entry.hasDraft : isUnsaved(document),
  );
  const counts = useFindings(useShallow(({ byPath }) => countFindings(byPath[entry.path]?.findings ?? [])));
  return { unsaved, counts };
}

function Marks({ entry }: { entry: DocumentEntry }) {
  const { unsaved, counts } = useMarks(entry);
  const { error, warning } = counts;
  const isActive = useDocuments((state) => state.active === entry.path);
  return (
    <span className={styles.marks} data-current={isActive}>
      {isActive && <span className="visually-hidden">in front</span>}
      {error > 0 && (
        <span className={styles.error}>
          <span aria-hidden="true">{error}</span>
          <span className="visually-hidden">{countOf(error, 'error')}</span>
        </span>
      )}
      {error === 0 && warning > 0 && (
        <span className={styles.warning}>
          <span aria-hidden="true">{warning}</span>
          <span className="visually-hidden">{countOf(warning, 'warning')}</span>
        </span>
      )}
      {unsaved && (
        <span className={styles.unsaved} title="Has unsaved changes">
          ●<span className="visually-hidden"> unsaved</span>
        </span>
      )}
      {entry.link !== null && entry.link !== 'same' && <span title="Differs from the linked file">⇄</span>}
    </span>
  );
}

function EntryRow({ entry, label, detail = '' }: { entry: DocumentEntry; label: string; detail?: string }) {
  const { unsaved, counts } = useMarks(entry);
  return (
    <TreeRow
      id={entry.path}
      label={label}
      name={nameFor(entry, counts, unsaved)}
      detail={detail}
      icon={iconOf[entry.kind]}
      title={entry.path}
    >
      <Marks entry={entry} />
    </TreeRow>
  );
}

function GroupRow({ workflow, companions, label }: WorkflowGroup & { label: string }) {
  const { unsaved, counts } = useMarks(workflow);
  return (
    <TreeRow
      id={workflow.path}
      label={label}
      name={nameFor(workflow, counts, unsaved)}
      detail={folderOf(workflow.path)}
      icon="document"
      title={workflow.path}
      content={<Marks entry={workflow} />}
    >
      {companions.map((entry) => (
        <EntryRow key={entry.path} entry={entry} label={scenarioName(entry.path, workflow.path)} />
      ))}
    </TreeRow>
  );
}

/** The workspace: each workflow with its scenarios and stubs below it. */
export function WorkspaceTree() {
  const entries = useDocuments((state) => state.entries);
  const [folded, setFolded] = useState<readonly string[]>([]);
  const { workflows, others } = groupDocuments(entries);
  const foldable = workflows.map(({ workflow }) => workflow.path);
  const header = (
    <PanelBar label="Workspace">
      <Spacer />
      <CommandButton command="document.new" iconOnly />
      <CommandButton command="document.import" iconOnly />
      <CommandButton command="folder.link" iconOnly />
    </PanelBar>
  );
  if (entries.length === 0) {
    return (
      <Panel header={header}>
        <EmptyState
          icon="folder"
          title="No documents yet"
          action={<CommandButton command="document.new" variant="primary" />}
        >
          Create a workflow, or drop YAML and JSON files on the window.
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Panel header={header}>
      <Tree
        aria-label="Documents"
        className={styles.tree ?? ''}
        onAction={(key) => void open(String(key))}
        // A workflow that comes later is unfolded, too.
        expandedKeys={foldable.filter((path) => !folded.includes(path))}
        onExpandedChange={(open) => setFolded(foldable.filter((path) => !open.has(path)))}
      >
        {workflows.map((group) => (
          <GroupRow key={group.workflow.path} {...group} label={workflowName(group.workflow.path, workflows)} />
        ))}
        {others.map((entry) => (
          <EntryRow key={entry.path} entry={entry} label={fileOf(entry.path)} detail={folderOf(entry.path)} />
        ))}
      </Tree>
    </Panel>
  );
}
