import { expect, test } from 'vitest';
import { createDispatcher, type Destinations } from '../../electron/main/dispatcher.ts';
import type { MainHandlers } from '../../electron/main/handlers/mainHandlers.ts';
import { appError } from '../../shared/base/appError.ts';
import { err, ok } from '../../shared/base/result.ts';

const bugs: string[] = [];

interface Parts {
  handlers?: Partial<MainHandlers>;
  core?: Destinations['core'];
  consents?: Destinations['consents'];
  open?: boolean;
}

function dispatcher(parts: Parts) {
  bugs.length = 0;
  return createDispatcher({
    // Only those that a test calls.
    handlers: (parts.handlers ?? {}) as MainHandlers,
    core: parts.core ?? (async () => ok({})),
    consents: parts.consents ?? (async () => false),
    permits: (permission) =>
      permission === null || parts.open !== false ? ok(undefined) : err(appError('unavailable', 'x')),
    bug: (where) => bugs.push(where),
  });
}

test.each([['internal.open'], ['__proto__'], ['constructor'], [''], [null], [{}]])('%j is no method', async (name) => {
  expect(await dispatcher({})(name, {})).toMatchObject({ ok: false, error: { code: 'denied' } });
});

test('input that does not fit gets nowhere, and its value is not in the message', async () => {
  let calls = 0;
  const dispatch = dispatcher({
    core: async () => {
      calls += 1;
      return ok({});
    },
  });
  const answer = await dispatch('document.read', { path: '../secret-value' });
  expect(answer).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  expect(JSON.stringify(answer)).not.toContain('secret-value');
  expect(calls).toBe(0);
});

test('an answer of core that does not fit is not passed on', async () => {
  const dispatch = dispatcher({ core: async () => ok([{ unexpected: true }]) });
  expect(await dispatch('document.list', {})).toMatchObject({ ok: false, error: { code: 'integrity' } });
  expect(bugs).toEqual(['document.list']);
});

test('errors of core come through as they are', async () => {
  const dispatch = dispatcher({ core: async () => err(appError('not-found', 'There is no such document.')) });
  expect(await dispatch('document.read', { path: 'a.yaml' })).toMatchObject({ error: { code: 'not-found' } });
});

test('a handler that throws costs one answer, which says nothing of why', async () => {
  const dispatch = dispatcher({
    handlers: {
      'workspace.list': () => {
        throw new Error('secret-value');
      },
    },
  });
  const answer = await dispatch('workspace.list', {});
  expect(answer).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  expect(JSON.stringify(answer)).not.toContain('secret-value');
  expect(bugs).toEqual(['workspace.list']);
});

test('what needs a permission needs an open workspace', async () => {
  const handlers: Partial<MainHandlers> = { 'audit.export': () => ok({ written: true }) };
  expect(await dispatcher({ handlers })('audit.export', {})).toMatchObject({ ok: true });
  expect(await dispatcher({ handlers, open: false })('audit.export', {})).toMatchObject({
    error: { code: 'unavailable' },
  });
});

test('calls under way are bounded, and those that have ended count no more', async () => {
  const waiting: (() => void)[] = [];
  const dispatch = dispatcher({
    core: () => new Promise((resolve) => waiting.push(() => resolve(ok([])))),
  });
  const calls = Array.from({ length: 300 }, () => dispatch('document.list', {}));
  for (const answer of waiting) answer();
  const answers = await Promise.all(calls);
  expect(answers.filter((answer) => answer.ok)).toHaveLength(256);
  expect(answers.filter((answer) => !answer.ok).every((answer) => !answer.ok && answer.error.code === 'limit')).toBe(
    true,
  );
  const later = dispatch('document.list', {});
  waiting.at(-1)?.();
  expect(await later).toMatchObject({ ok: true });
});

test('a connection is opened only where the person agreed to the place, whatever the page says', async () => {
  const asked: string[] = [];
  const passedOn: string[] = [];
  const dispatch = dispatcher({
    consents: async (name, place) => {
      asked.push(`${name} ${place}`);
      return place === 'team.example/a:1';
    },
    core: async (name) => {
      passedOn.push(name);
      return err(appError('unavailable', 'x'));
    },
  });
  const revision = `sha256:${'0'.repeat(64)}`;
  const push = (reference: string) => dispatch('bundle.push', { path: 'a.yaml', revision, reference });
  expect(await push('evil.example/a:1')).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(passedOn).toEqual([]);
  await push('team.example/a:1');
  await dispatch('bundle.pull', { reference: 'evil.example/data' });
  expect(passedOn).toEqual(['bundle.push']);
  expect(asked).toEqual([
    'bundle.push evil.example/a:1',
    'bundle.push team.example/a:1',
    'bundle.pull evil.example/data',
  ]);
});
