import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../store/temporaryStore.ts';
import { testSession } from './testSession.ts';

const people = 'name,ssn\nWilhelmina Abernathy,536-90-4399\n';

/** Resources with a sample of one workflow and one data set. */
function resources(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'sample', 'data'), { recursive: true });
  mkdirSync(join(folder, 'sample', 'orders'));
  writeFileSync(join(folder, 'sample', 'orders', 'order.yaml'), 'do: []\n');
  writeFileSync(join(folder, 'sample', 'data', 'people.csv'), people);
  return folder;
}

test('a new workspace starts with the sample, data sets masked', async () => {
  const { get } = await testSession({ open: { resources: resources(), seedSample: true } });
  expect(await get('document.list', {})).toMatchObject([{ path: 'orders/order.yaml', hasDraft: false }]);
  const [set] = await get('dataset.list', {});
  expect(set).toMatchObject({ name: 'people.csv', rows: 1 });
  const { rows } = await get('dataset.rows', { id: set?.id ?? '', offset: 0, limit: 1 });
  expect(JSON.stringify(rows)).not.toContain('536-90-4399');
});

test('a sample that was deleted stays away', async () => {
  const folder = temporaryFolder();
  const open = { folder, resources: resources(), seedSample: true };
  const first = await testSession({ open });
  await first.get('document.delete', { path: 'orders/order.yaml' });
  await first.close();
  const second = await testSession({ open });
  expect(await second.get('document.list', {})).toEqual([]);
});

test('the sample that ships goes in whole', async () => {
  const shipped = join(import.meta.dirname, '../../resources');
  const copy = join(temporaryFolder(), 'resources');
  cpSync(join(shipped, 'sample'), join(copy, 'sample'), { recursive: true });
  const { get } = await testSession({ open: { resources: copy, seedSample: true } });
  const files = readdirSync(join(copy, 'sample'), { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  );
  const kept = (await get('document.list', {})).length + (await get('dataset.list', {})).length;
  expect(kept).toBe(files.length);
  const raw =
    readFileSync(join(copy, 'sample', 'data', 'customers.csv'), 'utf8')
      .split('\n')[1]
      ?.split(',') ?? [];
  const ssn = raw.find((value) => /^\d{3}-\d{2}-\d{4}$/.test(value)) ?? 'none';
  for (const { id } of await get('dataset.list', {})) {
    expect(JSON.stringify(await get('dataset.rows', { id, offset: 0, limit: 100 }))).not.toContain(ssn);
  }
});
