import { expect, it } from 'vitest';
import { reportTests } from '../../electron/cli/testReport.ts';
import type { TestResult } from '../../electron/cli/testResult.ts';
import { rehearseYaml } from '../unit/simulation/rehearseYaml.ts';

const workflow = `do:
- charge:
    try:
      - post: { raise: { error: { type: about:blank, status: 503, title: Down } } }
    catch: { errors: { with: { status: 409 } } }
`;

const result = (): TestResult => {
  const { trace, coverable = { tasks: [], branches: [] } } = rehearseYaml(workflow);
  const { coverage = { tasks: [], branches: [] } } = trace;
  const named = { workflow: 'charge.yaml', scenario: 'charge.down.scenario.yaml', name: 'down' };
  return { ...named, passed: true, status: trace.status, digest: null, expectations: [], coverage, coverable };
};

const tested = () => ({ results: [result()], unrun: [], findings: null });

it('a report with coverage counts the paths of errors, one that no catch takes included', () => {
  const text = reportTests(tested(), 'text', true);
  expect(text).toContain('charge.yaml: 2 of 2 tasks, 1 of 2 branches, 1 of 2 error paths');
  expect(text).toContain('not reached: /do/0/charge#catch');
  const { coverage } = JSON.parse(reportTests(tested(), 'json', true));
  expect(coverage).toMatchObject([
    { reached: { errorPaths: ['/do/0/charge#uncaught'] }, missed: { errorPaths: ['/do/0/charge#catch'] } },
  ]);
});

it('a report as JUnit has the coverage as properties, where it is asked for', () => {
  expect(reportTests(tested(), 'junit', true)).toContain('<property name="coverage.errorPaths" value="1 of 2"/>');
  expect(reportTests(tested(), 'junit', false)).not.toContain('property');
});

it('a report says what could not be run, in each form', () => {
  const unrun = [{ scenario: 'b.x.scenario.yaml', message: 'b.x.scenario.yaml: b.yaml does not exist' }];
  expect(reportTests({ ...tested(), unrun }, 'text', false)).toMatch(
    /^NOT RUN b\.x\.scenario\.yaml\n.*1 passed, 0 failed, 1 not run\n$/ms,
  );
  expect(JSON.parse(reportTests({ ...tested(), unrun }, 'json', false))).toMatchObject({ passed: 1, unrun });
  const junit = reportTests({ ...tested(), unrun }, 'junit', false);
  expect(junit).toContain('<testsuites tests="2" failures="0" errors="1">');
  expect(junit).toContain('<error message="b.x.scenario.yaml: b.yaml does not exist"/>');
});
