import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';

/** Whether this machine has Debian's registry. */
export const hasRegistry = spawnSync('docker-registry', ['--version']).status === 0;
if (!hasRegistry) process.stdout.write('skipped: docker-registry is not installed on this machine\n');

/** Who may use a registry that was started with `htpasswd`. */
export const registryLogin = { username: 'yard', password: 'correct horse' };
/** bcrypt of that password, cost 5. */
const htpasswd = 'yard:$2y$05$abcdefghijklmnopqrstuuHNbAKRhpaujgo33bRWs.NLUTJO3lOy2\n';

/** A registry of the tests' own on loopback. */
export interface StartedRegistry {
  readonly host: string;
  /** What it wrote to its log so far. */
  log(): string;
  stop(): void;
}

/** A loopback port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Starts docker-registry with its files in a folder of its own, with a login or without, and waits until it answers. */
export async function startRegistry({ login = false }: { readonly login?: boolean } = {}): Promise<StartedRegistry> {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-registry-'));
  const host = `127.0.0.1:${await freePort()}`;
  const users = join(folder, 'htpasswd');
  writeFileSync(users, htpasswd);
  const lines = [
    'version: 0.1',
    'log: { level: error, accesslog: { disabled: true } }',
    `storage: { filesystem: { rootdirectory: ${JSON.stringify(join(folder, 'data'))} } }`,
    `http: { addr: "${host}" }`,
    ...(login ? [`auth: { htpasswd: { realm: yard, path: ${JSON.stringify(users)} } }`] : []),
  ];
  const config = join(folder, 'config.yml');
  writeFileSync(config, `${lines.join('\n')}\n`);
  const registry = spawn('docker-registry', ['serve', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  registry.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const answers = async () => expect((await fetch(`http://${host}/v2/`)).status).toBe(login ? 401 : 200);
  await vi.waitFor(answers, { timeout: 20_000 });
  return {
    host,
    log: () => log,
    stop() {
      registry.kill();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
