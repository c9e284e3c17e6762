import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archiveBytes, writeArchive } from '../../../electron/core/sealing/archive.ts';
import { opensslCommands } from '../../../electron/core/sealing/verifyCommands.ts';
import { newSigner, sealed } from '../../unit/bundle/sealing.fixtures.ts';

const tools = ['openssl', 'tar', 'sha256sum'];
const missing = tools.filter((tool) => spawnSync(tool, ['--version']).error !== undefined);
if (missing.length > 0) process.stdout.write(`skipped: ${missing.join(', ')} not installed on this machine\n`);

describe.skipIf(missing.length > 0)('the command that the screen shows', () => {
  const signer = newSigner();
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'drydock-openssl-'));
    await writeFile(join(folder, 'signer.pem'), signer.publicKeyPem);
    await writeArchive(await archiveBytes(sealed(signer)), join(folder, 'greet.drydock.tar'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const run = (): string =>
    execFileSync('sh', ['-c', opensslCommands('greet.drydock.tar', 'signer.pem')], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });

  it('verifies the bundle with openssl and sha256sum alone', () => {
    const said = run();
    expect(said).toContain('Signature Verified Successfully');
    expect(said).toContain('whole, and signed by this key');
  });

  it('refuses a changed byte', async () => {
    const archive = await readFile(join(folder, 'greet.drydock.tar'));
    const at = archive.indexOf('dsl: 1.0.3');
    archive[at] = (archive[at] ?? 0) ^ 1;
    await writeFile(join(folder, 'greet.drydock.tar'), archive);
    expect(run).toThrow();
  });

  it('refuses another signer’s key', async () => {
    await writeArchive(await archiveBytes(sealed(newSigner())), join(folder, 'greet.drydock.tar'));
    expect(run).toThrow();
  });
});
