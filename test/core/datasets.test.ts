import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testSession } from './testSession.ts';

const people = [
  'name,email,ssn,amount',
  'Wilhelmina Abernathy,wilhelmina.abernathy@example.org,536-90-4399,12.50',
  'Bartholomew Quick,bart.quick@example.org,219-09-9999,99',
].join('\n');
const raw = ['wilhelmina.abernathy@example.org', '536-90-4399', '219-09-9999'];
const bytes = Buffer.from(people).toString('base64');

test('a data set is masked before anything is kept', async () => {
  const { get, call, folder } = await testSession();
  const set = await get('dataset.import', { name: 'people.csv', format: 'csv', bytes, choices: [] });
  expect(set).toMatchObject({ name: 'people.csv', rows: 2 });
  expect(set.columns.find(({ name }) => name === 'ssn')).toMatchObject({ class: 'ssn', masked: 2 });
  const { rows, total } = await get('dataset.rows', { id: set.id, offset: 0, limit: 10 });
  expect(total).toBe(2);
  const shown = JSON.stringify([rows, set, await get('audit.list', { limit: 100 })]);
  for (const value of raw) expect(shown).not.toContain(value);
  await call('internal.exportAudit', { file: join(folder, 'log.jsonl') });
  for (const file of readdirSync(folder)) {
    for (const value of raw) expect(readFileSync(join(folder, file)).includes(value)).toBe(false);
  }
});

test("a class that only the workspace's policy knows is taken out", async () => {
  const { get } = await testSession();
  const text = 'policy: 1\nsensitive: { classes: { diagnosis: { names: [diagnosis], exposure: error } } }\n';
  await get('document.create', { path: 'policy.yaml', text });
  expect((await get('policy.read', {})).problems).toEqual([]);
  const patients = Buffer.from('diagnosis,visits\nF32.1,4\n').toString('base64');
  const set = await get('dataset.import', { name: 'patients.csv', format: 'csv', bytes: patients, choices: [] });
  const { rows } = await get('dataset.rows', { id: set.id, offset: 0, limit: 1 });
  expect(rows).toEqual([{ diagnosis: '[redacted]', visits: 4 }]);
});

test('inspecting shows what would be done and keeps nothing', async () => {
  const { get } = await testSession();
  const seen = await get('dataset.inspect', { name: 'people.csv', format: 'csv', bytes });
  expect(seen.columns.map(({ name }) => name)).toEqual(['name', 'email', 'ssn', 'amount']);
  for (const value of raw) expect(JSON.stringify(seen)).not.toContain(value);
  expect(await get('dataset.list', {})).toEqual([]);
});

test('the same value is masked alike in every data set of the workspace', async () => {
  const { get } = await testSession();
  const one = await get('dataset.import', { name: 'one.csv', format: 'csv', bytes, choices: [] });
  const two = await get('dataset.import', { name: 'two.csv', format: 'csv', bytes, choices: [] });
  const rows = async (id: string) => (await get('dataset.rows', { id, offset: 0, limit: 10 })).rows;
  expect(await rows(one.id)).toEqual(await rows(two.id));
});

test('a deleted data set is gone', async () => {
  const { get, refused } = await testSession();
  const { id } = await get('dataset.import', { name: 'people.csv', format: 'csv', bytes, choices: [] });
  await get('dataset.delete', { id });
  expect((await refused('dataset.rows', { id, offset: 0, limit: 1 })).code).toBe('not-found');
  expect((await refused('dataset.delete', { id })).code).toBe('not-found');
});

test.each([
  ['broken UTF-8', 'csv', Uint8Array.from([0x61, 0xc3, 0x28])],
  ['no JSON', 'json', Buffer.from('{')],
  ['no list', 'json', Buffer.from('7')],
  ['nothing at all', 'csv', Buffer.from('')],
] as const)('%s is refused with one sentence that quotes nothing', async (_what, format, content) => {
  const { refused, bugs } = await testSession();
  const error = await refused('dataset.import', {
    name: 'people',
    format,
    bytes: Buffer.from(content).toString('base64'),
    choices: [],
  });
  expect(error.code).toBe('invalid-input');
  expect(bugs).toEqual([]);
});
