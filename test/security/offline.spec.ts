import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

/** Puts up the loopback interface, which is down in a new namespace and which Playwright needs, then becomes the command. */
const withLoopback = [
  'perl',
  '-e',
  // SIOCSIFFLAGS with IFF_UP and IFF_RUNNING on an AF_INET datagram socket, as `ip link set lo up` does.
  'socket(my $s, 2, 2, 0) or die; ioctl($s, 0x8914, pack("a16s@40", "lo", 0x41)) or die; exec @ARGV or die',
];

function namespaceCommand(): string[] | null {
  if (process.platform !== 'linux') return null;
  const command = ['unshare', '--net', ...(process.getuid?.() === 0 ? [] : ['--map-root-user']), ...withLoopback];
  const [program = '', ...args] = command;
  return spawnSync(program, [...args, 'true']).status === 0 ? command : null;
}

test('a whole job in a network namespace of its own: the kernel counts no connection and no lookup', async () => {
  const command = namespaceCommand();
  test.skip(command === null, 'this system does not let us make a network namespace');
  const [program = '', ...args] = command ?? [];
  // Root of the namespace has no right to what the real root keeps in the shared folder.
  const temporary = mkdtempSync(join(tmpdir(), 'drydock-offline-'));
  const playwright = join(createRequire(import.meta.url).resolve('@playwright/test'), '../cli.js');
  const config = join(import.meta.dirname, 'offline/offline.config.ts');
  const nested = spawn(
    program,
    [...args, process.execPath, playwright, 'test', '--config', config, '--output', temporary],
    {
      // Inside the namespace we are root, for whom Chromium has no sandbox.
      env: {
        ...process.env,
        DRYDOCK_ELECTRON_ARGUMENTS: '--no-sandbox',
        PLAYWRIGHT_JSON_OUTPUT_NAME: '',
        TMPDIR: temporary,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let report = '';
  nested.stdout.on('data', (chunk: Buffer) => {
    report += chunk.toString();
  });
  const [status] = (await once(nested, 'exit')) as [number | null];
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  expect(status, report).toBe(0);
  expect(report).toContain('2 passed');
});
