import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { CoreSupervisor } from '../../electron/main/coreSupervisor.ts';
import type { AppError } from '../../shared/base/appError.ts';
import type { OpenStore } from '../../shared/contract/coreProtocol.ts';

const told: string[] = [];
const heard: unknown[] = [];
let running: CoreSupervisor | null = null;

function supervisor(): CoreSupervisor {
  told.length = 0;
  heard.length = 0;
  running = new CoreSupervisor(
    { node: process.execPath, entry: join(import.meta.dirname, 'fakeCore.ts') },
    {
      event: (name, data) => heard.push([name, data]),
      state: (state) => told.push(state),
      failed: ({ code }: AppError) => told.push(code),
    },
  );
  return running;
}

function opening(folder: string): OpenStore {
  return {
    folder,
    workspace: { id: '01ARZ3NDEKTSV4RRFFQ69G5FAV', name: 'Test' },
    key: { kind: 'key', key: 'AAAA' },
    protection: { kind: 'session' },
    resources: '',
    engine: '',
    seedSample: false,
  };
}

async function pidOf(core: CoreSupervisor): Promise<unknown> {
  const answer = await core.call('who', {});
  return answer.ok ? (answer.value as { pid: number }).pid : answer.error.code;
}

afterEach(() => running?.stop());

test('calls before a store is open are refused', async () => {
  expect(await pidOf(supervisor())).toBe('unavailable');
});

test('core gets the store to open, and none of our environment', async () => {
  const core = supervisor();
  expect(await core.open(opening('fine'))).toEqual({ ok: true, value: undefined });
  const answer = await core.call('echo', { a: 1 });
  expect(answer).toMatchObject({ ok: true, value: { method: 'echo', params: { a: 1 } } });
  const { environment } = (answer.ok ? answer.value : {}) as { environment: string[] };
  expect(environment.filter((name) => name !== 'SystemRoot')).toEqual([]);
});

test('a store that does not open is not tried again', async () => {
  const core = supervisor();
  expect(await core.open(opening('wrong-key'))).toMatchObject({ error: { code: 'denied' } });
  expect(await pidOf(core)).toBe('unavailable');
  expect(told).toEqual([]);
});

test.each([['end'], ['babble']])(
  'after %s another process has the same store open, and later calls find it',
  async (method) => {
    const core = supervisor();
    await core.open(opening('fine'));
    const before = await pidOf(core);
    const [lost, waiting] = await Promise.all([core.call(method, {}), core.call('silent', {})]);
    expect(lost.ok ? waiting : lost).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    await expect.poll(() => told).toEqual(['restarting', 'running']);
    const after = await pidOf(core);
    expect(after).toBeTypeOf('number');
    expect(after).not.toBe(before);
  },
);

test('the store is opened again with the key that was set last', async () => {
  const core = supervisor();
  await core.open(opening('fine'));
  core.reopenWith(opening('wrong-key'));
  await core.call('end', {});
  await expect.poll(() => told).toEqual(['restarting', 'failed', 'denied']);
  expect(await core.call('who', {})).toMatchObject({ error: { code: 'denied' } });
});

test('what core is stopped for is not taken for a crash', async () => {
  const core = supervisor();
  await core.open(opening('one'));
  const before = await pidOf(core);
  await core.open(opening('two'));
  expect(await pidOf(core)).not.toBe(before);
  await core.stop();
  expect(await pidOf(core)).toBe('unavailable');
  expect(told).toEqual([]);
});

test('events reach the listener in order', async () => {
  const core = supervisor();
  await core.open(opening('fine'));
  await core.call('event', { paths: ['a'] });
  await core.call('event', { paths: ['b'] });
  expect(heard).toEqual([
    ['document.changed', { paths: ['a'] }],
    ['document.changed', { paths: ['b'] }],
  ]);
});
