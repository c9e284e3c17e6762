import type { MeaningChange } from './compareMeaning.ts';
import type { Fact } from './fact.ts';
import { quoted, signOf } from './wording.ts';

/**
 * The changes that added and removed facts are. A task that is gone here and came there has moved; what is inside of a task
 * that came or is gone goes without saying.
 */
export function withoutInner(removed: readonly Fact[], added: readonly Fact[]): MeaningChange[] {
  const moves = movesBetween(removed, added);
  const [gone, came] = [
    outermost(
      removed,
      moves.map(({ from }) => from),
    ),
    outermost(
      added,
      moves.map(({ to }) => to),
    ),
  ];
  return [
    ...moves.map(({ from, to }) => moved(from, to)),
    ...added.filter((fact) => came.has(fact)).map((fact) => changeOf('added', fact, came.get(fact) ?? 0)),
    ...removed.filter((fact) => gone.has(fact)).map((fact) => changeOf('removed', fact, gone.get(fact) ?? 0)),
  ];
}

interface Move {
  readonly from: Fact;
  readonly to: Fact;
}

function movesBetween(removed: readonly Fact[], added: readonly Fact[]): Move[] {
  const sign = ({ place, value }: Fact) => `${nameIn(place)} ${signOf(value)}`;
  const open = Map.groupBy(
    removed.filter(({ subject }) => subject === 'task'),
    sign,
  );
  return added.flatMap((to) => {
    const from = to.subject === 'task' ? open.get(sign(to))?.shift() : undefined;
    return from === undefined ? [] : [{ from, to }];
  });
}

/** The facts that are worth a line, each with how many tasks it stands for beside its own. */
function outermost(facts: readonly Fact[], moved: readonly Fact[]): ReadonlyMap<Fact, number> {
  const tasks = new Map(facts.flatMap((fact) => (fact.subject === 'task' ? [[fact.place ?? '', fact]] : [])));
  const isMoved = new Set(moved);
  const counts = new Map<Fact, number>();
  for (const fact of facts) {
    if (isMoved.has(fact)) continue;
    const holder = fact.subject === 'task' || fact.subject === 'order' ? holderAmong(tasks, fact.place ?? '') : null;
    if (holder === null) counts.set(fact, counts.get(fact) ?? 0);
    else if (fact.subject === 'task') counts.set(holder, (counts.get(holder) ?? 0) + 1);
  }
  return counts;
}

/** The outermost task that is among those and holds a place. */
function holderAmong(tasks: ReadonlyMap<string, Fact>, place: string): Fact | null {
  for (let end = place.indexOf('/'); end >= 0; end = place.indexOf('/', end + 1)) {
    const holder = tasks.get(place.slice(0, end));
    if (holder !== undefined) return holder;
  }
  return null;
}

function moved(from: Fact, to: Fact): MeaningChange {
  const [before, after] = [from, to].map(({ place }) => listIn(place));
  return {
    change: 'moved',
    subject: 'task',
    label: to.label,
    sentence: `The ${to.label} moved from ${before} into ${after}.`,
    before: null,
    after: null,
    pointer: to.pointer,
    beforePointer: from.pointer,
  };
}

function changeOf(change: 'added' | 'removed', fact: Fact, inside: number): MeaningChange {
  const more = inside === 0 ? '' : `, with ${inside} ${inside === 1 ? 'task' : 'tasks'} in it`;
  return {
    change,
    subject: fact.subject,
    label: fact.label,
    sentence: `${change === 'added' ? fact.added : fact.removed}${more}.`,
    before: null,
    after: null,
    pointer: change === 'added' ? fact.pointer : null,
    beforePointer: change === 'added' ? null : fact.pointer,
  };
}

function nameIn(place: string | null): string {
  return place === null ? '' : place.slice(place.lastIndexOf('/') + 1);
}

function listIn(place: string | null): string {
  const end = place?.lastIndexOf('/') ?? -1;
  return place === null || end < 0 ? 'the workflow' : quoted(place.slice(0, end));
}
