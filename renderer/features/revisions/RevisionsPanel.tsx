import { useEffect } from 'react';
import { type Key, ListBox, ListBoxItem } from 'react-aria-components';
import { CommandButton } from '../../commands/CommandButton.tsx';
import { type Comparison, compareWithRevision, loadRevisions, useComparing } from '../../state/documents/comparing.ts';
import { useDocuments } from '../../state/documents/documentsStore.ts';
import { replaceText } from '../../state/documents/editorPort.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Panel, PanelBar, Spacer } from '../../ui/Panel.tsx';
import { showTime } from '../../ui/showTime.ts';
import { DiffView } from './DiffView.tsx';
import styles from './Revisions.module.css';

function RevisionList({ path }: { path: string }) {
  const { revisions, comparison } = useComparing();
  const choose = (keys: 'all' | Set<Key>) => {
    const [digest] = keys === 'all' ? [] : keys;
    const revision = revisions.find((one) => one.digest === digest);
    if (revision !== undefined) void compareWithRevision(path, revision, `Revision of ${showTime(revision.at)}`);
  };
  return (
    <ListBox
      aria-label={`Revisions of ${path}`}
      className={styles.list ?? ''}
      selectionMode="single"
      selectedKeys={comparison?.digest == null ? [] : [comparison.digest]}
      onSelectionChange={choose}
    >
      {revisions.map(({ digest, at, by, length }) => (
        <ListBoxItem key={digest} id={digest} textValue={showTime(at)} className={styles.item ?? ''}>
          <span>{showTime(at)}</span>
          <span className={styles.quiet}>
            {by} · {length} characters · {digest.slice(7, 15)}
          </span>
        </ListBoxItem>
      ))}
    </ListBox>
  );
}

function Difference({ comparison }: { comparison: Comparison }) {
  const text = useDocuments(({ open }) => open[comparison.path]?.text);
  if (text === undefined) return <EmptyState icon="diff" title="Open the document to compare it." />;
  const header = (
    <PanelBar label="Difference">
      <span>
        {comparison.label} <span className={styles.quiet}>on the left, the editor’s text on the right</span>
      </span>
      <Spacer />
      <Button
        icon="history"
        isDisabled={text === comparison.text}
        onPress={() => replaceText(comparison.path, comparison.text)}
      >
        Put the left text into the editor
      </Button>
    </PanelBar>
  );
  return (
    <Panel header={header}>
      <DiffView
        path={comparison.path}
        left={comparison.text}
        right={text}
        label={comparison.label}
        reveal={comparison.reveal}
      />
    </Panel>
  );
}

/** The revisions of the document in front, and the difference between one of them and the editor's text. */
export function RevisionsPanel() {
  const active = useDocuments((state) => state.active);
  const revision = useDocuments(({ open, active: path }) => (path === null ? null : (open[path]?.revision ?? null)));
  const { comparison, path: listed, revisions } = useComparing();
  // Read again whenever a new revision is saved.
  useEffect(() => {
    if (active !== null) void loadRevisions(active);
    void revision;
  }, [active, revision]);
  if (active === null) {
    const action = <CommandButton command="document.open" variant="primary" />;
    return <EmptyState icon="history" title="Open a document to see its revisions." action={action} />;
  }
  if (listed !== active) return null;
  return (
    <div className={styles.split}>
      {revisions.length > 0 ? (
        <RevisionList path={active} />
      ) : (
        <div className={styles.list}>
          <EmptyState
            icon="history"
            title="No revisions yet"
            action={<CommandButton command="document.save" variant="primary" />}
          />
        </div>
      )}
      <div className={styles.difference}>
        {comparison?.path === active ? (
          <Difference comparison={comparison} />
        ) : (
          <EmptyState icon="diff" title="Choose a revision to compare it with the editor’s text." />
        )}
      </div>
    </div>
  );
}
