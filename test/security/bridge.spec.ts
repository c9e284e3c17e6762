import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../e2e/harness.ts';
import { fromPage } from './fromPage.ts';

test('the page has two functions of ours and nothing of Node or Electron', async ({ drydock: { page } }) => {
  const surface = await fromPage(
    page,
    () => {
      const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', '__dirname'];
      const scope = window as unknown as Record<string, Record<string, unknown>>;
      const api = scope.api ?? {};
      const before = api.call;
      try {
        api.call = () => undefined;
        scope.api = {};
      } catch {
        // A frozen object may also just ignore it.
      }
      return {
        present: names.filter((name) => name in window),
        api: Object.keys(api),
        replaced: scope.api?.call !== before,
        extended: Reflect.defineProperty(api, 'more', { value: 1 }),
      };
    },
    null,
  );
  expect(surface).toEqual({ present: [], api: ['call', 'on'], replaced: false, extended: false });
});

test('only methods of the table can be called, with input that they take', async ({ drydock: { page } }) => {
  const codes = await fromPage(
    page,
    async () => {
      type Call = (name: unknown, input: unknown) => Promise<{ ok: boolean; error?: { code: string } }>;
      const { call } = (window as unknown as { api: { call: Call } }).api;
      const code = async (name: unknown, input: unknown) => {
        try {
          const answer = await call(name, input);
          return answer.ok ? 'answered' : answer.error?.code;
        } catch (error) {
          return error instanceof Error ? 'thrown' : 'unknown';
        }
      };
      let deep: unknown = {};
      for (let depth = 0; depth < 5_000; depth++) deep = { deep };
      return {
        names: await Promise.all(
          ['internal.open', 'internal.close', '__proto__', 'constructor', 'toString', '', 7, null, {}].map((name) =>
            code(name, {}),
          ),
        ),
        inputs: await Promise.all([
          code('document.read', { path: '../../etc/passwd' }),
          code('document.read', { path: '/etc/passwd' }),
          code('document.read', {}),
          code('document.read', null),
          code('document.read', { path: 'a', more: 1 }),
          code('document.create', { path: 'a.yaml', text: 'x'.repeat(9 * 1024 * 1024) }),
          code('workspace.open', { id: '../../../tmp' }),
          code('settings.write', { theme: { toString: 'dark' } }),
        ]),
        deep: await code('document.read', deep),
        alive: await code('app.info', {}),
      };
    },
    null,
  );
  expect(new Set(codes.names)).toEqual(new Set(['denied']));
  expect(new Set(codes.inputs)).toEqual(new Set(['invalid-input']));
  expect(['thrown', 'invalid-input']).toContain(codes.deep);
  expect(codes.alive).toBe('answered');
});

test('a flood of calls is refused and does not stop the window', async ({ drydock: { page } }) => {
  const codes = await fromPage(
    page,
    async () => {
      type Call = (name: string, input: unknown) => Promise<{ ok: boolean; error?: { code: string } }>;
      const { call } = (window as unknown as { api: { call: Call } }).api;
      const flood = await Promise.all(Array.from({ length: 2_000 }, () => call('document.list', {})));
      const after = await call('app.info', {});
      return { refused: flood.some((answer) => answer.error?.code === 'limit'), after: after.ok };
    },
    null,
  );
  expect(codes).toEqual({ refused: true, after: true });
});

test('a call from any other window or frame is refused', async ({ drydock: { electron, page } }) => {
  const forged = await electron.evaluate(
    async ({ BrowserWindow }, preload) => {
      const [own] = BrowserWindow.getAllWindows();
      if (own === undefined) throw new Error('no window');
      const other = new BrowserWindow({
        show: false,
        webPreferences: { preload, session: own.webContents.session },
      });
      await other.loadURL('app://drydock/index.html');
      const answer = await other.webContents.executeJavaScript("window.api.call('app.info', {})");
      other.destroy();
      return answer as unknown;
    },
    join(import.meta.dirname, '../../out/preload/preload.cjs'),
  );
  expect(forged).toMatchObject({ ok: false, error: { code: 'denied' } });
  const inFrame = await fromPage(
    page,
    () => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      return 'api' in (frame.contentWindow ?? {});
    },
    null,
  );
  expect(inFrame).toBe(false);
});
