import { expect, test } from 'vitest';
import { owner } from '../../electron/core/actor.ts';
import { dispatcher } from '../../electron/core/dispatch.ts';
import type { Handlers } from '../../electron/core/handlers.ts';
import { permitFor } from '../../electron/core/permit.ts';
import { storeError } from '../../electron/store/storeError.ts';
import { isJsonObject } from '../../shared/base/json.ts';

/** A dispatcher whose every method does the same, and the bugs that it reported. */
function dispatcherThat(handler: () => unknown) {
  const bugs: string[] = [];
  const call = dispatcher({
    handlers: new Proxy({}, { get: () => handler }) as Handlers,
    permit: permitFor(owner('somebody'), () => {}),
    expected: storeError,
    reportBug: (where) => void bugs.push(where),
  });
  return { call, bugs };
}

test('an answer that is not what the contract says is a bug, and does not go out', async () => {
  const { call, bugs } = dispatcherThat(() => ({ ok: true, value: [{ path: '/etc/passwd', secret: 'hunter2' }] }));
  const answer = await call('document.list', {});
  expect(answer).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  expect(JSON.stringify(answer)).not.toContain('hunter2');
  expect(bugs).toEqual(['document.list']);
});

test('a bug costs one answer and tells nothing', async () => {
  const { call, bugs } = dispatcherThat(() => {
    throw new Error('the card 4111 1111 1111 1111 broke it');
  });
  const answer = await call('document.list', {});
  expect(answer).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  expect(isJsonObject(answer) && JSON.stringify(answer)).not.toContain('4111');
  expect(bugs).toEqual(['document.list']);
});

test('an expected error passes as it is', async () => {
  const { call, bugs } = dispatcherThat(() => ({ ok: false, error: { code: 'conflict', message: 'Taken.' } }));
  expect(await call('document.list', {})).toEqual({ ok: false, error: { code: 'conflict', message: 'Taken.' } });
  expect(bugs).toEqual([]);
});
