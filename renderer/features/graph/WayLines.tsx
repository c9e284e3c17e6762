import { memo } from 'react';
import type { GraphEdgeKind } from '../../../shared/workflow/graph.ts';
import { classes } from '../../ui/classes.ts';
import { labelWidth, type PlacedEdge } from '../../workers/graph/graphPicture.ts';
import { curvePath, type PathPart } from './dataPath.ts';
import { roundedPath } from './roundedPath.ts';
import styles from './WayLines.module.css';

const kinds: readonly GraphEdgeKind[] = ['next', 'then', 'case', 'default', 'error', 'retry', 'repeat'];

/** A way between tasks: told apart by dash, end and label, not by colour alone. */
export const WayLine = memo(function WayLine({ placed: { kind, points } }: { readonly placed: PlacedEdge }) {
  const path = roundedPath(points);
  return <path d={path} className={classes(styles.way, styles[kind])} markerEnd={`url(#way-${kind})`} />;
});

/** What is said of a way, in the middle of it. */
export const WayLabel = memo(function WayLabel({ placed }: { readonly placed: PlacedEdge }) {
  const { kind, label, labelAt } = placed;
  if (label === null || labelAt === null) return null;
  const style = { left: labelAt.x, top: labelAt.y, maxWidth: labelWidth(label) };
  return (
    <span className={classes(styles.label, styles[`${kind}Label`])} title={label} style={style}>
      {label}
    </span>
  );
});

/** A part of the way of data, from one task that it passes to the next. */
export const PathLine = memo(function PathLine({ part }: { readonly part: PathPart }) {
  const path = curvePath(part);
  return (
    <>
      <path d={path} className={styles.pathHalo} />
      <path d={path} className={styles.path} markerEnd="url(#way-path)" />
    </>
  );
});

/** The ends of ways: a full arrow; an open one for errors and retries. */
export function WayMarkers() {
  return (
    <svg className={styles.markers} aria-hidden="true">
      <defs>
        {kinds.map((kind) => (
          <marker
            key={kind}
            id={`way-${kind}`}
            viewBox="0 0 10 10"
            refX="9"
            refY="5"
            markerWidth="9"
            markerHeight="9"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path
              d={kind === 'error' || kind === 'retry' ? 'M1 1L9 5L1 9' : 'M0 0L10 5L0 10z'}
              className={classes(styles.end, styles[`${kind}End`])}
            />
          </marker>
        ))}
        <marker
          id="way-path"
          viewBox="0 0 10 10"
          refX="9"
          refY="5"
          markerWidth="14"
          markerHeight="14"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 0L10 5L0 10z" className={styles.pathEnd} />
        </marker>
      </defs>
    </svg>
  );
}
