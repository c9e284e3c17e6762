import { useDocuments } from '../../state/documents/documentsStore.ts';
import {
  changeFilter,
  explainedFinding,
  findingsInScope,
  isAwaited,
  openFilter,
  type PlacedFinding,
  shownFindings,
  useFindings,
} from '../../state/findings/findingsStore.ts';
import { isCurrent } from '../../state/findings/fixing.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { FindingDetails } from './FindingDetails.tsx';
import { FindingList } from './FindingList.tsx';
import { ProblemsBar } from './ProblemsBar.tsx';
import styles from './ProblemsPanel.module.css';

function Empty({ hidden, awaited, failed }: { hidden: number; awaited: boolean; failed: boolean }) {
  const active = useDocuments((state) => state.active);
  if (active === null) return <EmptyState icon="document" title="Open a document to see its problems." />;
  if (hidden > 0) {
    const showAll = <Button onPress={() => changeFilter(openFilter)}>Show them all</Button>;
    return <EmptyState icon="search" title={`The filter hides ${hidden}.`} action={showAll} />;
  }
  if (failed) return <EmptyState icon="alert" title="This text could not be checked." />;
  if (awaited) return <EmptyState icon="search" title="Checking…" />;
  return (
    <EmptyState icon="check" title="No problems found">
      Every rule was run on this text. Rehearse the workflow next (F5).
    </EmptyState>
  );
}

function Explained({ placed }: { readonly placed: PlacedFinding }) {
  const isNow = useDocuments(() => isCurrent(placed.path));
  return <FindingDetails placed={placed} isCurrent={isNow} />;
}

/** The Problems panel: the list, and what there is to know about the selected one. */
export function ProblemsPanel() {
  const byPath = useFindings((state) => state.byPath);
  const filter = useFindings((state) => state.filter);
  const selected = useFindings((state) => state.selected);
  const active = useDocuments((state) => state.active);
  const order = useDocuments((state) => state.order);
  const shown = shownFindings(byPath, filter, active);
  const explained = explainedFinding(shown, selected);
  const failure = active === null ? null : (byPath[active]?.failure ?? null);
  return (
    <Panel header={<ProblemsBar />}>
      {failure !== null && <Banner mood="warning">{failure}</Banner>}
      {shown.length === 0 ? (
        <Empty
          hidden={findingsInScope(byPath, filter.scope, active).filter(({ finding }) => finding.waiver === null).length}
          awaited={isAwaited(byPath, filter.scope, active, order)}
          failed={failure !== null}
        />
      ) : (
        <div className={styles.split}>
          <div className={styles.list}>
            <FindingList shown={shown} explained={explained} />
          </div>
          {explained !== null && <Explained placed={explained} />}
        </div>
      )}
    </Panel>
  );
}
