import type { Policy } from '../../policy/policy.ts';
import type { Plan } from '../plan.ts';
import type { RehearsalPorts } from '../ports.ts';
import type { Rehearsal, RehearsalRequest, UnsealedRun } from '../rehearse.ts';
import { sealTrace } from '../sealTrace.ts';
import type { LeakRecord } from '../trace.ts';
import { Attribution } from './attribution.ts';
import { type Canary, type CanaryMode, drawCanaries } from './canaries.ts';
import { LeakCollector, maxLeaks } from './leakCollector.ts';
import { type SensitiveValue, SensitiveValues } from './sensitiveValues.ts';
import { effectsByPlace, givenValues, runTwin, runWatched, type WatchedRun } from './twinRun.ts';

/** What is known about leaks beside the trace. */
export interface WatchedRehearsal extends Rehearsal {
  /** Why leaks were not looked for, or what has to be known about how they were. */
  readonly leaksNote?: string;
}

/** Largest part of a trace's bound that a run may take to be run again, so that both fit into the memory of one. */
const watchedShare = 0.25;

/**
 * Rehearses, and looks for sensitive values in what leaves. The trace is that of the run on what is given; a twin, with a
 * canary in the place of every sensitive value, shows what depends on them: what is the same in both says nothing of any.
 */
export function rehearseWatched(
  plan: Plan,
  request: RehearsalRequest,
  policy: Policy,
  ports: RehearsalPorts,
): WatchedRehearsal {
  const watched = runWatched(plan, request, ports);
  const { parts, limit } = watched.run;
  const findings =
    limit === undefined ? leaksOf(watched, policy) : { note: 'Leaks were not looked for: the run was stopped.' };
  const found = findings.leaks === undefined ? parts : { ...parts, leaks: findings.leaks };
  const trace = sealTrace(found, ports);
  return {
    trace,
    ...(limit !== undefined && { limit }),
    ...(findings.note !== undefined && { leaksNote: findings.note }),
  };
}

interface Findings {
  readonly leaks?: readonly LeakRecord[];
  readonly note?: string;
}

function leaksOf(watched: WatchedRun, policy: Policy): Findings {
  const { plan, request, run, ports } = watched;
  if (run.parts.effects.length === 0) return { leaks: [] };
  const values = givenValues(plan, request, new SensitiveValues(policy));
  if (values === null) return { note: 'Leaks were not looked for: there are too many sensitive values.' };
  if (values.length === 0) return { leaks: [] };
  if (JSON.stringify(run.parts.effects).length > watchedShare * ports.limits.traceSize) {
    return { note: 'Leaks were not looked for: the trace is too large.' };
  }
  if (ports.mayRunAgain?.() === false)
    return { note: 'Leaks were not looked for: the run took too long to be repeated.' };
  const chosen = chooseTwin(watched, values);
  if ('stopped' in chosen)
    return {
      note: `Leaks were not looked for: with other values of the same format the run was stopped. ${chosen.stopped}`,
    };
  return compare(watched, chosen, policy);
}

const definitionTexts = new WeakMap<Plan, string>();

/** What stands in a definition cannot tell anything by being found; asked for each run of a batch. */
function definitionText(plan: Plan): string {
  const known = definitionTexts.get(plan);
  if (known !== undefined) return known;
  const text = JSON.stringify(plan.definition);
  definitionTexts.set(plan, text);
  return text;
}

interface Twin {
  readonly canaries: readonly Canary[];
  readonly run: UnsealedRun;
  /** Whether it has the same effects in the same places. */
  readonly isParallel: boolean;
}

/**
 * First with a canary of its own for each value, which tells best what comes from where; where that run goes another way,
 * with one for equal values, as a comparison of two of them may have decided.
 */
function chooseTwin(watched: WatchedRun, values: readonly SensitiveValue[]): Twin | { readonly stopped: string } {
  const first = twinOf(watched, values, 'each');
  if ('stopped' in first || first.isParallel || watched.ports.mayRunAgain?.() === false) return first;
  const second = twinOf(watched, values, 'shared');
  return 'stopped' in second || !second.isParallel ? first : second;
}

function twinOf(
  watched: WatchedRun,
  values: readonly SensitiveValue[],
  mode: CanaryMode,
): Twin | { readonly stopped: string } {
  const { request, plan } = watched;
  const written = definitionText(plan);
  const canaries = drawCanaries(values, mode, request.seed, (canary) => written.includes(canary));
  const run = runTwin(watched, canaries);
  if (run.limit !== undefined) return { stopped: run.limit };
  const places = [...effectsByPlace(watched.run).keys()];
  const others = effectsByPlace(run);
  return { canaries, run, isParallel: places.length === others.size && places.every((place) => others.has(place)) };
}

function compare(watched: WatchedRun, twin: Twin, policy: Policy): Findings {
  const collector = new LeakCollector(twin.canaries, policy);
  const given = effectsByPlace(watched.run);
  const others = effectsByPlace(twin.run);
  for (const [place, { index, effect }] of given) {
    const other = others.get(place);
    if (other === undefined) collector.searchGiven(effect, index, definitionText(watched.plan));
    else collector.compare(effect, other.effect, index);
  }
  for (const [place, { effect }] of others) if (!given.has(place)) collector.searchTwin(effect);
  if (collector.isExhausted)
    return { note: 'Leaks were not looked for: too much of what is sent depends on sensitive values.' };
  const attribution = new Attribution(watched, twin.canaries);
  for (const unexplained of collector.unexplained) {
    for (const value of attribution.valuesBehind(unexplained)) collector.add(value, unexplained, 'derived');
  }
  const notes = [...(collector.isCut ? [cutNote] : []), ...(twin.isParallel ? [] : [otherWayNote])];
  return { leaks: collector.leaks(), ...(notes.length > 0 && { note: notes.join(' ') }) };
}

const cutNote = `There are more leaks; these are the first ${maxLeaks}.`;
const otherWayNote =
  'The run depends on sensitive values: with other ones it has other effects. Those that it has only with the given values were searched for these values as they are.';
