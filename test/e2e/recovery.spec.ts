import { expect } from '@playwright/test';
import { test } from './harness.ts';
import { Workbench } from './pages/workbench.ts';
import { onlyPidOf, pidOf } from './processes.ts';

test('core killed from outside is back with everything that was typed', async ({ drydock }) => {
  const { electron, call, page } = drydock;
  const main = electron.process().pid ?? 0;
  await call('document.create', { path: 'kept.yaml', text: 'a: 1\n' });
  const drafted = await call('document.draft', { path: 'kept.yaml', text: 'a: 2\n', base: null });
  expect(drafted.ok).toBe(true);
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    const status = document.querySelector('footer [role=status]');
    if (status === null) throw new Error('no status region');
    new MutationObserver(() => seen.push(status.textContent)).observe(status, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  const before = await pidOf(main, 'core.js');
  process.kill(before, 'SIGKILL');
  await pidOf(main, 'core.js', before);
  const after = await call('document.read', { path: 'kept.yaml' });
  expect(after).toMatchObject({ ok: true, value: { draft: { text: 'a: 2\n' } } });
  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
  expect(seen.join()).toContain('Drydock is restarting its core');
  await expect(page.getByRole('status').filter({ hasText: 'restarting its core' })).toHaveCount(0);
  await expect(new Workbench(page).documents().first()).toBeVisible();
});

test('a call that core cannot answer any more says so', async ({ drydock }) => {
  const { electron, page } = drydock;
  const core = await pidOf(electron.process().pid ?? 0, 'core.js');
  process.kill(core, 'SIGSTOP');
  const pending = page.evaluate(() => {
    const { api } = window as unknown as { api: { call(name: string, input: object): Promise<unknown> } };
    return api.call('document.list', {});
  });
  process.kill(core, 'SIGKILL');
  const answer = await pending;
  // Killed before or after main had passed it on: an answer comes either way.
  expect(answer).toMatchObject(
    (answer as { ok: boolean }).ok ? { ok: true } : { ok: false, error: { code: 'unavailable' } },
  );
});

test('core that keeps ending is given up with a word on what to do', async ({ drydock }) => {
  const { electron, call } = drydock;
  const main = electron.process().pid ?? 0;
  let last: number | undefined;
  for (let end = 0; end < 5; end++) {
    last = await pidOf(main, 'core.js', last);
    await call('document.list', {});
    process.kill(last, 'SIGKILL');
  }
  await expect
    .poll(async () => (await call('store.status', {})).ok && (await call('store.status', {})))
    .toMatchObject({
      value: { state: 'failed', problem: { code: 'unavailable' } },
    });
  const status = await call('store.status', {});
  expect(status.ok && status.value.problem?.hint).toContain('restart Drydock');
});

test('an engine killed from outside is started again, and rehearsals go on', async ({ drydock }) => {
  const { electron, page } = drydock;
  const workbench = new Workbench(page);
  const main = electron.process().pid ?? 0;
  await workbench.openDocument('purchase-approval');
  await workbench.rehearse();
  const before = await onlyPidOf(main, 'engine.js');
  process.kill(before, 'SIGKILL');
  await expect(workbench.status()).toContainText('started again; nothing is lost');
  await pidOf(main, 'engine.js', before);
  await expect(workbench.status()).toBeEmpty();
  await workbench.rehearse();
  await expect(workbench.outcome()).toContainText('completed');
});

test('the whole application killed: the draft is there at the next start', async ({ start }) => {
  const first = await start();
  await first.call('store.protect', { passphrase: 'correct horse battery' });
  await first.call('document.create', { path: 'kept.yaml', text: 'a: 1\n' });
  await first.call('document.draft', { path: 'kept.yaml', text: 'a: 2\n', base: null });
  const closed = first.electron.waitForEvent('close');
  process.kill(first.electron.process().pid ?? 0, 'SIGKILL');
  await closed;
  const second = await start();
  expect(await second.call('store.status', {})).toMatchObject({ value: { state: 'locked' } });
  expect(await second.call('store.unlock', { passphrase: 'wrong horse battery' })).toMatchObject({
    error: { code: 'denied' },
  });
  expect(await second.call('store.unlock', { passphrase: 'correct horse battery' })).toMatchObject({
    value: { state: 'open' },
  });
  expect(await second.call('document.read', { path: 'kept.yaml' })).toMatchObject({
    value: { draft: { text: 'a: 2\n' } },
  });
});
