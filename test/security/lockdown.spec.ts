import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { expect } from '@playwright/test';
import { test } from '../e2e/harness.ts';
import { processesBelow } from '../e2e/processes.ts';
import { fromPage } from './fromPage.ts';
import { setTrap } from './trap.ts';

test('nothing that the page tries reaches a listener on this machine', async ({ drydock: { page } }) => {
  const trap = await setTrap();
  await fromPage(
    page,
    async ({ tcpPort, udpPort }) => {
      const host = `127.0.0.1:${tcpPort}`;
      const never = (work: () => unknown) =>
        new Promise<void>((resolve) => {
          setTimeout(resolve, 500);
          Promise.resolve()
            .then(work)
            .then(
              () => resolve(),
              () => resolve(),
            );
        });
      const element = (tag: string, attributes: Record<string, string>) =>
        never(
          () =>
            new Promise<void>((resolve) => {
              const made = document.createElement(tag);
              made.onload = made.onerror = () => resolve();
              for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
              document.body.append(made);
              if (made instanceof HTMLFormElement) made.submit();
            }),
        );
      const socket = (address: string) =>
        never(
          () =>
            new Promise<void>((resolve) => {
              const made = new WebSocket(address);
              made.onerror = made.onclose = () => resolve();
            }),
        );
      const style = document.createElement('style');
      style.textContent = `@import url("http://${host}/a.css"); body { background: url("http://${host}/b.png") }
        @font-face { font-family: x; src: url("http://${host}/c.woff2") } body::after { content: "x"; font-family: x }`;
      document.head.append(style);
      const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${udpPort}` }] });
      peer.createDataChannel('x');
      await peer.setLocalDescription();
      await Promise.all([
        never(() => fetch(`http://${host}/fetch`)),
        never(() => fetch(`http://${host}/nocors`, { mode: 'no-cors' })),
        never(() => fetch(`https://${host}/tls`)),
        never(() => navigator.sendBeacon(`http://${host}/beacon`, 'x')),
        never(() => new EventSource(`http://${host}/events`)),
        never(() => new Worker(`http://${host}/worker.js`)),
        never(() => import(/* @vite-ignore */ `http://${host}/module.js`)),
        never(() => navigator.serviceWorker.register(`http://${host}/service.js`)),
        socket(`ws://${host}/`),
        socket(`wss://${host}/`),
        element('img', { src: `http://${host}/a.png` }),
        element('script', { src: `http://${host}/a.js` }),
        element('iframe', { src: `http://${host}/frame` }),
        element('object', { data: `http://${host}/object` }),
        element('video', { src: `http://${host}/video` }),
        element('link', { rel: 'stylesheet', href: `http://${host}/a.css` }),
        element('link', { rel: 'prefetch', href: `http://${host}/prefetch` }),
        element('link', { rel: 'preconnect', href: `http://${host}/` }),
        element('link', { rel: 'dns-prefetch', href: 'http://outside.example/' }),
        element('form', { action: `http://${host}/form`, method: 'post' }),
        element('a', { ping: `http://${host}/ping`, href: '#x' }),
      ]);
    },
    { tcpPort: trap.tcpPort, udpPort: trap.udpPort },
  );
  // The trap works, and it is our own visit that comes first.
  await new Promise<void>((resolve) => connect(trap.tcpPort, '127.0.0.1').once('close', () => resolve()));
  expect(trap.caught()).toBe(1);
  trap.close();
});

test('the session itself cancels requests, whatever the policy of the page says', async ({ drydock: { electron } }) => {
  const trap = await setTrap();
  const answers = await electron.evaluate(async ({ BrowserWindow, session, net }, address) => {
    const [own] = BrowserWindow.getAllWindows();
    if (own === undefined) throw new Error('no window');
    const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));
    return [
      await own.webContents.session.fetch(address).then(() => 'answered', reason),
      await session.defaultSession.fetch(address).then(() => 'answered', reason),
      await net.fetch(address).then(() => 'answered', reason),
      await session
        .fromPartition('made-later')
        .fetch(address)
        .then(() => 'answered', reason),
    ];
  }, `http://127.0.0.1:${trap.tcpPort}/`);
  expect(answers.map((answer) => /ERR_BLOCKED_BY_CLIENT/.test(answer))).toEqual([true, true, true, true]);
  expect(trap.caught()).toBe(0);
  trap.close();
});

test('the page cannot go elsewhere, open a window or hold a webview', async ({ drydock: { electron, page } }) => {
  const opened = await fromPage(
    page,
    async () => {
      const pause = () => new Promise((resolve) => setTimeout(resolve, 100));
      const windows = [
        window.open('app://drydock/index.html'),
        window.open('about:blank'),
        window.open('https://a.example'),
      ];
      for (const address of ['https://a.example/', 'file:///etc/passwd', 'data:text/html,x', 'app://drydock/page.js']) {
        location.href = address;
        await pause();
        for (const target of ['_self', '_blank']) {
          const link = Object.assign(document.createElement('a'), { href: address, target });
          document.body.append(link);
          link.click();
          link.dispatchEvent(new MouseEvent('click', { ctrlKey: true, bubbles: true, cancelable: true }));
          link.dispatchEvent(new MouseEvent('auxclick', { button: 1, bubbles: true, cancelable: true }));
          await pause();
        }
      }
      const view = document.createElement('webview');
      view.setAttribute('src', 'data:text/html,x');
      document.body.append(view);
      await pause();
      return { windows: windows.filter((made) => made !== null).length, webview: 'getURL' in view };
    },
    null,
  );
  expect(opened).toEqual({ windows: 0, webview: false });
  expect(page.url()).toBe('app://drydock/index.html');
  await page.evaluate(() => {
    location.href = 'about:blank';
  });
  await page.waitForURL('app://drydock/index.html');
  await page.getByRole('heading').first().waitFor();
  const contents = await electron.evaluate(({ webContents }) => webContents.getAllWebContents().length);
  expect(contents).toBe(1);
});

test('permissions, devices and downloads are refused', async ({ drydock: { electron, page } }) => {
  await electron.evaluate(({ BrowserWindow }) => {
    const state = globalThis as typeof globalThis & { finished?: string[] };
    state.finished = [];
    BrowserWindow.getAllWindows()[0]?.webContents.session.on('will-download', (_event, item) => {
      item.once('done', (_done, outcome) => state.finished?.push(outcome));
    });
  });
  const granted = await fromPage(
    page,
    async () => {
      type Device = { requestDevice?(options: object): Promise<unknown>; requestPort?(): Promise<unknown> };
      const devices = navigator as unknown as Record<'usb' | 'hid' | 'serial' | 'bluetooth', Device | undefined>;
      const answered = async (name: string, work: () => Promise<unknown> | undefined) => {
        try {
          const value = await work();
          return value === undefined || value === 'denied' || (Array.isArray(value) && value.length === 0)
            ? null
            : name;
        } catch {
          return null;
        }
      };
      const outcomes = await Promise.all([
        answered('notification', () => Notification.requestPermission()),
        answered('microphone', () => navigator.mediaDevices.getUserMedia({ audio: true })),
        answered('camera', () => navigator.mediaDevices.getUserMedia({ video: true })),
        answered('screen', () => navigator.mediaDevices.getDisplayMedia()),
        answered(
          'place',
          () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
        ),
        answered('clipboard', () => navigator.clipboard.readText()),
        answered('clipboard write', () => navigator.clipboard.writeText('x').then(() => 'written')),
        answered('midi', () => navigator.requestMIDIAccess({ sysex: true })),
        answered('usb', () => devices.usb?.requestDevice?.({ filters: [] })),
        answered('hid', () => devices.hid?.requestDevice?.({ filters: [] })),
        answered('serial', () => devices.serial?.requestPort?.()),
        answered('bluetooth', () => devices.bluetooth?.requestDevice?.({ acceptAllDevices: true })),
      ]);
      const address = URL.createObjectURL(new Blob(['x']));
      Object.assign(document.createElement('a'), { href: address, download: 'x.txt' }).click();
      await new Promise((resolve) => setTimeout(resolve, 300));
      return outcomes.filter((name) => name !== null);
    },
    null,
  );
  expect(granted).toEqual([]);
  const finished = await electron.evaluate(() => (globalThis as typeof globalThis & { finished?: string[] }).finished);
  expect(finished?.filter((outcome) => outcome === 'completed')).toEqual([]);
});

test('the page’s process is in Chromium’s sandbox, except for root, and the window says which', async ({ drydock }) => {
  const { electron, call } = drydock;
  const asRoot = process.getuid?.() === 0;
  const info = await call('app.info', {});
  expect(info).toMatchObject({ value: { sandboxed: !asRoot } });
  const pages = processesBelow(electron.process().pid ?? 0).filter(({ command }) =>
    command.join(' ').includes('--type=renderer'),
  );
  expect(pages.length).toBeGreaterThan(0);
  const filtered = pages.map(({ pid }) => /^Seccomp:\s+2$/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')));
  expect(filtered).toEqual(pages.map(() => !asRoot));
});
