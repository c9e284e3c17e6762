import { availableParallelism } from 'node:os';
import { appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { EnginePool } from '../../core/rehearsal/enginePool.ts';
import { rehearseWorkflow } from '../../core/rehearsal/rehearseWorkflow.ts';
import { aroundDefinition } from '../aroundDefinition.ts';
import { type Command, type CommandIo, exitStatus } from '../command.ts';
import { engineLocation } from '../engineLocation.ts';
import { readTextOf } from '../files.ts';
import { findingsOf, type SeenRun } from '../findingReport.ts';
import { type FoundScenario, findScenarios } from '../findScenarios.ts';
import { oneOf, readArguments } from '../readArguments.ts';
import { readNamedFile } from '../readNamedFile.ts';
import { SensitiveReader } from '../sensitiveReader.ts';
import { tell, unable } from '../tell.ts';
import { reportTests, testFormats } from '../testReport.ts';
import { resultOf, type TestResult } from '../testResult.ts';

/** `drydock test`: runs scenarios and judges what they expect. */
export const testCommand: Command = {
  name: 'test',
  usage: 'test PATH… [--policy F] [--format text|json|junit] [--coverage] [--findings]',
  summary: 'Runs the scenarios in folders, of workflows, or named one by one. 1 where one is not as expected.',
  async run(args, io) {
    const read = readArguments(args, { policy: 'value', format: 'value', coverage: 'switch', findings: 'switch' });
    if (!read.ok) return unable(io, 'test', read.error);
    const { flags } = read.value;
    const format = oneOf('format', flags.format, testFormats, 'text');
    if (!format.ok) return unable(io, 'test', format.error);
    const scenarios = await findScenarios(io, read.value.rest);
    if (!scenarios.ok) return unable(io, 'test', scenarios.error);
    const policies = new SensitiveReader(io, flags.policy, (message) => tell(io, 'test', message));
    const given = await policies.given();
    if (!given.ok) return unable(io, 'test', given.error);
    const runs = await runAll(scenarios.value, policies, io);
    if (!runs.ok) return unable(io, 'test', runs.error);
    const results = runs.value.map(({ result }) => result);
    const findings = flags.findings === true ? await findingsOf(io, runs.value, flags.policy) : ok(null);
    if (!findings.ok) return unable(io, 'test', findings.error);
    io.out(reportTests(results, format.value, flags.coverage === true, findings.value));
    return results.every(({ passed }) => passed) ? exitStatus.fine : exitStatus.no;
  },
};

/** Scenarios that run side by side. */
const lanes = Math.min(4, availableParallelism());

/** How a scenario went, and what its run showed. */
interface TestedRun extends SeenRun {
  readonly result: TestResult;
}

async function runAll(
  scenarios: readonly FoundScenario[],
  policies: SensitiveReader,
  io: CommandIo,
): Promise<Result<TestedRun[]>> {
  const pool = new EnginePool(engineLocation());
  const results: Result<TestedRun>[] = [];
  const left = scenarios.entries();
  let isStopped = false;
  const lane = async (): Promise<void> => {
    for (const [index, scenario] of left) {
      if (isStopped) return;
      const result = await runOne(pool, scenario, policies, io);
      results[index] = result;
      isStopped ||= !result.ok;
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    pool.close();
  }
  return inOrder(scenarios, results);
}

/** The runs in the order of their scenarios, or why the first of them that could not run could not. */
function inOrder(
  scenarios: readonly FoundScenario[],
  results: readonly (Result<TestedRun> | undefined)[],
): Result<TestedRun[]> {
  const runs: TestedRun[] = [];
  for (const [index, { scenario }] of scenarios.entries()) {
    const result = results[index];
    if (result?.ok === false) return err(appError(result.error.code, `${scenario}: ${result.error.message}`));
    if (result !== undefined) runs.push(result.value);
  }
  return ok(runs);
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
