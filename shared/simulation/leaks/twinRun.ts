import type { Json } from '../../base/json.ts';
import type { Plan } from '../plan.ts';
import type { RehearsalPorts } from '../ports.ts';
import { type RehearsalRequest, runUnsealed, type UnsealedRun } from '../rehearse.ts';
import type { StubAnswer } from '../stubBook.ts';
import type { EffectRecord } from '../trace.ts';
import { type Canary, plantCanaries } from './canaries.ts';
import type { SensitiveValue, SensitiveValues } from './sensitiveValues.ts';
import { KeptAnswers, placeOf, TwinAnswers } from './twinAnswers.ts';

/** A run and all that its twins need to go the same way. */
export interface WatchedRun {
  readonly plan: Plan;
  readonly request: RehearsalRequest;
  readonly ports: RehearsalPorts;
  readonly run: UnsealedRun;
  readonly answers: ReadonlyMap<string, readonly (StubAnswer | null)[]>;
}

/** Runs on the input as given, and keeps what the stubs answered. */
export function runWatched(plan: Plan, request: RehearsalRequest, ports: RehearsalPorts): WatchedRun {
  const answers = new Map<string, (StubAnswer | null)[]>();
  const run = runUnsealed(plan, { ...request, answers: (stubs) => new KeptAnswers(stubs, answers) }, ports);
  return { plan, request, ports, run, answers };
}

/** Runs the same with canaries in the place of sensitive values, within what the run itself used, about. */
export function runTwin(watched: WatchedRun, canaries: readonly Canary[]): UnsealedRun {
  const { plan, request, ports, run, answers } = watched;
  const limits = { ...ports.limits, tasks: Math.min(ports.limits.tasks, 2 * run.parts.tasks.length + 1_000) };
  const { runScript } = ports;
  const quiet: RehearsalPorts = { limits, onRecord: () => undefined, runScript: (script) => runScript(script) };
  const twin = { ...planted(plan, request, canaries), answers: twinAnswers };
  return runUnsealed(plan, twin, quiet);

  function twinAnswers(stubs: ConstructorParameters<typeof TwinAnswers>[0]): TwinAnswers {
    return new TwinAnswers(stubs, answers);
  }
}

/** The sensitive values of everything that a rehearsal is given, or null where they are too many. */
export function givenValues(
  plan: Plan,
  request: RehearsalRequest,
  values: SensitiveValues,
): readonly SensitiveValue[] | null {
  values.addDocument('', request.input);
  values.addSecrets('$secrets', secretsOf(plan, request));
  for (const [index, { event }] of (request.scenario.events ?? []).entries()) {
    values.addDocument(`$events/${index}`, event);
  }
  for (const { name, stub } of request.stubs) {
    values.addDocument(`$stubs/${name}`, answerParts(stub.response));
  }
  return values.isTooMuch ? null : values.found;
}

/** Declared secrets have placeholders where the scenario has no value. */
function secretsOf(plan: Plan, { scenario }: RehearsalRequest): { readonly [name: string]: Json } {
  return { ...Object.fromEntries(plan.secrets.map((name) => [name, `<secret ${name}>`])), ...scenario.secrets };
}

function answerParts({
  jsonBody = null,
  output = null,
}: {
  readonly jsonBody?: Json | undefined;
  readonly output?: Json | undefined;
}): Json {
  return { jsonBody, output };
}

function planted(plan: Plan, request: RehearsalRequest, canaries: readonly Canary[]): RehearsalRequest {
  const { input, scenario, stubs } = request;
  const events = scenario.events?.map(({ event, ...rest }, index) => {
    return { ...rest, event: plantCanaries(event, `$events/${index}`, canaries) as typeof event };
  });
  const secrets = plantCanaries(secretsOf(plan, request), '$secrets', canaries) as { [name: string]: Json };
  const answering = stubs.map((compiled) => {
    const { response } = compiled.stub;
    const { jsonBody, output } = plantCanaries(answerParts(response), `$stubs/${compiled.name}`, canaries) as {
      [name: string]: Json;
    };
    const parts = {
      ...(response.jsonBody !== undefined && { jsonBody: jsonBody ?? null }),
      ...(response.output !== undefined && { output: output ?? null }),
    };
    return { ...compiled, stub: { ...compiled.stub, response: { ...response, ...parts } } };
  });
  return {
    ...request,
    input: plantCanaries(input, '', canaries),
    scenario: { ...scenario, secrets, ...(events !== undefined && { events }) },
    stubs: answering,
  };
}

/** Effects by their place and how often the same place came before: what says which effect of a twin is which of the run. */
export function effectsByPlace({
  parts,
  effectIterations,
}: UnsealedRun): Map<string, { index: number; effect: EffectRecord }> {
  const counts = new Map<string, number>();
  const placed = new Map<string, { index: number; effect: EffectRecord }>();
  for (const [index, effect] of parts.effects.entries()) {
    const place = placeOf(effect.kind, effect.task, effect.attempt, effectIterations[index] ?? []);
    const nth = counts.get(place) ?? 0;
    counts.set(place, nth + 1);
    placed.set(`${place} ${nth}`, { index, effect });
  }
  return placed;
}
