import type { TaskRecord } from '../../../shared/simulation/trace.ts';

/** A task of a trace with the tasks that ran inside it. */
export interface TraceNode {
  /** Index into the trace's tasks. */
  readonly index: number;
  readonly task: TaskRecord;
  readonly children: TraceNode[];
}

function isInside(inner: TaskRecord, outer: TaskRecord): boolean {
  return (
    inner.reference.startsWith(`${outer.reference}/`) &&
    outer.iteration.length <= inner.iteration.length &&
    outer.iteration.every((step, depth) => inner.iteration[depth] === step)
  );
}

/** Records by reference and the iteration that they belong to, the latest of each: an attempt's children follow it. */
class Started {
  readonly #latest = new Map<string, TraceNode>();

  add(node: TraceNode): void {
    this.#latest.set(node.task.reference, node);
  }

  /** The nearest task around another, found by shortening its reference. */
  around(task: TaskRecord): TraceNode | null {
    for (let end = task.reference.lastIndexOf('/'); end > 0; end = task.reference.lastIndexOf('/', end - 1)) {
      const outer = this.#latest.get(task.reference.slice(0, end));
      if (outer !== undefined && isInside(task, outer.task)) return outer;
    }
    return null;
  }
}

/** The tasks of a trace as a tree: what ran inside what, in the order of starting. */
export function traceTree(tasks: readonly TaskRecord[]): readonly TraceNode[] {
  const roots: TraceNode[] = [];
  const started = new Started();
  tasks.forEach((task, index) => {
    const node: TraceNode = { index, task, children: [] };
    (started.around(task)?.children ?? roots).push(node);
    started.add(node);
  });
  return roots;
}

/** Indices of the tasks around a task, outermost first; null where the tree does not hold it. */
export function tasksAround(nodes: readonly TraceNode[], index: number): readonly number[] | null {
  for (const node of nodes) {
    if (node.index === index) return [];
    const inside = tasksAround(node.children, index);
    if (inside !== null) return [node.index, ...inside];
  }
  return null;
}

/** Which row of the tree a task is while only `expanded` tasks show what ran in them; -1 where it is folded away. */
export function rowOf(nodes: readonly TraceNode[], expanded: ReadonlySet<unknown>, index: number): number {
  const shown = (list: readonly TraceNode[]): number[] =>
    list.flatMap((node) => [node.index, ...(expanded.has(node.index) ? shown(node.children) : [])]);
  return shown(nodes).indexOf(index);
}
