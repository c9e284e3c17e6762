import { useStore, ViewportPortal } from '@xyflow/react';
import { type CSSProperties, memo, useMemo } from 'react';
import type { Finding } from '../../../shared/diagnostics/finding.ts';
import { useFindings } from '../../state/findings/findingsStore.ts';
import type { ShownGraph } from '../../state/graph/graphStore.ts';
import { findingsByTask } from '../../state/graph/marking.ts';
import { classes } from '../../ui/classes.ts';
import type { GraphPicture, PlacedNode } from '../../workers/graph/graphPicture.ts';
import { curvePath, type PathPart } from './dataPath.ts';
import styles from './FarPicture.module.css';
import { boxesPath, outlineLayers } from './outlinePaths.ts';
import { shownAs, useShownSelection } from './useShownSelection.ts';
import wayStyles from './WayLines.module.css';

/** Zoom below which names cannot be read: the picture is then drawn as a whole, and single tasks are not made. */
export const farZoom = 0.4;

const noFindings: readonly Finding[] = [];

/** Frames, tasks and ways of all of a picture; drawn once, however it is moved. */
const Outlines = memo(function Outlines({ picture }: { readonly picture: GraphPicture }) {
  const layers = useMemo(() => outlineLayers(picture), [picture]);
  return layers.map(({ depth, frames, tasks, ways }) => (
    <g key={depth}>
      <path className={styles.frame} d={frames} />
      {ways.map(({ kind, path }) => (
        <path key={kind} className={classes(wayStyles.way, wayStyles[kind])} d={path} />
      ))}
      <path className={styles.task} d={tasks} />
    </g>
  ));
});

/** The tasks that have errors, and those that have warnings but no errors. */
function Marked({ shown }: { readonly shown: ShownGraph }) {
  const findings = useFindings(({ byPath }) => byPath[shown.path]?.findings ?? noFindings);
  const { errors, warnings } = useMemo(() => markedBoxes(shown, findings), [shown, findings]);
  return (
    <>
      <path className={styles.warning} d={boxesPath(warnings)} />
      <path className={styles.error} d={boxesPath(errors)} />
    </>
  );
}

function markedBoxes(shown: ShownGraph, findings: readonly Finding[]) {
  const boxes = new Map(shown.picture.nodes.map((node) => [node.id, node]));
  const errors = new Set<PlacedNode>();
  const warnings = new Set<PlacedNode>();
  for (const [task, own] of findingsByTask(shown, findings)) {
    const box = boxes.get(shownAs(shown, task) ?? '');
    if (box === undefined) continue;
    if (own.some(({ severity }) => severity === 'error')) errors.add(box);
    else if (own.some(({ severity }) => severity === 'warning')) warnings.add(box);
  }
  return { errors: [...errors], warnings: [...warnings].filter((box) => !errors.has(box)) };
}

function Selected({ picture }: { readonly picture: GraphPicture }) {
  const selection = useShownSelection();
  const box = picture.nodes.find(({ id }) => id === selection);
  return box === undefined ? null : <path className={styles.selected} d={boxesPath([box])} />;
}

/** The drawing as it is seen from afar: boxes and lines without words, with problems, selection and the way of the data. */
export function FarPicture({ shown, path }: { readonly shown: ShownGraph; readonly path: readonly PathPart[] }) {
  const { picture } = shown;
  const zoom = useStore(({ transform }) => transform[2]);
  const scale = { '--zoom': zoom } as CSSProperties;
  return (
    <ViewportPortal>
      <svg className={styles.far} style={scale} width={picture.width} height={picture.height} aria-hidden="true">
        <Outlines picture={picture} />
        <Marked shown={shown} />
        {path.map((part) => (
          <path key={part.id} className={styles.path} d={curvePath(part)} />
        ))}
        <Selected picture={picture} />
      </svg>
    </ViewportPortal>
  );
}
