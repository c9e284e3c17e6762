import { ReactFlow, ReactFlowProvider, useReactFlow, useStore } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { type KeyboardEvent, type RefObject, useEffect, useMemo } from 'react';
import { useFindings } from '../../state/findings/findingsStore.ts';
import { type ShownGraph, useGraph } from '../../state/graph/graphStore.ts';
import { chooseTask } from '../../state/graph/selecting.ts';
import { classes } from '../../ui/classes.ts';
import { pathParts } from './dataPath.ts';
import { FarPicture, farZoom } from './FarPicture.tsx';
import styles from './GraphCanvas.module.css';
import { graphKeys } from './graphKeys.ts';
import { Legend } from './Legend.tsx';
import { NearPicture } from './NearPicture.tsx';
import { OverviewMap } from './OverviewMap.tsx';
import { nodeAt } from './sight.ts';
import { useCanvasView } from './useCanvasView.ts';
import { shownAs, stepsNow } from './useShownSelection.ts';
import { WayMarkers } from './WayLines.tsx';
import { ZoomButtons } from './ZoomButtons.tsx';

const proOptions = { hideAttribution: true };
/** In a smaller canvas, legend and map would hide what they are about. In pixels. */
const roomy = { width: 416, height: 352 };

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
  const isFar = useStore(({ transform }) => transform[2] < farZoom);
  const isRoomy = useStore(({ width, height }) => width > roomy.width && height > roomy.height);
  const path = useMemo(() => {
    const boxes = new Map(picture.nodes.map((node) => [node.id, node]));
    return pathParts(stepsNow(shown, selected), boxes, (task) => shownAs(shown, task));
  }, [picture, shown, selected]);
  const flow = useReactFlow();
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
      data-own-undo
      onKeyDown={onKeyDown}
    >
      <div className={styles.drawing} aria-hidden="true">
        <WayMarkers />
        <ReactFlow
          onInit={start}
          onPaneClick={(event) => {
            frame.current?.focus();
            const node = nodeAt(picture, flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }));
            if (isFar && node !== undefined) chooseTask(node.id);
          }}
          disableKeyboardA11y
          deleteKeyCode={null}
          selectionKeyCode={null}
          multiSelectionKeyCode={null}
          panActivationKeyCode={null}
          panOnScroll
          zoomOnDoubleClick={false}
          minZoom={0.01}
          maxZoom={2}
          proOptions={proOptions}
        >
          {isFar ? (
            <FarPicture shown={shown} path={path} />
          ) : (
            <NearPicture picture={picture} path={path} onPress={() => frame.current?.focus()} />
          )}
        </ReactFlow>
        {isRoomy && (
          <>
            <Legend edges={picture.edges} />
            <OverviewMap picture={picture} />
          </>
        )}
      </div>
      <ZoomButtons picture={picture} />
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
