import { Tree } from 'react-aria-components';
import type { DocumentEntry } from '../../../shared/contract/documentMethods.ts';
import { CommandButton } from '../../commands/CommandButton.tsx';
import { groupDocuments, scenarioName, type WorkflowGroup } from '../../state/documents/companions.ts';
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

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));

function Marks({ entry }: { entry: DocumentEntry }) {
  const document = useDocuments((state) => state.open[entry.path]);
  const checked = useFindings((state) => state.byPath[entry.path]);
  const unsaved = document === undefined ? entry.hasDraft : isUnsaved(document);
  const { error, warning } = countFindings(checked?.findings ?? []);
  const isActive = useDocuments((state) => state.active === entry.path);
  return (
    <span className={styles.marks} data-current={isActive}>
      {isActive && <span className="visually-hidden">in front</span>}
      {error > 0 && (
        <span className={styles.error}>
          {error}
          <span className="visually-hidden"> errors</span>
        </span>
      )}
      {error === 0 && warning > 0 && (
        <span className={styles.warning}>
          {warning}
          <span className="visually-hidden"> warnings</span>
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

function EntryRow({ entry, label }: { entry: DocumentEntry; label: string }) {
  return (
    <TreeRow id={entry.path} label={label} icon={iconOf[entry.kind]} title={entry.path}>
      <Marks entry={entry} />
    </TreeRow>
  );
}

function GroupRow({ workflow, companions, isAlone }: WorkflowGroup & { isAlone: boolean }) {
  return (
    <TreeRow
      id={workflow.path}
      label={nameOf(workflow.path)}
      detail={isAlone ? '' : folderOf(workflow.path)}
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
  const { workflows, others } = groupDocuments(entries);
  const isShared = (path: string) =>
    workflows.filter((group) => nameOf(group.workflow.path) === nameOf(path)).length > 1;
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
        defaultExpandedKeys={workflows.map(({ workflow }) => workflow.path)}
      >
        {workflows.map((group) => (
          <GroupRow key={group.workflow.path} {...group} isAlone={!isShared(group.workflow.path)} />
        ))}
        {others.map((entry) => (
          <EntryRow key={entry.path} entry={entry} label={nameOf(entry.path)} />
        ))}
      </Tree>
    </Panel>
  );
}
