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
