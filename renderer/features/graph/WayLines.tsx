import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import type { GraphEdgeKind } from '../../../shared/workflow/graph.ts';
import { classes } from '../../ui/classes.ts';
import { labelWidth } from '../../workers/graph/graphPicture.ts';
import type { PathEdge, WayEdge } from './flowElements.ts';
import { roundedPath } from './roundedPath.ts';
import styles from './WayLines.module.css';

const kinds: readonly GraphEdgeKind[] = ['next', 'then', 'case', 'default', 'error', 'retry', 'repeat'];

/** A way between tasks: told apart by dash, end and label, not by colour alone. */
export const WayLine = memo(function WayLine({ id, data }: EdgeProps<WayEdge>) {
  if (data === undefined) return null;
  const { kind, label, points, labelAt } = data.placed;
  return (
    <>
      <BaseEdge
        id={id}
        path={roundedPath(points)}
        className={classes(styles.way, styles[kind])}
        markerEnd={`url(#way-${kind})`}
        interactionWidth={0}
      />
      {label !== null && labelAt !== null && (
        <EdgeLabelRenderer>
          <span
            className={classes(styles.label, styles[`${kind}Label`])}
            title={label}
            style={{
              maxWidth: labelWidth(label),
              transform: `translate(-50%, -50%) translate(${labelAt.x}px, ${labelAt.y}px)`,
            }}
          >
            {label}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
});

/** The curve through the points of a part of the way of data. */
export function curvePath([a, b, c, d]: NonNullable<PathEdge['data']>['points']): string {
  return `M${a.x} ${a.y}C${b.x} ${b.y} ${c.x} ${c.y} ${d.x} ${d.y}`;
}

/** A part of the way of data, from one task that it passes to the next. */
export const PathLine = memo(function PathLine({ id, data }: EdgeProps<PathEdge>) {
  if (data === undefined) return null;
  const path = curvePath(data.points);
  return (
    <>
      <path d={path} className={styles.pathHalo} />
      <BaseEdge id={id} path={path} className={styles.path ?? ''} markerEnd="url(#way-path)" interactionWidth={0} />
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
