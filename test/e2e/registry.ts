import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';

/** Whether this machine has Debian's registry. */
export const hasRegistry = spawnSync('docker-registry', ['--version']).status === 0;

/** A team server of our own on loopback. */
export interface TeamServer {
  /** `host:port`. */
  readonly host: string;
  stop(): void;
}

/** A loopback port that was free a moment ago. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Starts docker-registry on loopback with its files in a folder of its own, and waits until it answers. */
export async function startTeamServer(): Promise<TeamServer> {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-team-'));
  const host = `127.0.0.1:${await freePort()}`;
  const config = join(folder, 'config.yml');
  const storage = `storage: { filesystem: { rootdirectory: ${JSON.stringify(join(folder, 'data'))} } }`;
  writeFileSync(config, `version: 0.1\nlog: { level: error }\n${storage}\nhttp: { addr: "${host}" }\n`);
  const registry = spawn('docker-registry', ['serve', config], { stdio: 'ignore' });
  const answers = () =>
    fetch(`http://${host}/v2/`).then(
      ({ status }) => status,
      () => 0,
    );
  await expect.poll(answers).toBe(200);
  return {
    host,
    stop() {
      registry.kill();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
