import { ViewportPortal } from '@xyflow/react';
import { type MouseEvent, useMemo } from 'react';
import { chooseTask, openSelected } from '../../state/graph/selecting.ts';
import { classes } from '../../ui/classes.ts';
import type { GraphPicture } from '../../workers/graph/graphPicture.ts';
import { layerOf } from './boxStyle.ts';
import type { PathPart } from './dataPath.ts';
import styles from './GraphCanvas.module.css';
import { PlaceView, RegionView, TaskView } from './nodeViews.tsx';
import { extentOf, meets, useSight } from './sight.ts';
import { PathLine, WayLabel, WayLine } from './WayLines.tsx';

function nodeOf({ target }: MouseEvent): string | undefined {
  const box = target instanceof Element ? target.closest<HTMLElement>('[data-node]') : null;
  return box?.dataset.node;
}

/** The boxes that are in sight, frames first. */
function Boxes({ picture: { nodes, regions } }: { readonly picture: GraphPicture }) {
  const sight = useSight();
  return (
    <>
      {regions.map((region) => meets(sight, region) && <RegionView key={region.id} placed={region} />)}
      {nodes.map((node) => {
        if (!meets(sight, node)) return null;
        const isPlace = node.kind === 'start' || node.kind === 'exit' || node.kind === 'end';
        return isPlace ? <PlaceView key={node.id} placed={node} /> : <TaskView key={node.id} placed={node} />;
      })}
    </>
  );
}

/** The ways that come through what is in sight: of each depth, one drawing between its frames and its tasks. */
function Ways({ picture: { edges } }: { readonly picture: GraphPicture }) {
  const sight = useSight();
  const ways = useMemo(() => edges.map((placed) => ({ placed, extent: extentOf(placed) })), [edges]);
  const seen = ways.filter(({ extent }) => meets(sight, extent)).map(({ placed }) => placed);
  return (
    <>
      {[...Map.groupBy(seen, ({ depth }) => depth)].map(([depth, here]) => (
        <svg key={depth} aria-hidden="true" className={styles.ways} style={{ zIndex: layerOf(depth, 'ways') }}>
          {here.map((placed) => (
            <WayLine key={placed.id} placed={placed} />
          ))}
        </svg>
      ))}
      {seen.map((placed) => placed.labelAt !== null && <WayLabel key={placed.id} placed={placed} />)}
    </>
  );
}

interface NearPictureProps {
  readonly picture: GraphPicture;
  readonly path: readonly PathPart[];
  /** Takes the focus after a press. */
  onPress(): void;
}

/** The drawing as it is read: what is in sight of its boxes, ways and labels, and the way of the data over them. */
export function NearPicture({ picture, path, onPress }: NearPictureProps) {
  const choose = (event: MouseEvent): void => {
    const id = nodeOf(event);
    onPress();
    if (id !== undefined) chooseTask(id);
  };
  return (
    <ViewportPortal>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the canvas has the keys, see graphKeys */}
      <div onClick={choose} onDoubleClick={(event) => nodeOf(event) !== undefined && void openSelected()}>
        <Boxes picture={picture} />
        <Ways picture={picture} />
        <svg aria-hidden="true" className={classes(styles.ways, styles.path)}>
          {path.map((part) => (
            <PathLine key={part.id} part={part} />
          ))}
        </svg>
      </div>
    </ViewportPortal>
  );
}
