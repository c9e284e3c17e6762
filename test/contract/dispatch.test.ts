import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findOperation, isCoreMethod } from '../../electron/core/operations.ts';
import { internalMethods } from '../../shared/contract/coreProtocol.ts';
import { type MethodName, methods } from '../../shared/contract/table.ts';
import { type TestSession, testSession } from '../core/testSession.ts';

const names = Object.keys(methods) as MethodName[];
const coreNames = names.filter(isCoreMethod);
const mainNames = names.filter((name) => !isCoreMethod(name));
const internalNames = Object.keys(internalMethods).filter((name) => !/open$|close$/.test(name));

/** None of these is what any method takes. */
const garbage: readonly (readonly [string, unknown])[] = [
  ['nothing', undefined],
  ['null', null],
  ['a number', 7],
  ['a text', 'x'.repeat(10_000)],
  ['a list', []],
  ['an unknown field', { nonsense: true }],
  ['a polluted prototype', JSON.parse('{"__proto__": {"path": "a.yaml"}}')],
  ['wrong types', { path: 1, text: [], id: {}, name: 0, base: 3, limit: 'all', page: '../../secrets' }],
];

let session: TestSession;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'drydock-contract-'));
  session = await testSession({ open: { folder } });
});

afterAll(async () => {
  await session.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each([...coreNames, ...internalNames])('%s', (name) => {
  test.each(garbage)('refuses %s', async (_what, params) => {
    const error = await session.refused(name, params);
    expect(error.code).toBe('invalid-input');
    expect(error.message.length).toBeLessThan(300);
    expect(session.bugs).toEqual([]);
  });
});

describe('names that are not to be called', () => {
  test.each([
    ...mainNames,
    'internal.open',
    'internal.restore',
    'internal.close',
    'internal.nonsense',
    'document.drop',
    'toString',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    '',
    'document.list ',
    'Document.list',
  ])('%j', async (name) => {
    expect(findOperation(name)).toBeNull();
    expect(await session.refused(name, {})).toEqual({ code: 'invalid-input', message: 'There is no such method.' });
  });
});

test('no internal call is a method of the table, which is all that the page can name', () => {
  for (const name of Object.keys(internalMethods)) expect(Object.hasOwn(methods, name)).toBe(false);
});

test('an error repeats nothing of the input', async () => {
  const error = await session.refused('document.create', { path: 'a.yaml', text: 5, 'hunter2-as-a-key': 'hunter2' });
  expect(JSON.stringify(error)).not.toContain('hunter2');
});

test('every virtual path that leads out is refused', async () => {
  for (const path of ['..', '../a', '/etc/passwd', 'a/../../b', 'a//b', 'a\\b', 'a\nb', '', 'x'.repeat(401)]) {
    expect((await session.refused('document.read', { path })).code, JSON.stringify(path)).toBe('invalid-input');
  }
});
