import { dirname, resolve } from 'node:path';
import { appError } from '../../../shared/base/appError.ts';
import type { Json } from '../../../shared/base/json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { readInstant } from '../../../shared/simulation/clock.ts';
import { textTrace } from '../../../shared/simulation/textTrace.ts';
import { EnginePool } from '../../core/rehearsal/enginePool.ts';
import { type RehearsalRequest, rehearseWorkflow } from '../../core/rehearsal/rehearseWorkflow.ts';
import { aroundDefinition } from '../aroundDefinition.ts';
import { type Command, type CommandIo, type ExitStatus, exitStatus } from '../command.ts';
import { engineLocation } from '../engineLocation.ts';
import { readTextOf } from '../files.ts';
import { formatFlag, policyFlag } from '../flags.ts';
import { printedJson } from '../printedJson.ts';
import { type Arguments, oneOf, readArguments } from '../readArguments.ts';
import { readDataFile } from '../readDataFile.ts';
import { readNamedFile } from '../readNamedFile.ts';
import { readRows } from '../readRows.ts';
import { rowOf, runBatch } from '../runBatch.ts';
import { SensitiveReader } from '../sensitiveReader.ts';
import { tell, unable } from '../tell.ts';
import { WorkflowTexts } from '../workflowTexts.ts';

const flags = {
  input: { value: 'F|-', help: 'JSON or YAML that the workflow is started with.' },
  rows: { value: 'F.{csv,json}', help: 'Data set, of which each row is the input of a run of its own.' },
  row: { value: 'N', help: 'Only the row of this position, from 0.' },
  scenario: { value: 'F', help: 'Scenario to go by; the other flags override it.' },
  stubs: { value: 'F', help: 'Stubs that answer, before those of the scenario.' },
  seed: { value: 'N', help: 'Seed of everything random; 1 unless said.' },
  clock: { value: 'ISO', help: 'Instant at which the run starts; 2000-01-01T00:00:00Z unless said.' },
  policy: policyFlag,
  format: formatFlag('text', 'json'),
} as const;

/** `drydock run`: rehearses one workflow; flags override its scenario. */
export const runCommand: Command = {
  name: 'run',
  args: 'FILE',
  summary:
    'Rehearses a workflow in virtual time and prints the trace. 1 where it does not complete or not as expected. ' +
    'With --rows once for each row of a data set, and prints how many went which way.',
  flags,
  async run(args, io) {
    const read = readArguments(args, flags);
    if (!read.ok) return unable(io, 'run', read.error);
    const format = oneOf('format', read.value.flags.format, ['text', 'json'], 'text');
    if (!format.ok) return unable(io, 'run', format.error);
    const request = await readRequest(read.value, io);
    if (!request.ok) return unable(io, 'run', request.error);
    const { rows, row } = read.value.flags;
    const pool = new EnginePool(engineLocation());
    try {
      if (rows === undefined) return await rehearse(pool, request.value, format.value, io);
      const texts = await readRows(io, rows);
      if (!texts.ok) return unable(io, 'run', texts.error);
      if (row === undefined) return await runBatch(pool, request.value, texts.value, { format: format.value, io });
      const one = rowOf(texts.value, row);
      if (!one.ok) return unable(io, 'run', one.error);
      return await rehearse(pool, { ...request.value, input: JSON.parse(one.value) }, format.value, io);
    } finally {
      pool.close();
    }
  },
};

async function rehearse(
  pool: EnginePool,
  request: RehearsalRequest,
  format: 'text' | 'json',
  io: CommandIo,
): Promise<ExitStatus> {
  const answer = await rehearseWorkflow(pool, request);
  if (!answer.ok) return unable(io, 'run', answer.error);
  const { trace, expectations = [], limit, leaksNote } = answer.value;
  if (format === 'json') io.out(printedJson(trace));
  else io.out(textTrace(answer.value));
  for (const note of format === 'json' ? [limit, leaksNote] : []) {
    if (note !== undefined) tell(io, 'run', note);
  }
  const broken = expectations.filter(({ passed }) => !passed).length;
  if (broken > 0 && format === 'json') {
    // What was expected and what was found may be sample values, which belong into no log.
    tell(io, 'run', `${broken} of ${expectations.length} expectations do not hold; --format text shows which`);
  }
  const isFine = trace.status === 'completed' && broken === 0;
  return isFine ? exitStatus.fine : exitStatus.no;
}

async function readRequest(
  { flags: given, rest }: Arguments<typeof flags>,
  io: CommandIo,
): Promise<Result<RehearsalRequest>> {
  const [file, ...others] = rest;
  if (file === undefined || others.length > 0) {
    return err(appError('invalid-input', 'name one workflow, as in `drydock run order.yaml`'));
  }
  if (given.input !== undefined && given.rows !== undefined) {
    return err(appError('invalid-input', 'give --input or --rows, not both'));
  }
  if (given.row !== undefined && given.rows === undefined) {
    return err(appError('invalid-input', '--row is a row of --rows'));
  }
  const seed = given.seed === undefined ? ok(undefined) : seedOf(given.seed);
  if (!seed.ok) return seed;
  if (given.clock !== undefined && readInstant(given.clock) === null) {
    return err(appError('invalid-input', '--clock is an instant, like 2026-01-31T09:00:00Z'));
  }
  const definition = await readTextOf(io, file);
  if (!definition.ok) return definition;
  const scenario = given.scenario === undefined ? ok(undefined) : await readTextOf(io, given.scenario);
  if (!scenario.ok) return scenario;
  const stubs = given.stubs === undefined ? ok(undefined) : await readTextOf(io, given.stubs);
  if (!stubs.ok) return stubs;
  const input: Result<Json | undefined> =
    given.input === undefined ? ok(undefined) : await readDataFile(io, given.input);
  if (!input.ok) return input;
  const warn = (message: string) => tell(io, 'run', message);
  const sensitive = await new SensitiveReader(io, given.policy, warn).sensitiveFor(file);
  if (!sensitive.ok) return sensitive;
  const folder = resolve(io.folder, dirname(given.scenario ?? file));
  return ok({
    definition: definition.value,
    ...(scenario.value !== undefined && { scenario: scenario.value }),
    ...(stubs.value !== undefined && { stubs: [stubs.value] }),
    ...(input.value !== undefined && { input: input.value }),
    ...(seed.value !== undefined && { seed: seed.value }),
    ...(given.clock !== undefined && { clock: given.clock }),
    ...(sensitive.value !== undefined && { sensitive: sensitive.value }),
    signal: io.signal,
    readFile: (name) => readNamedFile(io, { kind: 'scenario', folder }, name),
    around: aroundDefinition(io, file, new WorkflowTexts(io)),
  });
}

function seedOf(text: string): Result<number> {
  const seed = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(seed)) return ok(seed);
  return err(appError('invalid-input', '--seed is a whole number'));
}
