import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useDocuments } from '../../state/documents/documentsStore.ts';
import { graphedDocument, startDrawing } from '../../state/graph/drawing.ts';
import { nodesById, type ShownGraph, useGraph } from '../../state/graph/graphStore.ts';
import { Banner } from '../../ui/Banner.tsx';
import { classes } from '../../ui/classes.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { GraphCanvas } from './GraphCanvas.tsx';
import { GraphOutline } from './GraphOutline.tsx';
import styles from './GraphPanel.module.css';
import { GraphToolbar } from './GraphToolbar.tsx';
import { TaskFacts } from './TaskFacts.tsx';
import { typeWord } from './taskIcons.ts';

function Notices() {
  const shown = useGraph((state) => state.shown);
  const isBroken = useGraph((state) => state.isBroken);
  const failure = useGraph((state) => state.failure);
  const { foldedByBound = 0, leftOut = 0 } = shown?.picture ?? {};
  return (
    <>
      {failure !== null && <Banner mood="warning">{failure}</Banner>}
      {isBroken && shown !== null && (
        <Banner mood="warning">The text is malformed. This is the graph of the last text that could be read.</Banner>
      )}
      {(foldedByBound > 0 || leftOut > 0) && (
        <Banner mood="info">
          This workflow is large:{' '}
          {[
            foldedByBound > 0 ? `${foldedByBound} containers are folded, unfold those that you want to see` : '',
            leftOut > 0 ? `${leftOut.toLocaleString('en')} tasks of long lists are in the text only` : '',
          ]
            .filter((part) => part !== '')
            .join('; ')}
          .
        </Banner>
      )}
    </>
  );
}

/** Says what is selected, for those who go through the graph by arrow keys without seeing it. */
function Announcement({ shown }: { readonly shown: ShownGraph }) {
  const selected = useGraph((state) => state.selected);
  const node = selected === null ? undefined : nodesById(shown).get(selected);
  return (
    <output className="visually-hidden" aria-live="polite">
      {node === undefined ? '' : `${node.label}, ${typeWord(node.kind)}`}
    </output>
  );
}

function EmptyWords() {
  const isBroken = useGraph((state) => state.isBroken);
  const failure = useGraph((state) => state.failure);
  useDocuments((state) => state.active);
  if (failure !== null) return <EmptyState icon="alert" title={failure} />;
  if (graphedDocument() === null) return <EmptyState icon="graph" title="Open a workflow to see its graph." />;
  if (!isBroken) return <EmptyState icon="graph" title="Drawing…" />;
  return (
    <EmptyState icon="graph" title="This text cannot be drawn yet">
      Mend its notation: the problems say where.
    </EmptyState>
  );
}

/** Holds the focus that comes with the panel until there is a drawing; `heldFocus` then says that it did. */
function Empty({ heldFocus }: { readonly heldFocus: RefObject<boolean> }) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = element;
    return () => {
      heldFocus.current = current?.contains(document.activeElement) === true;
    };
  }, [heldFocus]);
  return (
    <div ref={element} tabIndex={-1} data-focus-first className={styles.empty}>
      <EmptyWords />
    </div>
  );
}

/** The graph of the workflow in front, and its outline. */
export function GraphPanel() {
  const shown = useGraph((state) => state.shown);
  const [outlined, setOutlined] = useState(true);
  const heldFocus = useRef(false);
  useEffect(startDrawing, []);
  return (
    <Panel header={shown !== null && <GraphToolbar outlined={outlined} onOutlined={setOutlined} />}>
      {shown === null ? (
        <Empty heldFocus={heldFocus} />
      ) : (
        <div className={styles.frame}>
          <Notices />
          <div className={classes(styles.split, !outlined && styles.alone)}>
            <GraphCanvas shown={shown} takesFocus={heldFocus} />
            {outlined && (
              <div className={styles.aside}>
                <GraphOutline key={shown.path} shown={shown} />
                <TaskFacts shown={shown} />
              </div>
            )}
          </div>
          <Announcement shown={shown} />
        </div>
      )}
    </Panel>
  );
}
