import { type AppError, appError } from '../base/appError.ts';
import type { Json } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { defaultPolicy } from '../policy/defaultPolicy.ts';
import type { Policy } from '../policy/policy.ts';
import type { Workflow } from '../workflow/definition.ts';
import type { SourceDocument } from '../workflow/document.ts';
import { validateDefinition } from '../workflow/validateDefinition.ts';
import { defaultClock, readInstant } from './clock.ts';
import { type ExpectationResult, judge } from './expectations.ts';
import { rehearseWatched } from './leaks/watch.ts';
import type { Plan } from './plan.ts';
import { planWorkflow } from './planWorkflow.ts';
import type { RehearsalPorts } from './ports.ts';
import { readScenarioText, readWrittenDocument } from './readScenarioText.ts';
import { type Rehearsal, rehearse } from './rehearse.ts';
import { emptyScenario, type Scenario } from './scenario.ts';
import { sealTrace } from './sealTrace.ts';
import { standardError } from './standardErrors.ts';
import { compileStubs } from './stubBook.ts';
import { readStubs, type Stub } from './stubs.ts';
import type { Coverage, Trace } from './trace.ts';
import { workflowLibrary } from './workflowLibrary.ts';

/** Rehearsals as texts: what a person wrote and what overrides it, all but the input. */
export interface PreparedTexts {
  readonly definition: string;
  readonly scenario?: string | undefined;
  /** Stub documents; asked before the scenario's own. */
  readonly stubs?: readonly string[] | undefined;
  /** Texts of the files that the scenario names, by the name it gives, and of those that the definition reads. */
  readonly files?: { readonly [name: string]: string } | undefined;
  /** Texts of workflows that this one may run, found by the namespace, name and version that they state. */
  readonly workflows?: readonly string[] | undefined;
  /** Overrides the scenario's. */
  readonly seed?: number | undefined;
  /** Start as ISO 8601. */
  readonly clock?: string | undefined;
  /** What the policy says is sensitive; with it leaks are looked for. */
  readonly sensitive?: Policy['sensitive'] | undefined;
}

/** A rehearsal, how the scenario's expectations went where it has some, and what a test could reach. */
export interface JudgedRehearsal extends Rehearsal {
  readonly expectations?: readonly ExpectationResult[];
  readonly coverable?: Coverage;
  /** Why leaks were not looked for, or what has to be known about how they were. */
  readonly leaksNote?: string;
}

/** The default seed. */
export const defaultSeed = 1;

/** A run's input. */
export interface GivenInput {
  readonly input: Json;
  /** Whether nobody gave it, so that events of `schedule.on` make it. */
  readonly isTriggered: boolean;
}

/** Everything is read and planned; runs as often as wanted, each time from the start. */
export interface PreparedRehearsal {
  readonly scenario: Scenario;
  run(given: GivenInput, ports: RehearsalPorts): JudgedRehearsal;
}

/**
 * Reads everything that rehearsals with any input have in common. A definition that breaks the language gives faulted
 * traces; a text that cannot be read, a scenario or stub that is not valid is an error. `isObserved` says whether the
 * ports will want to hear of expressions.
 */
export function prepareRehearsal(texts: PreparedTexts, isObserved: boolean): Result<PreparedRehearsal, AppError> {
  const definition = readWrittenDocument(texts.definition, 'The definition');
  if (!definition.ok) return definition;
  const read = texts.scenario === undefined ? ok(emptyScenario) : readScenarioText(texts.scenario);
  if (!read.ok) return read;
  const scenario = read.value;
  const stubs = collectStubs(texts, scenario);
  if (!stubs.ok) return stubs;
  const compiled = compileStubs(stubs.value);
  if (!compiled.ok) return compiled;
  const given = texts.clock ?? scenario.clock;
  const clock = given === undefined ? defaultClock : readInstant(given);
  if (clock === null) {
    return err(appError('invalid-input', 'The clock is an instant of ISO 8601, like 2026-01-31T09:00:00Z.'));
  }
  const settled = {
    scenario,
    stubs: compiled.value,
    seed: texts.seed ?? scenario.seed ?? defaultSeed,
    clock,
    workflows: workflowLibrary(texts.workflows ?? [], isObserved),
    files: texts.files ?? {},
  };
  const planned = planDefinition(definition.value, isObserved);
  const { sensitive } = texts;
  const policy = sensitive === undefined ? null : { ...defaultPolicy, sensitive };
  const run = (given: GivenInput, ports: RehearsalPorts): JudgedRehearsal => {
    const request = { ...settled, ...given };
    if (!planned.ok) return { trace: faultedAtOnce(planned.error, request, policy !== null) };
    const rehearsal =
      policy === null
        ? rehearse(planned.value, request, ports)
        : rehearseWatched(planned.value, request, policy, ports);
    return { ...rehearsal, coverable: planned.value.coverable };
  };
  const { expect } = scenario;
  if (expect === undefined) return ok({ scenario, run });
  return ok({
    scenario,
    run(given, ports) {
      const rehearsal = run(given, ports);
      return { ...rehearsal, expectations: judge(expect, rehearsal.trace, rehearsal.leaksNote) };
    },
  });
}

/** The types of a definition describe what passed `validateDefinition`. */
function planDefinition(document: SourceDocument, isObserved: boolean): Result<Plan, Broken> {
  const [problem] = validateDefinition(document);
  if (problem !== undefined) return err({ detail: problem.message, instance: problem.pointer });
  return ok(planWorkflow(document.value as unknown as Workflow, isObserved));
}

function collectStubs(texts: PreparedTexts, scenario: Scenario): Result<Stub[], AppError> {
  const files = texts.files ?? {};
  const named: string[] = [];
  for (const name of scenario.stubFiles ?? []) {
    const text = Object.hasOwn(files, name) ? files[name] : undefined;
    if (text === undefined) return err(appError('not-found', `The stub file '${name}' of the scenario is missing.`));
    named.push(text);
  }
  const given = readStubTexts(texts.stubs ?? []);
  if (!given.ok) return given;
  const rest = readStubTexts(named);
  return rest.ok ? ok([...given.value, ...(scenario.stubs ?? []), ...rest.value]) : rest;
}

function readStubTexts(texts: readonly string[]): Result<Stub[], AppError> {
  const stubs: Stub[] = [];
  for (const text of texts) {
    const document = readWrittenDocument(text, 'The stubs');
    if (!document.ok) return document;
    const read = readStubs(document.value.value);
    if (!read.ok) return read;
    stubs.push(...read.value);
  }
  return ok(stubs);
}

interface Broken {
  readonly detail: string;
  readonly instance: string;
}

function faultedAtOnce(
  broken: Broken,
  request: { readonly input: Json; readonly seed: number; readonly clock: number },
  isWatched: boolean,
): Trace {
  return sealTrace({
    seed: request.seed,
    status: 'faulted',
    startedAt: request.clock,
    endedAt: request.clock,
    input: request.input,
    output: null,
    context: {},
    error: standardError('configuration', broken),
    tasks: [],
    effects: [],
    ...(isWatched && { leaks: [] }),
    coverage: { tasks: [], branches: [] },
  });
}
