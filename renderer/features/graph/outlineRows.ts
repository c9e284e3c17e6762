import type { GraphNode } from '../../../shared/workflow/graph.ts';
import { type ShownGraph, startId } from '../../state/graph/graphStore.ts';
import type { TreeLine } from '../../ui/treeSteps.ts';
import type { PlacedNode } from '../../workers/graph/graphPicture.ts';
import { restId } from '../../workers/graph/ownEnds.ts';
import { regionTitle, scopeTitle } from '../../workers/graph/regionTitle.ts';

/** A row of the outline: a task, where the workflow begins, or a list inside of a task. */
export interface OutlineRow {
  readonly id: string;
  readonly kind: PlacedNode['kind'] | 'list';
  readonly label: string;
  readonly detail: string;
  readonly condition: string | null;
  readonly isFolded: boolean;
  readonly rows: readonly OutlineRow[];
}

const plain = { detail: '', condition: null, isFolded: false, rows: [] } as const;

/** The rows of the outline: what the graph shows, folds included, in the order of the text. */
export function outlineRows({ graph, picture }: ShownGraph): readonly OutlineRow[] {
  const lists = Map.groupBy(graph.nodes, ({ scope }) => scope);
  const drawn = new Map(picture.nodes.map((node) => [node.id, node]));

  const rowsOf = (scope: string): OutlineRow[] => {
    const tasks = (lists.get(scope) ?? []).filter(({ id, kind }) => drawn.has(id) && (isTask(kind) || id === startId));
    const rest = drawn.get(restId(scope));
    const rows = tasks.map((node) => rowOf(node));
    return rest === undefined ? rows : [...rows, { ...plain, id: rest.id, kind: 'rest', label: rest.label }];
  };
  const rowOf = ({ id, kind, label, detail, condition, regions }: GraphNode): OutlineRow => {
    const isFolded = drawn.get(id)?.container === 'folded';
    const [only, ...others] = isFolded ? [] : regions;
    const lone = only === undefined ? [] : rowsOf(only.scope);
    const rows = others.length === 0 ? lone : regions.map((region) => listRow(region.scope, titleOf(region)));
    return { id, kind, label, detail, condition, isFolded, rows };
  };
  const titleOf = (region: GraphNode['regions'][number]): string => regionTitle(region, graph.edges);
  const listRow = (scope: string, label: string): OutlineRow => ({
    ...plain,
    id: scope,
    kind: 'list',
    label,
    rows: rowsOf(scope),
  });

  const others = graph.scopes.filter((scope) => scope !== '/do').map((scope) => listRow(scope, scopeTitle(scope)));
  return [...rowsOf('/do'), ...others];
}

function isTask(kind: GraphNode['kind']): boolean {
  return kind !== 'start' && kind !== 'exit' && kind !== 'end';
}

/** A row as it stands below the others. */
export interface OutlineLine extends TreeLine {
  readonly row: OutlineRow;
}

/** The rows as they stand below each other. Lists inside of a task are always open: what can be folded is the task. */
export function outlineLines(rows: readonly OutlineRow[], level = 1): readonly OutlineLine[] {
  return rows.flatMap((row) => {
    const { id, kind, label, isFolded, rows: inner } = row;
    const isOpen = kind === 'list' || (inner.length === 0 && !isFolded) ? null : !isFolded;
    return [{ id, label, level, isOpen, row }, ...outlineLines(inner, level + 1)];
  });
}
