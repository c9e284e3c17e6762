import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readGroups } from './conformanceScenario.ts';
import { laxer, type SchemaDifference, stricter } from './schemaDifferences.ts';

const page = join(import.meta.dirname, '../../resources/docs/dev/conformance-counts.md');

it('the page of counts says what there is', async () => {
  await expect(countsPage()).toMatchFileSnapshot(page);
});

/** The whole page; `vitest -u` writes it. */
function countsPage(): string {
  const groups = readGroups().map(({ construct, scenarios }) => ({
    construct,
    all: scenarios.length,
    errors: scenarios.filter(({ expect: { error } }) => error !== undefined).length,
  }));
  const sum = (of: 'all' | 'errors') => groups.reduce((total, group) => total + group[of], 0);
  return [
    '# Counts of the conformance scenarios',
    '',
    'Written by `test/conformance/counts.test.ts`. See [conformance](conformance.md).',
    '',
    '| Construct | Scenarios | of them errors |',
    '|---|---|---|',
    ...groups.map(({ construct, all, errors }) => `| ${construct} | ${all} | ${errors} |`),
    `| all ${groups.length} | ${sum('all')} | ${sum('errors')} |`,
    '',
    '## Where our schema refuses more than that of the specification',
    '',
    ...reasons(stricter),
    '',
    '## Where it accepts more',
    '',
    ...reasons(laxer),
    '',
  ].join('\n');
}

function reasons(differences: readonly SchemaDifference[]): string[] {
  return differences.map(({ reason }) => `- ${reason}`);
}
