import { create } from 'zustand';
import type { DrawnGraph } from '../../workers/graph/graphAnswer.ts';
import type { Folds } from '../../workers/graph/graphPicture.ts';

/** The graph of one text of a document. */
export interface ShownGraph extends DrawnGraph {
  readonly path: string;
  /** The text that it was drawn from: offsets of its tasks refer to it. */
  readonly text: string;
}

interface GraphState {
  /** The last graph of the workflow in front; null before there is one. */
  readonly shown: ShownGraph | null;
  /** Whether the text of now is malformed: what is shown is then of an earlier one. */
  readonly isBroken: boolean;
  /** Why the last drawing failed. */
  readonly failure: string | null;
  /** Reference of the task that text, graph, outline and problems are at, or the id of a start. */
  readonly selected: string | null;
  /** By path, what a person folded or unfolded. */
  readonly folds: Readonly<Record<string, Folds>>;
  /** A task to select as soon as it is drawn. */
  readonly wanted: string | null;
}

/** The graph of the workflow in front, and what is selected on it. */
export const useGraph = create<GraphState>(() => ({
  shown: null,
  isBroken: false,
  failure: null,
  selected: null,
  folds: {},
  wanted: null,
}));

/** Ids of everything that can be selected: tasks, and where the outermost lists begin. */
export function isSelectable(shown: ShownGraph | null, id: string): boolean {
  return nodesById(shown).has(id);
}

type Nodes = ReadonlyMap<string, ShownGraph['graph']['nodes'][number]>;

const known = new WeakMap<ShownGraph, Nodes>();
const none: Nodes = new Map();

/** The nodes of a graph by id. */
export function nodesById(shown: ShownGraph | null): Nodes {
  if (shown === null) return none;
  const before = known.get(shown);
  if (before !== undefined) return before;
  const nodes = new Map(shown.graph.nodes.map((node) => [node.id, node]));
  known.set(shown, nodes);
  return nodes;
}

/** The innermost task around the place that a JSON Pointer names; where it is in no task, the start of the workflow. */
export function taskOfPointer(shown: ShownGraph | null, pointer: string): string | null {
  const nodes = nodesById(shown);
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) if (nodes.has(at)) return at;
  return nodes.has(startId) ? startId : null;
}

/** The innermost task around an offset of the graph's text, or null. */
export function taskOfOffset({ places }: ShownGraph, offset: number): string | null {
  // Outer tasks come before inner ones, so the last that holds the offset is the innermost.
  return places.findLast(({ start, end }) => start <= offset && offset <= end)?.reference ?? null;
}

/** Where the workflow begins: stands for what is outside of its tasks, as its input. */
export const startId = '/do#start';
