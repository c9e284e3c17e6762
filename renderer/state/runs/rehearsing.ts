import { type AppError, appError } from '../../../shared/base/appError.ts';
import type { Json } from '../../../shared/base/json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { MethodInput } from '../../../shared/contract/table.ts';
import { call, listen } from '../../platform/bridge.ts';
import { scenariosOf } from '../documents/companions.ts';
import { openDocument, useDocuments } from '../documents/documentsStore.ts';
import { flushDrafts } from '../documents/draftJournal.ts';
import { notifyError } from '../notifications/notificationsStore.ts';
import { type CurrentRun, firstChoice, type ResultPage, type RunChoice, type ShownRun, useRuns } from './runsStore.ts';

type RunInput = MethodInput<'rehearsal.run'>;

/** What a workflow's rehearsal is set to. */
export function choiceFor(workflow: string): RunChoice {
  const scenarios = scenariosOf(workflow, useDocuments.getState().entries).map((entry) => entry.path);
  const chosen = useRuns.getState().choices[workflow];
  if (chosen === undefined) return firstChoice(scenarios);
  return chosen.scenario === null || scenarios.includes(chosen.scenario) ? chosen : firstChoice(scenarios);
}

function inlineInput(text: string): Result<Json, AppError> {
  try {
    return ok(text.trim() === '' ? {} : (JSON.parse(text) as Json));
  } catch {
    return err(appError('invalid-input', 'The input is not JSON. Correct it, or choose a scenario or a row.'));
  }
}

/** The seed that was typed; null where the field is empty. */
export function seedOf(text: string): Result<number | null, AppError> {
  if (text.trim() === '') return ok(null);
  const seed = Number(text);
  if (Number.isSafeInteger(seed)) return ok(seed);
  return err(appError('invalid-input', 'The seed is not a whole number. Correct it, or leave it empty.'));
}

function inputOf({ input }: RunChoice): Result<Pick<RunInput, 'input'>, AppError> {
  if (input.kind === 'scenario') return ok({});
  if (input.kind === 'row') return ok({ input: { kind: 'row', dataset: input.dataset, row: input.row } });
  if (input.kind === 'rows')
    return err(appError('invalid-input', 'Every row of a data set is more than one run: use “Rehearse all rows”.'));
  const value = inlineInput(input.text);
  return value.ok ? ok({ input: { kind: 'inline', value: value.value as never } }) : value;
}

/** The request for a choice; `invalid-input` where something that was typed will not do. */
export function runRequest(run: string, workflow: string, choice: RunChoice): Result<RunInput, AppError> {
  const seed = seedOf(choice.seed);
  if (!seed.ok) return seed;
  const input = inputOf(choice);
  if (!input.ok) return input;
  const text = openDocument(workflow)?.text;
  return ok({
    run,
    path: workflow,
    ...(text !== undefined && { text }),
    ...(choice.scenario !== null && { scenario: choice.scenario }),
    ...(seed.value !== null && { seed: seed.value }),
    ...input.value,
  });
}

/** Notes that a rehearsal begins; gives the id under which it can be followed and cancelled. */
export function begin(workflow: string, what: CurrentRun['what']): string {
  const run = crypto.randomUUID();
  const progress = { tasks: 0, effects: 0 };
  useRuns.setState({ current: { run, workflow, what, state: 'running', progress, error: null } });
  return run;
}

/** Notes how a rehearsal ended. */
export function end(run: string, error: AppError | null): void {
  useRuns.setState(({ current }) =>
    current?.run === run ? { current: { ...current, state: error === null ? 'done' : 'failed', error } } : {},
  );
}

/** Reads the list of kept runs of a workflow. */
export async function refreshRuns(workflow: string): Promise<void> {
  const listed = await call('run.list', { path: workflow, limit: 100 });
  if (listed.ok) useRuns.setState({ kept: listed.value });
}

/** Rehearses a workflow as it stands in the editor. */
export async function rehearse(workflow: string): Promise<void> {
  const request = runRequest(begin(workflow, 'run'), workflow, choiceFor(workflow));
  const run = useRuns.getState().current?.run ?? '';
  if (!request.ok) return end(run, request.error);
  await rehearseRequest(request.value);
}

/** Rehearses what a request says, which began under its id, and shows the trace. */
export async function rehearseRequest({ run, ...request }: RunInput): Promise<void> {
  // Core reads scenarios and stubs from what it has: give it what was typed a moment ago.
  await flushDrafts();
  const outcome = await call('rehearsal.run', { run, ...request });
  end(run, outcome.ok ? null : outcome.error);
  if (!outcome.ok) return;
  const { path, scenario = null } = request;
  const { id, trace, expectations = [], limit = null, leaksNote } = outcome.value;
  const note = leaksNote === undefined ? {} : { leaksNote };
  show({ id, workflow: path, scenario, trace, expectations, limit, ...note, request });
  await refreshRuns(path);
}

const ofOneRun: readonly ResultPage[] = ['trace', 'effects', 'leaks', 'outcome'];

/** Where the one before was looked at; an empty trace shows nothing. */
function pageFor({ trace }: ShownRun): ResultPage {
  const { page } = useRuns.getState();
  if (trace.tasks.length === 0) return 'outcome';
  return ofOneRun.includes(page) ? page : 'trace';
}

function show(run: ShownRun): void {
  const { status, tasks } = run.trace;
  // The task that ended the run explains it best; one that was caught or retried does not.
  const failed = status === 'faulted' ? tasks.findLastIndex((task) => task.status === 'faulted') : -1;
  const task = failed >= 0 ? failed : tasks.length > 0 ? 0 : null;
  useRuns.setState({ shown: run, inspected: null, task, page: pageFor(run) });
}

/** Runs every scenario of a workflow and keeps what came of it. */
export async function testScenarios(workflow: string): Promise<void> {
  const run = begin(workflow, 'test');
  const text = openDocument(workflow)?.text;
  await flushDrafts();
  const outcome = await call('rehearsal.test', { run, path: workflow });
  end(run, outcome.ok ? null : outcome.error);
  if (!outcome.ok) return;
  useRuns.setState({ tests: { workflow, text, results: outcome.value }, page: 'tests' });
  await refreshRuns(workflow);
}

/** Ends the rehearsal that is under way; what it did so far is kept. */
export async function cancelRun(): Promise<void> {
  const { current } = useRuns.getState();
  if (current?.state !== 'running') return;
  useRuns.setState({ current: { ...current, state: 'cancelling' } });
  const cancelled = await call('rehearsal.cancel', { run: current.run });
  if (!cancelled.ok) notifyError(cancelled.error);
}

/** Shows a kept run. */
export async function showRun(id: string): Promise<void> {
  const read = await call('run.read', { id });
  if (!read.ok) return notifyError(read.error);
  const { path, scenario, trace } = read.value;
  const request = {
    path,
    ...(scenario !== null && { scenario }),
    input: { kind: 'inline', value: trace.input },
    seed: trace.seed,
    clock: trace.startedAt,
  } as const;
  show({ id, workflow: path, scenario, trace, expectations: [], limit: null, request });
}

/** Follows the progress of rehearsals; the function that comes back stops it. */
export function startFollowingRuns(): () => void {
  return listen('rehearsal.progress', ({ run, ...progress }) => {
    useRuns.setState(({ current }) => (current?.run === run ? { current: { ...current, progress } } : {}));
  });
}
