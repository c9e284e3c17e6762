import { appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { EnginePool } from '../../core/rehearsal/enginePool.ts';
import { rehearseWorkflow } from '../../core/rehearsal/rehearseWorkflow.ts';
import { aroundDefinition } from '../aroundDefinition.ts';
import { type Command, type CommandIo, exitStatus } from '../command.ts';
import { engineLocation } from '../engineLocation.ts';
import { unable } from '../files.ts';
import { type FoundScenario, findScenarios } from '../findScenarios.ts';
import { oneOf, readArguments } from '../readArguments.ts';
import { readTextOf } from '../readDataFile.ts';
import { readNamedFile } from '../readNamedFile.ts';
import { SensitiveReader } from '../sensitiveReader.ts';
import { reportTests, testFormats } from '../testReport.ts';
import { resultOf, type TestResult } from '../testResult.ts';

/** `drydock test`: runs scenarios and judges what they expect. */
export const testCommand: Command = {
  name: 'test',
  usage: 'test PATH… [--policy F] [--format text|json|junit] [--coverage]',
  summary: 'Runs the scenarios in folders, of workflows, or named one by one. 1 where one is not as expected.',
  async run(args, io) {
    const read = readArguments(args, { policy: 'value', format: 'value', coverage: 'switch' });
    if (!read.ok) return unable(io, 'test', read.error);
    const format = oneOf('format', read.value.flags.format, testFormats, 'text');
    if (!format.ok) return unable(io, 'test', format.error);
    const scenarios = await findScenarios(io, read.value.rest);
    if (!scenarios.ok) return unable(io, 'test', scenarios.error);
    const policies = new SensitiveReader(io, read.value.flags.policy, (message) => unable(io, 'test', { message }));
    const results = await runAll(scenarios.value, policies, io);
    if (!results.ok) return unable(io, 'test', results.error);
    io.out(reportTests(results.value, format.value, read.value.flags.coverage === true));
    return results.value.every(({ passed }) => passed) ? exitStatus.fine : exitStatus.no;
  },
};

async function runAll(
  scenarios: readonly FoundScenario[],
  policies: SensitiveReader,
  io: CommandIo,
): Promise<Result<TestResult[]>> {
  const pool = new EnginePool(engineLocation());
  const results: TestResult[] = [];
  try {
    for (const scenario of scenarios) {
      const result = await runOne(pool, scenario, policies, io);
      if (!result.ok) return err(appError(result.error.code, `${scenario.scenario}: ${result.error.message}`));
      results.push(result.value);
    }
    return ok(results);
  } finally {
    pool.close();
  }
}

async function runOne(
  pool: EnginePool,
  found: FoundScenario,
  policies: SensitiveReader,
  io: CommandIo,
): Promise<Result<TestResult>> {
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
  return answer.ok ? ok(resultOf(found, answer.value)) : answer;
}
