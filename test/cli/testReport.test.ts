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

it('a report with coverage counts the paths of errors, one that no catch takes included', () => {
  const text = reportTests([result()], 'text', true, null);
  expect(text).toContain('charge.yaml: 2 of 2 tasks, 1 of 2 branches, 1 of 2 error paths');
  expect(text).toContain('not reached: /do/0/charge#catch');
  const { coverage } = JSON.parse(reportTests([result()], 'json', true, null));
  expect(coverage).toMatchObject([
    { reached: { errorPaths: ['/do/0/charge#uncaught'] }, missed: { errorPaths: ['/do/0/charge#catch'] } },
  ]);
});

it('a report as JUnit has the coverage as properties, where it is asked for', () => {
  expect(reportTests([result()], 'junit', true, null)).toContain(
    '<property name="coverage.errorPaths" value="1 of 2"/>',
  );
  expect(reportTests([result()], 'junit', false, null)).not.toContain('property');
});
