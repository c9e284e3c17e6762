import type { GraphEdgeKind } from '../../../shared/workflow/graph.ts';
import { classes } from '../../ui/classes.ts';
import type { PlacedEdge } from '../../workers/graph/graphPicture.ts';
import styles from './GraphCanvas.module.css';
import ways from './WayLines.module.css';

const words: readonly (readonly [GraphEdgeKind, string])[] = [
  ['next', 'next'],
  ['then', 'then'],
  ['case', 'case'],
  ['default', 'otherwise'],
  ['error', 'error'],
  ['retry', 'retry'],
  ['repeat', 'repeat'],
];

/** What the lines of this drawing mean. */
export function Legend({ edges }: { readonly edges: readonly PlacedEdge[] }) {
  const kinds = new Set(edges.map(({ kind }) => kind));
  return (
    <div className={styles.legend}>
      {words
        .filter(([kind]) => kinds.has(kind))
        .map(([kind, word]) => (
          <span key={kind}>
            <svg width="28" height="10" aria-hidden="true">
              <path d="M1 5H26" className={classes(ways.way, ways[kind])} markerEnd={`url(#way-${kind})`} />
            </svg>
            {word}
          </span>
        ))}
    </div>
  );
}
