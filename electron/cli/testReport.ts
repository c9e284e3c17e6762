import { oneLine } from '../../shared/base/withoutControls.ts';
import { findingData, findingLines, type WorkflowFindings } from './findingReport.ts';
import type { UnrunScenario } from './findScenarios.ts';
import { printedJson } from './printedJson.ts';
import { type CoveredParts, coverageOf, type TestResult, type WorkflowCoverage } from './testResult.ts';

/** Forms in which test results are printed. */
export const testFormats = ['text', 'json', 'junit'] as const;

/** What a report is about. */
export interface TestedScenarios {
  readonly results: readonly TestResult[];
  readonly unrun: readonly UnrunScenario[];
  /** What the runs say about the findings; null where that was not asked for. */
  readonly findings: readonly WorkflowFindings[] | null;
}

/** Test results in one of the forms; coverage only where it is asked for. */
export function reportTests(
  tested: TestedScenarios,
  format: (typeof testFormats)[number],
  withCoverage: boolean,
): string {
  switch (format) {
    case 'text':
      return tested.results.length === 0 ? '' : textReport(tested, withCoverage);
    case 'json':
      return jsonReport(tested, withCoverage);
    case 'junit':
      return junitReport(tested, withCoverage);
  }
}

function textReport({ results, unrun, findings }: TestedScenarios, withCoverage: boolean): string {
  const lines: string[] = [];
  for (const { scenario, passed, expectations } of results) {
    lines.push(`${passed ? 'ok     ' : 'FAILED '} ${scenario}`);
    for (const { expectation, message } of expectations.filter((one) => !one.passed)) {
      lines.push(`        expected ${expectation}: ${message}`);
    }
  }
  lines.push(...unrun.map(({ scenario }) => `NOT RUN ${scenario}`));
  for (const { workflow, reached, missed } of withCoverage ? coverageOf(results) : []) {
    lines.push(`${workflow}: ${parts.map((what) => `${share(reached, missed, what)} ${words[what]}`).join(', ')}`);
    for (const one of [...missed.tasks, ...missed.branches]) lines.push(`        not reached: ${one}`);
  }
  lines.push(...findingLines(findings ?? []));
  const failed = results.filter(({ passed }) => !passed).length;
  const left = unrun.length === 0 ? '' : `, ${unrun.length} not run`;
  lines.push(`${results.length - failed} passed, ${failed} failed${left}`);
  return `${lines.map(oneLine).join('\n')}\n`;
}

const parts = ['tasks', 'branches', 'errorPaths'] as const;
const words = { tasks: 'tasks', branches: 'branches', errorPaths: 'error paths' } as const;

function share(reached: CoveredParts, missed: CoveredParts, what: keyof CoveredParts): string {
  return `${reached[what].length} of ${reached[what].length + missed[what].length}`;
}

function jsonReport({ results, unrun, findings }: TestedScenarios, withCoverage: boolean): string {
  const failed = results.filter(({ passed }) => !passed).length;
  const report = {
    test: 1,
    passed: results.length - failed,
    failed,
    scenarios: results.map(({ workflow, scenario, name, passed, status, digest, expectations }) => {
      return { workflow, scenario, name, passed, status, digest, expectations };
    }),
    unrun,
    ...(withCoverage && { coverage: coverageOf(results) }),
    ...(findings !== null && { findings: findingData(findings) }),
  };
  return printedJson(report);
}

/** The form that build servers read: a suite for each workflow, a case for each scenario, coverage as properties. */
function junitReport({ results, unrun }: TestedScenarios, withCoverage: boolean): string {
  const coverage = withCoverage ? coverageOf(results) : [];
  const suites = [...Map.groupBy(results, ({ workflow }) => workflow)].map(([workflow, own]) => {
    const failures = own.filter(({ passed }) => !passed).length;
    const cases = own.map((result) => testCase(result));
    const covered = coverage.filter((one) => one.workflow === workflow).map(properties);
    return `  <testsuite name="${escaped(workflow)}" tests="${own.length}" failures="${failures}">\n${covered.join('')}${cases.join('')}  </testsuite>\n`;
  });
  const failures = results.filter(({ passed }) => !passed).length;
  const errors = unrun.length === 0 ? '' : ` errors="${unrun.length}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites tests="${results.length + unrun.length}" failures="${failures}"${errors}>\n${suites.join('')}${unrunSuite(unrun)}</testsuites>\n`;
}

/** What could not be run is no failure of a workflow: JUnit calls it an error. */
function unrunSuite(unrun: readonly UnrunScenario[]): string {
  if (unrun.length === 0) return '';
  const cases = unrun.map(({ scenario, message }) => {
    return `    <testcase classname="${escaped(scenario)}" name="${escaped(scenario)}">\n      <error message="${escaped(message)}"/>\n    </testcase>\n`;
  });
  return `  <testsuite name="not run" tests="${unrun.length}" failures="0" errors="${unrun.length}">\n${cases.join('')}  </testsuite>\n`;
}

function properties({ reached, missed }: WorkflowCoverage): string {
  const lines = parts.map(
    (what) => `      <property name="coverage.${what}" value="${share(reached, missed, what)}"/>\n`,
  );
  return `    <properties>\n${lines.join('')}    </properties>\n`;
}

function testCase({ workflow, name, passed, expectations }: TestResult): string {
  const opening = `    <testcase classname="${escaped(workflow)}" name="${escaped(name)}"`;
  if (passed) return `${opening}/>\n`;
  const broken = expectations.filter((one) => !one.passed);
  const text = broken.map(({ expectation, message }) => `expected ${expectation}: ${message}`).join('\n');
  const [first] = broken;
  return `${opening}>\n      <failure message="${escaped(first?.expectation ?? '')}">${escaped(text)}</failure>\n    </testcase>\n`;
}

/** XML 1.0 has no way to write most control characters, so that they are left out. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
