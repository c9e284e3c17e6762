import { MiniMap, ReactFlow, ReactFlowProvider } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { type KeyboardEvent, type RefObject, useEffect, useMemo } from 'react';
import { useFindings } from '../../state/findings/findingsStore.ts';
import { type ShownGraph, useGraph } from '../../state/graph/graphStore.ts';
import { chooseTask, openSelected } from '../../state/graph/selecting.ts';
import { classes } from '../../ui/classes.ts';
import { type CanvasNode, canvasEdges, canvasNodes, pathEdges } from './flowElements.ts';
import styles from './GraphCanvas.module.css';
import { graphKeys } from './graphKeys.ts';
import { Legend } from './Legend.tsx';
import { PlaceView, RegionView, TaskView } from './nodeViews.tsx';
import { useCanvasView } from './useCanvasView.ts';
import { shownAs, stepsNow } from './useShownSelection.ts';
import { PathLine, WayLine, WayMarkers } from './WayLines.tsx';
import { ZoomButtons } from './ZoomButtons.tsx';

const nodeTypes = { task: TaskView, place: PlaceView, region: RegionView };
const edgeTypes = { way: WayLine, path: PathLine };
const mapSize = { width: 120, height: 96 };
const proOptions = { hideAttribution: true };

function mapClass({ type, data }: CanvasNode): string {
  if (type === 'region' || ('container' in data.placed && data.placed.container === 'open'))
    return styles.mapFrame ?? '';
  return styles.mapTask ?? '';
}

/** Keys for the task that is selected; also those of the outline. */
function onKeyDown(event: KeyboardEvent): void {
  if (graphKeys(event)) event.preventDefault();
}

interface GraphCanvasProps {
  readonly shown: ShownGraph;
  /** Whether to take the focus at first; false afterwards. */
  readonly takesFocus: RefObject<boolean>;
}

function Canvas({ shown, takesFocus }: GraphCanvasProps) {
  const { picture } = shown;
  const isBroken = useGraph((state) => state.isBroken);
  const selected = useFindings((state) => state.selected);
  const nodes = useMemo(() => canvasNodes(picture), [picture]);
  const ways = useMemo(() => canvasEdges(picture), [picture]);
  const edges = useMemo(() => {
    const boxes = new Map(picture.nodes.map((node) => [node.id, node]));
    return [...ways, ...pathEdges(stepsNow(shown, selected), boxes, (task) => shownAs(shown, task))];
  }, [picture, ways, shown, selected]);
  const { frame, start } = useCanvasView(shown);
  useEffect(() => {
    if (takesFocus.current) frame.current?.focus();
    takesFocus.current = false;
  }, [takesFocus, frame]);
  const tasks = shown.places.length;
  return (
    <div
      ref={frame}
      className={classes(styles.canvas, isBroken && styles.stale)}
      role="application"
      aria-label={`Graph of ${shown.path}, ${tasks} ${tasks === 1 ? 'task' : 'tasks'}. Arrow keys choose a task; the outline beside it says in words all that it shows.`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys of its own
      tabIndex={0}
      data-focus-first
      onKeyDown={onKeyDown}
    >
      <div className={styles.drawing} aria-hidden="true">
        <WayMarkers />
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onInit={start}
          onNodeClick={(_event, node) => {
            frame.current?.focus();
            if (node.type !== 'region') chooseTask(node.id);
          }}
          onNodeDoubleClick={() => void openSelected()}
          onlyRenderVisibleElements
          zIndexMode="manual"
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          elevateNodesOnSelect={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          selectionKeyCode={null}
          multiSelectionKeyCode={null}
          panActivationKeyCode={null}
          panOnScroll
          zoomOnDoubleClick={false}
          minZoom={0.05}
          maxZoom={2}
          proOptions={proOptions}
        >
          <MiniMap
            nodeClassName={mapClass}
            pannable
            zoomable
            className={styles.map ?? ''}
            style={mapSize}
            ariaLabel={null}
          />
        </ReactFlow>
        <Legend edges={picture.edges} />
      </div>
      <ZoomButtons />
    </div>
  );
}

/** The drawing of a workflow. One thing to focus: what it shows is in the outline for keyboard and screen reader. */
export function GraphCanvas(props: GraphCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}
