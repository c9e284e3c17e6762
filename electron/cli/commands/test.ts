import { ok } from '../../../shared/base/result.ts';
import { type Command, exitStatus } from '../command.ts';
import { findingsOf } from '../findingReport.ts';
import { findScenarios } from '../findScenarios.ts';
import { formatFlag, policyFlag } from '../flags.ts';
import { oneOf, readArguments } from '../readArguments.ts';
import { runScenarios } from '../runScenarios.ts';
import { SensitiveReader } from '../sensitiveReader.ts';
import { tell, unable } from '../tell.ts';
import { reportTests, testFormats } from '../testReport.ts';

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
    const { runs, unrun: failed, interrupted } = await runScenarios(io, found.scenarios, policies);
    const unrun = [...found.unrun, ...failed];
    for (const { message } of unrun) tell(io, 'test', message);
    if (interrupted > 0)
      tell(io, 'test', `interrupted: ${interrupted} of ${found.scenarios.length} scenarios did not come to their end`);
    const results = runs.map(({ result }) => result);
    const findings = said.findings === true ? await findingsOf(io, runs, said.policy) : ok(null);
    // The scenarios ran all the same.
    if (!findings.ok) tell(io, 'test', findings.error.message);
    const tested = { results, unrun, findings: findings.ok ? findings.value : null };
    io.out(reportTests(tested, format.value, said.coverage === true));
    if (unrun.length > 0 || !findings.ok) return exitStatus.unable;
    return interrupted === 0 && results.every(({ passed }) => passed) ? exitStatus.fine : exitStatus.no;
  },
};

const noScenarios = 'there are no scenarios; name them <workflow>.<name>.scenario.yaml beside the workflow';
