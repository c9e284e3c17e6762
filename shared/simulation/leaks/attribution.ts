import type { Canary } from './canaries.ts';
import { changedTexts } from './changedTexts.ts';
import type { LeakPlace, LeakSource } from './leakCollector.ts';
import { effectsByPlace, runTwin, type WatchedRun } from './twinRun.ts';

/** Most twins that are run to learn what a text was made of. */
const maxTwins = 24;

/** Stands for values that are known together only: the pointer is that of the whole input. */
const unknownSource: LeakSource = { class: 'unknown', root: '', pointer: '' };

/** Tells which sensitive values a text depends on that shows none of them: by twins in which only some are replaced. */
export class Attribution {
  readonly #watched: WatchedRun;
  readonly #canaries: readonly Canary[];
  readonly #changes = new Map<string, ReadonlySet<string>>();
  #twins = 0;

  constructor(watched: WatchedRun, canaries: readonly Canary[]) {
    this.#watched = watched;
    this.#canaries = canaries;
  }

  /** The values behind a text; where they cannot be told apart, one that stands for all of them. */
  valuesBehind(place: LeakPlace): readonly LeakSource[] {
    const found = this.#canaries.length === 1 ? this.#canaries : this.#split(this.#canaries, 0, keyOf(place));
    if (found !== null && found.length > 0) return found;
    const classes = new Set(this.#canaries.map(({ class: sensitiveClass }) => sensitiveClass));
    const [only] = classes;
    return [classes.size === 1 && only !== undefined ? { ...unknownSource, class: only } : unknownSource];
  }

  /** Halves the values until single ones are left; null where that would take too many runs. */
  #split(canaries: readonly Canary[], start: number, key: string): readonly Canary[] | null {
    const middle = Math.ceil(canaries.length / 2);
    const halves = [canaries.slice(0, middle), canaries.slice(middle)];
    const found: Canary[] = [];
    for (const [index, half] of halves.entries()) {
      const at = start + index * middle;
      const changes = this.#changesOf(half, at);
      if (changes === null) return null;
      if (!changes.has(key)) continue;
      const behind = half.length === 1 ? half : this.#split(half, at, key);
      if (behind === null) return null;
      found.push(...behind);
    }
    return found;
  }

  #changesOf(canaries: readonly Canary[], start: number): ReadonlySet<string> | null {
    const name = `${start} ${canaries.length}`;
    const known = this.#changes.get(name);
    if (known !== undefined) return known;
    if (++this.#twins > maxTwins || this.#watched.ports.mayRunAgain?.() === false) return null;
    const twin = runTwin(this.#watched, canaries);
    if (twin.limit !== undefined) return null;
    const others = effectsByPlace(twin);
    const changes = new Set<string>();
    for (const [place, { index, effect }] of effectsByPlace(this.#watched.run)) {
      const other = others.get(place)?.effect;
      for (const { where } of changedTexts(effect.request, other?.request ?? null, '/request')) {
        changes.add(keyOf({ index, where }));
      }
    }
    this.#changes.set(name, changes);
    return changes;
  }
}

function keyOf({ index, where }: Pick<LeakPlace, 'index' | 'where'>): string {
  return `${index} ${where}`;
}
