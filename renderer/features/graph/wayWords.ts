import type { GraphEdge } from '../../../shared/workflow/graph.ts';
import { nodesById, type ShownGraph } from '../../state/graph/graphStore.ts';

/** A way into or out of a task, in words. */
export interface Way {
  readonly id: string;
  /** Why it is taken: “next”, “then”, a condition … */
  readonly why: string;
  /** Where it leads to or comes from. */
  readonly place: string;
  /** The task there; null for an end and for the inside of the task itself. */
  readonly task: string | null;
}

function whyOf({ kind, label }: GraphEdge): string {
  switch (kind) {
    case 'next':
      return label ?? 'next';
    case 'then':
      return 'then';
    case 'case':
      return `if ${label ?? ''}`;
    case 'default':
      return `otherwise (${label ?? ''})`;
    case 'error':
      return label === null || label === 'caught' ? 'on an error' : `on the error ${label}`;
    case 'retry':
      return label ?? 'retry';
    case 'repeat':
      return `repeats ${label ?? ''}`.trim();
  }
}

function toWay(shown: ShownGraph, edge: GraphEdge, at: 'from' | 'to'): Way {
  const node = nodesById(shown).get(edge[at]);
  const why = whyOf(edge);
  if (node === undefined) {
    const place = edge.from === edge.to ? 'its beginning' : edge[at].endsWith('/catch/do') ? 'its catch' : 'its try';
    return { id: edge.id, why, place, task: null };
  }
  if (node.kind === 'end') return { id: edge.id, why, place: 'the end of the workflow', task: null };
  if (node.kind === 'exit') return { id: edge.id, why, place: 'the end of its list', task: null };
  return { id: edge.id, why, place: node.label, task: node.id };
}

interface Ways {
  readonly from: ReadonlyMap<string, readonly GraphEdge[]>;
  readonly to: ReadonlyMap<string, readonly GraphEdge[]>;
}

const known = new WeakMap<ShownGraph, Ways>();

function waysIn(shown: ShownGraph): Ways {
  const before = known.get(shown);
  if (before !== undefined) return before;
  const { edges } = shown.graph;
  const ways = { from: Map.groupBy(edges, ({ from }) => from), to: Map.groupBy(edges, ({ to }) => to) };
  known.set(shown, ways);
  return ways;
}

/** Every way out of a task, those between its own lists included. */
export function waysOut(shown: ShownGraph, reference: string): readonly Way[] {
  const { from } = waysIn(shown);
  const regions = nodesById(shown).get(reference)?.regions ?? [];
  const inner = regions.flatMap(({ scope }) => from.get(scope) ?? []);
  return [...inner, ...(from.get(reference) ?? [])].map((edge) => toWay(shown, edge, 'to'));
}

/** Every way into a task. */
export function waysInto(shown: ShownGraph, reference: string): readonly Way[] {
  return (waysIn(shown).to.get(reference) ?? []).map((edge) => toWay(shown, edge, 'from'));
}

/** A way as part of a sentence. */
export function sayWay({ why, place }: Way): string {
  return why === 'next' ? `next ${place}` : `${why}: ${place}`;
}
