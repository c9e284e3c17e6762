/** Lines around a change that are shown. */
const context = 3;
/** Most steps of the search for the shortest difference; beyond it all lines between the first and last change are replaced. */
const maxSteps = 500;

interface Change {
  /** First line that is replaced, and behind the last; from 0. */
  readonly from: number;
  readonly to: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** What differs between two texts, in the unified format (POSIX `diff -u`); empty where nothing does. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const old = linesOf(before);
  const now = linesOf(after);
  const hunks = hunksOf(changesOf(old, now));
  return `--- ${path}\n+++ ${path}\n${hunks.map((hunk) => hunkText(hunk, old, now)).join('')}`;
}

/** Lines with their line breaks. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function changesOf(old: readonly string[], now: readonly string[]): Change[] {
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old[old.length - 1 - end] === now[now.length - 1 - end])
    end++;
  const pairs = commonLines(old.slice(start, old.length - end), now.slice(start, now.length - end));
  const changes: Change[] = [];
  let [from, newFrom] = [start, start];
  for (const [at, newAt] of [...pairs, [old.length - end - start, now.length - end - start] as const]) {
    const [to, newTo] = [start + at, start + newAt];
    if (to > from || newTo > newFrom) changes.push({ from, to, newFrom, newTo });
    [from, newFrom] = [to + 1, newTo + 1];
  }
  return changes;
}

/** Pairs of equal lines that a shortest difference keeps (Myers, "An O(ND) Difference Algorithm", 1986). */
function commonLines(old: readonly string[], now: readonly string[]): (readonly [number, number])[] {
  const reach = new Map([[1, 0]]);
  const trail: Map<number, number>[] = [];
  for (let step = 0; step <= Math.min(maxSteps, old.length + now.length); step++) {
    trail.push(new Map(reach));
    for (let diagonal = -step; diagonal <= step; diagonal += 2) {
      const left = reach.get(diagonal - 1) ?? -1;
      const down = reach.get(diagonal + 1) ?? -1;
      let x = diagonal === -step || (diagonal !== step && left < down) ? down : left + 1;
      while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) x++;
      reach.set(diagonal, x);
      if (x >= old.length && x - diagonal >= now.length) return pairsOf(trail, old.length, now.length);
    }
  }
  return [];
}

function pairsOf(trail: readonly Map<number, number>[], oldLength: number, newLength: number): [number, number][] {
  const pairs: [number, number][] = [];
  let [x, y] = [oldLength, newLength];
  for (let step = trail.length - 1; step >= 0; step--) {
    const reach = trail[step];
    const diagonal = x - y;
    const left = reach?.get(diagonal - 1) ?? -1;
    const down = reach?.get(diagonal + 1) ?? -1;
    const isDown = diagonal === -step || (diagonal !== step && left < down);
    const fromX = isDown ? down : left;
    const fromY = fromX - (isDown ? diagonal + 1 : diagonal - 1);
    while (x > (isDown ? fromX : fromX + 1)) pairs.push([--x, --y]);
    [x, y] = [fromX, fromY];
  }
  return pairs.reverse();
}

/** Changes with fewer than six lines between them are shown together. */
function hunksOf(changes: readonly Change[]): Change[][] {
  const hunks: Change[][] = [];
  for (const change of changes) {
    const last = hunks.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before !== undefined && change.from - before.to <= 2 * context) last.push(change);
    else hunks.push([change]);
  }
  return hunks;
}

function hunkText(hunk: readonly Change[], old: readonly string[], now: readonly string[]): string {
  const [first] = hunk;
  const last = hunk.at(-1);
  if (first === undefined || last === undefined) return '';
  const from = Math.max(0, first.from - context);
  const to = Math.min(old.length, last.to + context);
  const newFrom = first.newFrom - (first.from - from);
  const newTo = last.newTo + (to - last.to);
  const lines: string[] = [];
  let at = from;
  for (const change of hunk) {
    lines.push(...old.slice(at, change.from).map((line) => marked(' ', line)));
    lines.push(...old.slice(change.from, change.to).map((line) => marked('-', line)));
    lines.push(...now.slice(change.newFrom, change.newTo).map((line) => marked('+', line)));
    at = change.to;
  }
  lines.push(...old.slice(at, to).map((line) => marked(' ', line)));
  return `@@ -${span(from, to)} +${span(newFrom, newTo)} @@\n${lines.join('')}`;
}

function marked(sign: string, line: string): string {
  return line.endsWith('\n') ? `${sign}${line}` : `${sign}${line}\n\\ No newline at end of file\n`;
}

function span(from: number, to: number): string {
  return `${to > from ? from + 1 : from},${to - from}`;
}
