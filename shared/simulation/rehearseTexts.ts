import { type AppError, appError } from '../base/appError.ts';
import type { Json } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { Workflow } from '../workflow/definition.ts';
import type { SourceDocument } from '../workflow/document.ts';
import { parseDocument } from '../workflow/parseDocument.ts';
import { validateDefinition } from '../workflow/validateDefinition.ts';
import { defaultClock } from './clock.ts';
import { type ExpectationResult, judge } from './expectations.ts';
import { planWorkflow } from './planWorkflow.ts';
import type { RehearsalPorts } from './ports.ts';
import { type Rehearsal, type RehearsalRequest, rehearse } from './rehearse.ts';
import { emptyScenario, readScenario, type Scenario } from './scenario.ts';
import { sealTrace } from './sealTrace.ts';
import { standardError } from './standardErrors.ts';
import { compileStubs } from './stubBook.ts';
import { readStubs, type Stub } from './stubs.ts';
import type { Coverage, Trace } from './trace.ts';
import { workflowLibrary } from './workflowLibrary.ts';

/** A rehearsal as texts: what a person wrote and what overrides it. */
export interface RehearsalTexts {
  readonly definition: string;
  readonly scenario?: string | undefined;
  /** Stub documents; asked before the scenario's own. */
  readonly stubs?: readonly string[] | undefined;
  /** Texts of the files that the scenario names, by the name it gives, and of those that the definition reads. */
  readonly files?: { readonly [name: string]: string } | undefined;
  /** Texts of workflows that this one may run, found by the namespace, name and version that they state. */
  readonly workflows?: readonly string[] | undefined;
  /** Overrides the scenario's. */
  readonly input?: Json | undefined;
  readonly seed?: number | undefined;
  /** Start as ISO 8601. */
  readonly clock?: string | undefined;
}

/** A rehearsal, how the scenario's expectations went where it has some, and what a test could reach. */
export interface JudgedRehearsal extends Rehearsal {
  readonly expectations?: readonly ExpectationResult[];
  readonly coverable?: Coverage;
}

/** The default seed. */
export const defaultSeed = 1;

/**
 * Reads everything and rehearses. A definition that breaks the language gives a faulted trace; a text that cannot be
 * read, a scenario or stub that is not valid is an error.
 */
export function rehearseTexts(texts: RehearsalTexts, ports: RehearsalPorts): Result<JudgedRehearsal, AppError> {
  const definition = readDocument(texts.definition, 'The definition');
  if (!definition.ok) return definition;
  const scenario = texts.scenario === undefined ? ok(emptyScenario) : readScenarioText(texts.scenario);
  if (!scenario.ok) return scenario;
  const input = texts.input === undefined ? inputOf(scenario.value, texts.files ?? {}) : ok(texts.input);
  if (!input.ok) return input;
  const stubs = collectStubs(texts, scenario.value);
  if (!stubs.ok) return stubs;
  const compiled = compileStubs(stubs.value);
  if (!compiled.ok) return compiled;
  const clock = Date.parse(texts.clock ?? scenario.value.clock ?? '');
  const { inputFile, input: written } = scenario.value;
  const request = {
    input: input.value,
    isTriggered: texts.input === undefined && written === undefined && inputFile === undefined,
    scenario: scenario.value,
    stubs: compiled.value,
    seed: texts.seed ?? scenario.value.seed ?? defaultSeed,
    clock: Number.isNaN(clock) ? defaultClock : clock,
    workflows: workflowLibrary(texts.workflows ?? []),
    files: texts.files ?? {},
  };
  const broken = brokenDefinition(definition.value);
  const rehearsal =
    broken === null ? rehearseWorkflow(definition.value, request, ports) : { trace: faultedAtOnce(broken, request) };
  const { expect } = scenario.value;
  return ok(expect === undefined ? rehearsal : { ...rehearsal, expectations: judge(expect, rehearsal.trace) });
}

function rehearseWorkflow(document: SourceDocument, request: RehearsalRequest, ports: RehearsalPorts): JudgedRehearsal {
  // The types of a definition describe what passed `validateDefinition`.
  const plan = planWorkflow(document.value as unknown as Workflow, ports.observe !== undefined);
  return { ...rehearse(plan, request, ports), coverable: plan.coverable };
}

/** Reads a scenario's text. */
export function readScenarioText(text: string): Result<Scenario, AppError> {
  const document = readDocument(text, 'The scenario');
  return document.ok ? readScenario(document.value.value) : document;
}

/** Names of the files that a scenario needs, relative to it. */
export function scenarioFiles(scenario: Scenario): string[] {
  const { inputFile, stubFiles = [] } = scenario;
  return inputFile === undefined ? [...stubFiles] : [inputFile, ...stubFiles];
}

function readDocument(text: string, what: string): Result<SourceDocument, AppError> {
  const document = parseDocument(text);
  if (!document.ok) return err(appError(document.error.code, `${what}: ${document.error.message}`));
  const [problem] = document.value.problems;
  if (problem === undefined) return document;
  const line = text.slice(0, problem.range.start).split('\n').length;
  return err(appError('invalid-input', `${what} cannot be read, line ${line}: ${problem.message}`));
}

function inputOf(
  { input, inputFile, row }: Scenario,
  files: { readonly [name: string]: string },
): Result<Json, AppError> {
  if (inputFile === undefined) return ok(input ?? {});
  const text = Object.hasOwn(files, inputFile) ? files[inputFile] : undefined;
  if (text === undefined)
    return err(appError('not-found', `The input file '${inputFile}' of the scenario is missing.`));
  const document = readDocument(text, `The input file '${inputFile}'`);
  if (!document.ok) return document;
  const { value } = document.value;
  if (row === undefined) return ok(value);
  const item = Array.isArray(value) ? (value[row] as Json | undefined) : undefined;
  return item === undefined ? err(appError('not-found', `The input file '${inputFile}' has no row ${row}.`)) : ok(item);
}

function collectStubs(texts: RehearsalTexts, scenario: Scenario): Result<Stub[], AppError> {
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
    const document = readDocument(text, 'The stubs');
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

function brokenDefinition(document: SourceDocument): Broken | null {
  const [problem] = validateDefinition(document);
  return problem === undefined ? null : { detail: problem.message, instance: problem.pointer };
}

function faultedAtOnce(
  broken: Broken,
  request: { readonly input: Json; readonly seed: number; readonly clock: number },
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
    coverage: { tasks: [], branches: [] },
  });
}
