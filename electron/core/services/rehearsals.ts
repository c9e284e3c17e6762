import { appError } from '../../../shared/base/appError.ts';
import type { Json } from '../../../shared/base/json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { MethodInput, MethodOutput } from '../../../shared/contract/table.ts';
import type { MethodHandlers } from '../handlers.ts';
import type { EngineAnswer } from '../rehearsal/jobKeepers.ts';
import { rehearseRows } from '../rehearsal/rehearseRows.ts';
import { type RehearsalRequest, rehearseWorkflow } from '../rehearsal/rehearseWorkflow.ts';
import { type Verdict, verdictOf } from '../rehearsal/verdict.ts';
import type { DatasetService } from './datasets.ts';
import { documentKind } from './documentKind.ts';
import type { DocumentService } from './documents.ts';
import type { Engine } from './engine.ts';
import type { PolicyService } from './policy.ts';
import type { KeepRun } from './runs.ts';
import type { ScenarioFiles } from './scenarioFiles.ts';
import type { Workbench } from './workbench.ts';

/** What the rehearsal service works with. */
export interface RehearsalParts {
  readonly documents: DocumentService;
  readonly datasets: DatasetService;
  readonly scenarios: ScenarioFiles;
  readonly keepRun: KeepRun;
  readonly engine: Engine;
  readonly policy: PolicyService;
}

/** What a scenario adds to a request: its text, and how to read what it and the definition name. */
export type ScenarioParts = Pick<RehearsalRequest, 'scenario' | 'readFile' | 'around'>;

/** Rehearsals as the other services use them. */
export interface RehearsalService {
  /** Rehearses a text under a scenario that the caller has read; nothing is kept. */
  underScenario(definition: string, scenario: ScenarioParts, signal: AbortSignal): Promise<Result<EngineAnswer>>;
  /** Cancels all that is under way. */
  stop(): void;
  readonly handlers: Pick<
    MethodHandlers,
    'rehearsal.run' | 'rehearsal.inspect' | 'rehearsal.cancel' | 'rehearsal.test' | 'rehearsal.batch'
  >;
}

/** Rehearsals of the open workspace. */
export function rehearsalService({ emit }: Pick<Workbench, 'emit'>, parts: RehearsalParts): RehearsalService {
  const { documents, datasets, scenarios, keepRun, engine, policy } = parts;
  const underway = new Map<string, AbortController>();

  const partsOf = (path: string): Result<ScenarioParts> => {
    const scenario = documents.typedText(path);
    if (!scenario.ok) return scenario;
    const readFile: ScenarioParts['readFile'] = async (name) => {
      const file = scenarios.readFile(path, name);
      return file.ok ? ok(file.value.text) : file;
    };
    return ok({ scenario: scenario.value, readFile });
  };

  const rehearse = async (request: RehearsalRequest): Promise<Result<EngineAnswer>> => {
    const answer = await rehearseWorkflow(engine.pool, { sensitive: policy().policy.sensitive, ...request });
    if (answer.ok) engine.worked();
    // The next one finds a child that is warm already.
    engine.warmUp();
    return answer;
  };

  const inputOf = (source: MethodInput<'rehearsal.run'>['input']): Result<Json | undefined> => {
    if (source === undefined) return ok(undefined);
    return source.kind === 'inline' ? ok(source.value) : datasets.row(source.dataset, source.row);
  };

  const underScenario: RehearsalService['underScenario'] = async (definition, scenario, signal) => {
    const answer = await rehearse({ definition, ...scenario, signal });
    // Half a run is something to look at, but no evidence.
    if (answer.ok && answer.value.trace.status === 'cancelled') return err(appError('cancelled', 'It was cancelled.'));
    return answer;
  };

  const requestOf = (wanted: MethodInput<'rehearsal.run'>): Result<RehearsalRequest> => {
    const { path, text, scenario, input, seed, clock } = wanted;
    const typed = documents.typedText(path);
    if (!typed.ok) return typed;
    const parts = scenario === undefined ? ok({}) : partsOf(scenario);
    if (!parts.ok) return parts;
    const given = inputOf(input);
    if (!given.ok) return given;
    return ok({
      definition: text ?? typed.value,
      ...parts.value,
      around: scenarios.around(path),
      ...(given.value === undefined ? {} : { input: given.value }),
      ...(seed === undefined ? {} : { seed }),
      ...(clock === undefined ? {} : { clock }),
    });
  };

  /** Registers a run under the caller's id for as long as it takes, so that it can be cancelled. */
  const cancellable = async <T>(run: string, work: (signal: AbortSignal) => Promise<Result<T>>): Promise<Result<T>> => {
    if (underway.has(run)) return err(appError('invalid-input', 'This rehearsal is under way already.'));
    const controller = new AbortController();
    underway.set(run, controller);
    try {
      return await work(controller.signal);
    } finally {
      underway.delete(run);
    }
  };

  return {
    underScenario,
    stop() {
      for (const controller of underway.values()) controller.abort();
    },
    handlers: {
      'rehearsal.run': (wanted) =>
        cancellable(wanted.run, async (signal) => {
          const request = requestOf(wanted);
          if (!request.ok) return request;
          const { run, path, scenario } = wanted;
          const ended = await rehearse({
            ...request.value,
            signal,
            progress: (progress) => emit('rehearsal.progress', { run, ...progress }),
          });
          if (!ended.ok) return ended;
          const { trace, expectations, limit, leaksNote } = ended.value;
          const id = keepRun({ path, scenario: scenario ?? null, trace });
          return ok({
            id,
            trace,
            ...(expectations === undefined ? {} : { expectations }),
            ...(limit === undefined ? {} : { limit }),
            ...(leaksNote === undefined ? {} : { leaksNote }),
          });
        }),

      'rehearsal.inspect': ({ task, ...wanted }) =>
        cancellable(wanted.run, async (signal) => {
          const request = requestOf(wanted);
          if (!request.ok) return request;
          const ended = await rehearse({ ...request.value, signal, inspect: task });
          return ended.ok ? inspected(ended.value) : ended;
        }),

      'rehearsal.cancel'({ run }) {
        underway.get(run)?.abort();
        return ok({});
      },

      'rehearsal.test': ({ run, path }) =>
        cancellable(run, async (signal) => {
          const isScenario = documentKind(path) === 'scenario';
          const workflow = isScenario ? scenarios.workflowOf(path) : ok(path);
          if (!workflow.ok) return workflow;
          const definition = documents.typedText(workflow.value);
          if (!definition.ok) return definition;
          const chosen = isScenario ? [path] : scenarios.scenariosOf(path);
          const results: JudgedScenario[] = [];
          for (const name of chosen) {
            const scenario = partsOf(name);
            if (!scenario.ok) return scenario;
            const parts = { ...scenario.value, around: scenarios.around(workflow.value) };
            const answer = await underScenario(definition.value, parts, signal);
            if (!answer.ok) return answer;
            results.push(judged(name, answer.value));
            const { tasks, effects } = answer.value.trace;
            const count = { tasks: tasks.length, effects: effects.length };
            emit('rehearsal.progress', { run, ...count, done: results.length, total: chosen.length });
          }
          return ok(results);
        }),

      'rehearsal.batch': ({ run, path, text, scenario, dataset, seed, clock }) =>
        cancellable(run, async (signal) => {
          const typed = documents.typedText(path);
          if (!typed.ok) return typed;
          const parts = scenario === undefined ? ok({}) : partsOf(scenario);
          if (!parts.ok) return parts;
          const rows = datasets.rows(dataset);
          if (!rows.ok) return rows;
          const summary = await rehearseRows(engine.pool, {
            definition: text ?? typed.value,
            sensitive: policy().policy.sensitive,
            around: scenarios.around(path),
            ...parts.value,
            ...(seed === undefined ? {} : { seed }),
            ...(clock === undefined ? {} : { clock }),
            rows: rows.value,
            signal,
            progress: (done) =>
              emit('rehearsal.progress', { run, tasks: 0, effects: 0, done, total: rows.value.total }),
          });
          if (summary.ok) engine.worked();
          engine.warmUp();
          return summary;
        }),
    },
  };
}

function inspected({ trace, inspection, limit }: EngineAnswer): Result<MethodOutput<'rehearsal.inspect'>> {
  if (trace.status === 'cancelled') return err(appError('cancelled', 'It was cancelled.'));
  // A child that was stopped from outside cannot say what it saw.
  if (inspection === undefined)
    return err(appError('limit', limit ?? 'The rehearsal was stopped before it could answer.'));
  const { variables, expressions, omitted, context } = inspection;
  return ok({ digest: trace.digest, variables: { ...variables }, expressions: [...expressions], omitted, context });
}

interface JudgedScenario extends Verdict {
  readonly scenario: string;
  readonly status: EngineAnswer['trace']['status'];
  readonly digest: string | null;
}

function judged(scenario: string, answer: EngineAnswer): JudgedScenario {
  const { status, digest } = answer.trace;
  return { scenario, status, digest, ...verdictOf(answer) };
}
