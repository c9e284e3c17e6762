import { availableParallelism } from 'node:os';
import { ok, type Result } from '../../../shared/base/result.ts';
import { EnginePool } from '../../core/rehearsal/enginePool.ts';
import { rehearseWorkflow } from '../../core/rehearsal/rehearseWorkflow.ts';
import { aroundDefinition } from '../aroundDefinition.ts';
import { type Command, type CommandIo, exitStatus } from '../command.ts';
import { engineLocation } from '../engineLocation.ts';
import { readTextOf } from '../files.ts';
import { findingsOf, type SeenRun } from '../findingReport.ts';
import { type FoundScenario, findScenarios, type UnrunScenario } from '../findScenarios.ts';
import { formatFlag, policyFlag } from '../flags.ts';
import { oneOf, readArguments } from '../readArguments.ts';
import { readNamedFile } from '../readNamedFile.ts';
import { SensitiveReader } from '../sensitiveReader.ts';
import { tell, unable } from '../tell.ts';
import { reportTests, testFormats } from '../testReport.ts';
import { resultOf, type TestResult } from '../testResult.ts';

const flags = {
  policy: policyFlag,
  format: formatFlag(...testFormats),
  coverage: { help: 'Says which tasks, branches and error paths the scenarios reach.' },
  findings: { help: 'Says which findings the runs confirm; in text and json.' },
} as const;

/** `drydock test`: runs scenarios and judges what they expect. */
export const testCommand: Command = {
  name: 'test',
  args: 'PATH…',
  summary:
    'Runs the scenarios in folders, of workflows, or named one by one. 1 where one is not as expected, 2 where one cannot be run.',
  flags,
  async run(args, io) {
    const read = readArguments(args, flags);
    if (!read.ok) return unable(io, 'test', read.error);
    const { flags: said, rest } = read.value;
    const format = oneOf('format', said.format, testFormats, 'text');
    if (!format.ok) return unable(io, 'test', format.error);
    if (said.findings === true && format.value === 'junit') {
      return unable(io, 'test', { message: '--findings has no place in junit; take --format text or json' });
    }
    if (rest.length === 0)
      return unable(io, 'test', { message: 'name folders, workflows or scenarios, as in `drydock test workflows/`' });
    const found = await findScenarios(io, rest);
    if (found.scenarios.length + found.unrun.length === 0) return unable(io, 'test', { message: noScenarios });
    const policies = new SensitiveReader(io, said.policy, (message) => tell(io, 'test', message));
    const given = await policies.given();
    if (!given.ok) return unable(io, 'test', given.error);
    const { runs, unrun: failed, interrupted } = await runAll(found.scenarios, policies, io);
    const unrun = [...found.unrun, ...failed];
    for (const { message } of unrun) tell(io, 'test', message);
    if (interrupted > 0)
      tell(io, 'test', `interrupted: ${interrupted} of ${found.scenarios.length} scenarios did not come to their end`);
    const results = runs.map(({ result }) => result);
    const findings = said.findings === true ? await findingsOf(io, runs, said.policy) : ok(null);
    if (!findings.ok) return unable(io, 'test', findings.error);
    io.out(reportTests({ results, unrun, findings: findings.value }, format.value, said.coverage === true));
    if (unrun.length > 0) return exitStatus.unable;
    return interrupted === 0 && results.every(({ passed }) => passed) ? exitStatus.fine : exitStatus.no;
  },
};

const noScenarios = 'there are no scenarios; name them <workflow>.<name>.scenario.yaml beside the workflow';

/** Scenarios that run side by side. */
const lanes = Math.min(4, availableParallelism());

/** How a scenario went, and what its run showed. */
interface TestedRun extends SeenRun {
  readonly result: TestResult;
}

/** What became of all scenarios, each list in their order. */
interface TestedRuns {
  readonly runs: readonly TestedRun[];
  readonly unrun: readonly UnrunScenario[];
  /** How many were not run to their end because the person interrupted. */
  readonly interrupted: number;
}

async function runAll(
  scenarios: readonly FoundScenario[],
  policies: SensitiveReader,
  io: CommandIo,
): Promise<TestedRuns> {
  const { signal } = io;
  const pool = new EnginePool(engineLocation());
  const results: (Result<TestedRun> | undefined)[] = scenarios.map(() => undefined);
  const left = scenarios.entries();
  const lane = async (): Promise<void> => {
    for (const [index, scenario] of left) {
      if (signal.aborted) return;
      const result = await runOne(pool, scenario, policies, io);
      // What an interrupt ended is neither right nor wrong.
      if (!signal.aborted || (result.ok && result.value.result.status !== 'cancelled')) results[index] = result;
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    pool.close();
  }
  return {
    runs: results.flatMap((result) => (result?.ok === true ? [result.value] : [])),
    unrun: results.flatMap((result, index) => {
      const scenario = scenarios[index]?.scenario ?? '';
      return result?.ok === false ? [{ scenario, message: `${scenario}: ${result.error.message}` }] : [];
    }),
    interrupted: results.filter((result) => result === undefined).length,
  };
}

async function runOne(
  pool: EnginePool,
  found: FoundScenario,
  policies: SensitiveReader,
  io: CommandIo,
): Promise<Result<TestedRun>> {
  const definition = await readTextOf(io, found.workflow);
  if (!definition.ok) return definition;
  const scenario = await readTextOf(io, found.scenario);
  if (!scenario.ok) return scenario;
  const sensitive = await policies.sensitiveFor(found.workflow);
  if (!sensitive.ok) return sensitive;
  const running = rehearseWorkflow(pool, {
    definition: definition.value,
    scenario: scenario.value,
    readFile: (name) => readNamedFile(io, { kind: 'scenario', folder: found.folder }, name),
    around: aroundDefinition(io, found.workflow),
    ...(sensitive.value !== undefined && { sensitive: sensitive.value }),
    signal: io.signal,
  });
  // The next scenario's child starts while this one runs.
  pool.warmUp();
  const answer = await running;
  if (!answer.ok) return answer;
  const { effects, leaks } = answer.value.trace;
  const tasks = [...new Set(effects.map(({ task }) => task))];
  return ok({ result: resultOf(found, answer.value), workflow: found.workflow, tasks, leaks });
}
