import { oneLine } from '../../shared/base/withoutControls.ts';
import { findingData, findingLines, type WorkflowFindings } from './findingReport.ts';
import { printedJson } from './printedJson.ts';
import { type CoveredParts, coverageOf, type TestResult, type WorkflowCoverage } from './testResult.ts';

/** Forms in which test results are printed. */
export const testFormats = ['text', 'json', 'junit'] as const;

/** Test results in one of the forms; coverage only where it is asked for. */
export function reportTests(
  results: readonly TestResult[],
  format: (typeof testFormats)[number],
  withCoverage: boolean,
  findings: readonly WorkflowFindings[] | null,
): string {
  switch (format) {
    case 'text':
      return textReport(results, withCoverage, findings ?? []);
    case 'json':
      return jsonReport(results, withCoverage, findings);
    case 'junit':
      return junitReport(results, withCoverage);
  }
}

function textReport(
  results: readonly TestResult[],
  withCoverage: boolean,
  findings: readonly WorkflowFindings[],
): string {
  const lines: string[] = [];
  for (const { scenario, passed, expectations } of results) {
    lines.push(`${passed ? 'ok     ' : 'FAILED '} ${scenario}`);
    for (const { expectation, message } of expectations.filter((one) => !one.passed)) {
      lines.push(`        expected ${expectation}: ${message}`);
    }
  }
  for (const { workflow, reached, missed } of withCoverage ? coverageOf(results) : []) {
    lines.push(`${workflow}: ${parts.map((what) => `${share(reached, missed, what)} ${words[what]}`).join(', ')}`);
    for (const one of [...missed.tasks, ...missed.branches]) lines.push(`        not reached: ${one}`);
  }
  lines.push(...findingLines(findings));
  const failed = results.filter(({ passed }) => !passed).length;
  lines.push(`${results.length - failed} passed, ${failed} failed`);
  return `${lines.map(oneLine).join('\n')}\n`;
}

const parts = ['tasks', 'branches', 'errorPaths'] as const;
const words = { tasks: 'tasks', branches: 'branches', errorPaths: 'error paths' } as const;

function share(reached: CoveredParts, missed: CoveredParts, what: keyof CoveredParts): string {
  return `${reached[what].length} of ${reached[what].length + missed[what].length}`;
}

function jsonReport(
  results: readonly TestResult[],
  withCoverage: boolean,
  findings: readonly WorkflowFindings[] | null,
): string {
  const failed = results.filter(({ passed }) => !passed).length;
  const report = {
    test: 1,
    passed: results.length - failed,
    failed,
    scenarios: results.map(({ workflow, scenario, name, passed, status, digest, expectations }) => {
      return { workflow, scenario, name, passed, status, digest, expectations };
    }),
    ...(withCoverage && { coverage: coverageOf(results) }),
    ...(findings !== null && { findings: findingData(findings) }),
  };
  return printedJson(report);
}

/** The form that build servers read: a suite for each workflow, a case for each scenario, coverage as properties. */
function junitReport(results: readonly TestResult[], withCoverage: boolean): string {
  const coverage = withCoverage ? coverageOf(results) : [];
  const suites = [...Map.groupBy(results, ({ workflow }) => workflow)].map(([workflow, own]) => {
    const failures = own.filter(({ passed }) => !passed).length;
    const cases = own.map((result) => testCase(result));
    const covered = coverage.filter((one) => one.workflow === workflow).map(properties);
    return `  <testsuite name="${escaped(workflow)}" tests="${own.length}" failures="${failures}">\n${covered.join('')}${cases.join('')}  </testsuite>\n`;
  });
  const failures = results.filter(({ passed }) => !passed).length;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites tests="${results.length}" failures="${failures}">\n${suites.join('')}</testsuites>\n`;
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
