import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../store/temporaryStore.ts';
import { testSession } from './testSession.ts';

const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]
b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]
c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]
d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]
e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]
f: [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]
`;

test('a file of 50 MB is one clear sentence', async () => {
  const { refused, bugs } = await testSession();
  const bytes = Buffer.alloc(50 * 1024 * 1024, 'a').toString('base64');
  expect(await refused('document.import', { name: 'big.yaml', bytes })).toMatchObject({
    code: 'limit',
    message: expect.stringContaining('50.0 MiB'),
  });
  expect(bugs).toEqual([]);
});

test.skipIf(process.platform === 'win32')('a named pipe that nobody writes to is refused, not waited for', async () => {
  const { call, bugs } = await testSession();
  const file = join(temporaryFolder(), 'pipe.yaml');
  execFileSync('mkfifo', [file]);
  expect(await call('internal.importFile', { file })).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  expect(bugs).toEqual([]);
});

test.each([
  ['an alias bomb', bomb],
  ['ten thousand levels', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
])('%s is kept as a draft and refused where it is read', async (_what, text) => {
  const { get, refused, bugs } = await testSession();
  await get('document.create', { path: 'a.yaml', text });
  expect((await refused('finding.check', { path: 'a.yaml' })).code).toBe('limit');
  expect((await get('document.read', { path: 'a.yaml' })).text).toBe(text);
  expect(bugs).toEqual([]);
});

test('nothing is masked or sealed by the defaults in place of a policy with a mistake', async () => {
  const { get, refused } = await testSession();
  await get('document.create', { path: 'a.yaml', text: 'do: []\n' });
  await get('document.create', { path: 'policy.yaml', text: 'nonsense: true\n' });
  const bytes = Buffer.from('a,b\n1,2\n').toString('base64');
  const errors = [
    await refused('dataset.import', { name: 'a.csv', format: 'csv', bytes, choices: [] }),
    await refused('bundle.preview', { path: 'a.yaml' }),
  ];
  for (const { code, message } of errors)
    expect([code, message]).toEqual(['invalid-input', expect.stringMatching(/policy/)]);
  expect(await get('dataset.list', {})).toEqual([]);
});

test('a policy with a mistake is told, and the defaults hold', async () => {
  const { get } = await testSession();
  const before = await get('policy.read', {});
  expect(before.problems).toEqual([]);
  await get('document.create', { path: 'policy.yaml', text: 'nonsense: true\n' });
  const after = await get('policy.read', {});
  expect(after.problems.length).toBeGreaterThan(0);
  expect(after.policy).toEqual(before.policy);
  const { findings } = await get('finding.check', { path: 'policy.yaml' });
  expect(findings[0]).toMatchObject({ rule: 'policy', severity: 'error' });
});
