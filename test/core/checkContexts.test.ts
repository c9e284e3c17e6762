import { describe, expect, test } from 'vitest';
import { gatherContext } from '../../electron/core/checking/gatherContext.ts';
import type { Sample } from '../../electron/core/checking/sampleFields.ts';
import { appError } from '../../shared/base/appError.ts';
import { err, ok } from '../../shared/base/result.ts';
import { defaultPolicy } from '../../shared/policy/defaultPolicy.ts';
import { testSession } from './testSession.ts';

const workflow = (name: string, runs: string | null, version = '1.0.0') =>
  `document: { dsl: 1.0.3, namespace: t, name: ${name}, version: ${version} }\ndo:\n${
    runs === null
      ? '  - a: { set: { v: 1 } }\n'
      : `  - a: { run: { workflow: { namespace: t, name: ${runs}, version: 1.0.0 } } }\n`
  }`;
const named = (name: string, version = '1.0.0') => ({ namespace: 't', name, version });

async function workflowsOf(texts: readonly string[], ...runs: ReturnType<typeof named>[]): Promise<readonly string[]> {
  const context = await gatherContext(runs, defaultPolicy, {
    findWorkflows: async (mayBeWanted) => ok(texts.filter(mayBeWanted)),
    scenarios: async () => [],
  });
  return context.workflows;
}

describe('the workflows around a definition', () => {
  test('are those that it runs and that these run, four deep, each once', async () => {
    const chain = ['a', 'b', 'c', 'd', 'e'].map((name, index, all) => workflow(name, all[index + 1] ?? null));
    expect(await workflowsOf([...chain, workflow('a', null), workflow('other', null)], named('a'))).toEqual(
      chain.slice(0, 4),
    );
    expect(await workflowsOf([workflow('a', 'a')], named('a'), named('none'))).toEqual([workflow('a', 'a')]);
  });

  test('are all versions where the latest is asked for', async () => {
    const versions = [workflow('a', null, '1.0.0'), workflow('a', null, '2.0.0')];
    expect(await workflowsOf(versions, named('a', 'latest'))).toEqual(versions);
    expect(await workflowsOf(versions, named('a', '2.0.0'))).toEqual([versions[1]]);
  });

  test('are at most fifty, and not longer than a bound together', async () => {
    const many = Array.from({ length: 80 }, (_, n) => workflow(`w${n}`, null));
    expect(await workflowsOf(many, ...many.map((_, n) => named(`w${n}`)))).toHaveLength(50);
    const long = ['a', 'b', 'c'].map((name) => `${workflow(name, null)}#${' '.repeat(2 * 1024 * 1024 - 200)}\n`);
    expect(await workflowsOf(long, named('a'), named('b'), named('c'))).toEqual(long.slice(0, 2));
  });

  test('are none where they cannot be looked for', async () => {
    const context = await gatherContext([named('a')], defaultPolicy, {
      findWorkflows: async () => err(appError('limit', 'too many')),
      scenarios: async () => [],
    });
    expect(context).toEqual({ workflows: [], fields: [] });
  });
});

describe('the fields of samples', () => {
  const fieldsOf = async (scenario: string, sample: Sample | null) => {
    const context = await gatherContext([], defaultPolicy, {
      findWorkflows: async () => ok([]),
      scenarios: async () => [{ text: scenario, readSample: async () => sample }],
    });
    return context.fields;
  };
  const file = (text: string): Sample => ({ kind: 'file', text });
  const numbers = '[{"a":{"ref":"123-45-6789"},"n":1},{"a":{"ref":"987-65-4321"},"n":2}]';

  test('are those of a data set, as they were classified', async () => {
    const columns = [
      { name: 'lines[].code', class: 'health' },
      { name: 'note', class: 'text' },
      { name: 'size', class: 'none' },
    ];
    expect(await fieldsOf('inputFile: a.csv', { kind: 'dataset', columns })).toEqual([
      { name: 'code', class: 'health' },
    ]);
  });

  test('are told by the content of a file of rows', async () => {
    expect(await fieldsOf('inputFile: a.json', file(numbers))).toEqual([{ name: 'ref', class: 'ssn' }]);
    expect(await fieldsOf('inputFile: a.csv', file('ref,n\n123-45-6789,1\n987-65-4321,2\n'))).toEqual([
      { name: 'ref', class: 'ssn' },
    ]);
  });

  test('are none of one object, of other files, and where nothing can be read', async () => {
    expect(await fieldsOf('inputFile: a.json', file('{"ref":"123-45-6789"}'))).toEqual([]);
    expect(await fieldsOf('inputFile: a.yaml', file(numbers))).toEqual([]);
    expect(await fieldsOf('inputFile: a.json', file('['))).toEqual([]);
    expect(await fieldsOf('inputFile: a.json', null)).toEqual([]);
    expect(await fieldsOf('inputFile: [', file(numbers))).toEqual([]);
    expect(await fieldsOf('input: {}', file(numbers))).toEqual([]);
  });

  test('of a data set come with the context of a workflow, whoever asks', async () => {
    const actor = {
      name: 'reader',
      permissions: new Set(['workflow:view', 'workflow:create', 'dataset:create'] as const),
    };
    const session = await testSession({ actor });
    await session.get('document.create', { path: 'x/a.yaml', text: workflow('a', null) });
    await session.get('document.create', { path: 'x/a.b.scenario.yaml', text: 'inputFile: rows.json\n' });
    const choices = [{ column: 'n', class: 'salary', operator: 'redact' }];
    const bytes = Buffer.from(numbers).toString('base64');
    await session.get('dataset.import', { name: 'rows.json', format: 'json', bytes, choices });
    const { fields } = await session.get('finding.context', { path: 'x/a.yaml', runs: [] });
    expect(fields).toEqual([
      { name: 'ref', class: 'ssn' },
      { name: 'n', class: 'salary' },
    ]);
  });
});
