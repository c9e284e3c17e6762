import { isJsonObject, type Json } from '../../base/json.ts';
import { isMeantPlace } from '../../policy/meantPlaces.ts';
import type { Policy } from '../../policy/policy.ts';
import { joinPointer, splitPointer } from '../../workflow/pointer.ts';
import { isList } from '../planContext.ts';
import type { EffectRecord, LeakRecord } from '../trace.ts';
import type { Canary } from './canaries.ts';
import { CanarySearch, type Sighting } from './canarySearch.ts';
import { type ChangedText, changedTexts, differingPart } from './changedTexts.ts';
import { compactText } from './compactText.ts';
import { type MaskedPair, remainderOf } from './remainders.ts';
import type { SensitiveValue } from './sensitiveValues.ts';

/** A place in an effect. */
export interface LeakPlace {
  readonly effect: Pick<EffectRecord, 'kind' | 'task'>;
  /** Index of the effect in the trace; null for one that only the twin has. */
  readonly index: number | null;
  /** JSON Pointer into the effect. */
  readonly where: string;
}

/** Where a value came from. */
export type LeakSource = Pick<SensitiveValue, 'class' | 'root' | 'pointer'>;

/** Shortest value, compact, that is looked for as it is: a shorter one stands in many a text by chance. */
const shortestGiven = 6;

/** Most leaks of one run that are kept; a loop over many people says the same again and again. */
export const maxLeaks = 5_000;

/** Gathers the leaks of a run from its effects and those of its twin. */
export class LeakCollector {
  /** Places that depend on sensitive values without showing which. */
  readonly unexplained: LeakPlace[] = [];
  /** Whether there were more leaks than are kept. */
  isCut = false;
  readonly #canaries: readonly Canary[];
  readonly #pairs: readonly MaskedPair[];
  #lazySearch: CanarySearch | null = null;
  readonly #leaks = new Map<string, LeakRecord>();
  #given: GivenSearch | null = null;

  constructor(canaries: readonly Canary[], policy: Policy) {
    const { classes } = policy.sensitive;
    this.#canaries = canaries;
    this.#pairs = canaries.map((canary) => ({ ...canary, mask: classes[canary.class]?.mask ?? 'mask' }));
  }

  /** Made only once something differs: in most runs nothing does. */
  get #search(): CanarySearch {
    this.#lazySearch ??= new CanarySearch(
      this.#canaries.map(({ canary, datum }) => ({ text: canary, replaced: datum })),
    );
    return this.#lazySearch;
  }

  /** Compares what an effect sends with what it sends in the twin. */
  compare(effect: EffectRecord, twin: EffectRecord, index: number): void {
    const seen: Seen[] = [];
    for (const changed of changedTexts(effect.request, twin.request, '/request')) {
      const inner = changed.isJoined ? seen.filter(({ where }) => where.startsWith(`${changed.where}/`)) : [];
      const found = this.#judge(changed, inner);
      // What only shows once the members are put together says more than the pieces.
      for (const one of inner)
        if (found.some(({ index: source }) => source === one.source || one.source === null)) one.isPiece = true;
      for (const { index: source, form } of found) seen.push({ where: changed.where, source, form, isPiece: false });
      if (!changed.isJoined) this.#judgeRemainder(changed, found, seen);
    }
    for (const { where, source, form, isPiece } of seen) {
      const value = source === null ? undefined : this.#canaries[source];
      if (isPiece) continue;
      if (value === undefined) this.unexplained.push({ effect, index, where });
      else this.add(value, { effect, index, where }, form);
    }
  }

  /** Searches an effect that the twin does not have for the values as they are given. */
  searchGiven(effect: EffectRecord, index: number, definition: string): void {
    this.#given ??= givenSearch(this.#canaries, definition);
    const { values, search } = this.#given;
    visitTexts(effect.request, '/request', (text, where) => {
      for (const { index: source, form } of search.find(text)) {
        const value = values[source];
        if (value !== undefined) this.add(value, { effect, index, where }, form);
      }
    });
  }

  /** Searches an effect that only the twin has. */
  searchTwin(effect: EffectRecord): void {
    visitTexts(effect.request, '/request', (text, where) => {
      for (const { index: source, form } of this.#search.find(text)) {
        const value = this.#canaries[source];
        if (value !== undefined) this.add(value, { effect, index: null, where }, form);
      }
    });
  }

  /** Adds a leak, unless that is where such values are meant to go. */
  add({ class: sensitiveClass, root, pointer }: LeakSource, { effect, index, where }: LeakPlace, form: string): void {
    const { kind, task } = effect;
    if (isMeantPlace(sensitiveClass, kind, splitPointer(where).slice(1))) return;
    const from = root + pointer;
    const key = JSON.stringify([sensitiveClass, from, index, index === null ? task : '', where]);
    if (this.#leaks.has(key)) return;
    if (this.#leaks.size >= maxLeaks) {
      this.isCut = true;
      return;
    }
    this.#leaks.set(key, { class: sensitiveClass, from, ...(index !== null && { effect: index }), where, task, form });
  }

  /** Whether there was more to search than is searched: then what was found is not all. */
  get isExhausted(): boolean {
    return this.#lazySearch?.isExhausted === true || this.#given?.search.isExhausted === true;
  }

  /** All leaks, in the order of the effects; those of effects that only the twin has come last. */
  leaks(): LeakRecord[] {
    const place = ({ effect }: LeakRecord) => effect ?? Number.POSITIVE_INFINITY;
    return [...this.#leaks.values()].sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
  }

  #judge(changed: ChangedText, inner: readonly Seen[]): Sighting[] {
    const { isJoined } = changed;
    const { given, twin } = differingPart(changed);
    const found = this.#search.find(twin);
    if (found.length === 0) return [];
    // A few characters of a canary may stand in a text by chance, then in both.
    const before = new Map(this.#search.find(given).map(({ index, form }) => [index, form]));
    const fresh = found.filter(
      ({ index, form }) => !before.has(index) || (form !== 'part' && before.get(index) === 'part'),
    );
    if (!isJoined) return fresh;
    const whole = new Set(inner.filter(({ form }) => form !== 'part').map(({ source }) => source));
    return fresh
      .filter(({ index, form }) => form !== 'part' && !whole.has(index))
      .map(({ index }) => ({ index, form: 'joined' }));
  }

  /** What differs beside the values that were found; where one was found encoded, that is not known. */
  #judgeRemainder({ given, twin, where }: ChangedText, found: readonly Sighting[], seen: Seen[]): void {
    if (found.some(({ form }) => form !== 'plain')) return;
    let rest = twin;
    for (const { index } of found) {
      const { canary = '', datum = '' } = this.#canaries[index] ?? {};
      rest = rest.replaceAll(canary, () => datum);
    }
    if (rest === given) return;
    const part = differingPart({ given, twin: rest });
    const remainder = remainderOf(part.given, part.twin, this.#pairs);
    if (remainder.kind === 'part') seen.push({ where, source: remainder.index, form: 'part', isPiece: false });
    if (remainder.kind === 'derived') seen.push({ where, source: null, form: 'derived', isPiece: false });
  }
}

interface GivenSearch {
  readonly values: readonly Canary[];
  readonly search: CanarySearch;
}

/** A search for the values as they are, those left out that are short or stand in the definition. */
function givenSearch(canaries: readonly Canary[], definition: string): GivenSearch {
  const written = compactText(definition);
  const isTelling = (datum: string) => datum.length >= shortestGiven && !written.includes(datum);
  const values = canaries.filter(({ datum }) => isTelling(compactText(datum)));
  return { values, search: new CanarySearch(values.map(({ datum }) => ({ text: datum, replaced: null }))) };
}

interface Seen {
  readonly where: string;
  /** Index of the canary; null where the text does not show which. */
  readonly source: number | null;
  readonly form: string;
  /** Whether it is only a piece of what was found in what holds it. */
  isPiece: boolean;
}

function visitTexts(value: Json, where: string, visit: (text: string, where: string) => void): void {
  if (isList(value)) {
    value.forEach((item, index) => {
      visitTexts(item, joinPointer(where, index), visit);
    });
    return;
  }
  if (isJsonObject(value)) {
    visit(Object.keys(value).join('\n'), where);
    for (const [key, member] of Object.entries(value)) visitTexts(member, joinPointer(where, key), visit);
  } else if (value !== null && typeof value !== 'boolean') {
    visit(String(value), where);
  }
}
