import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electronArguments, executable, plainEnvironment, run, unpacked } from './packagedApplication.ts';

const resources = join(unpacked, 'resources');

describe('the packaged application', () => {
  let home = '';
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'drydock-package-'));
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('opens its window and takes its picture', async () => {
    const picture = join(home, 'window.png');
    const args = [...electronArguments(), `--screenshot=${picture}`];
    const { status, messages } = await run(executable, args, plainEnvironment(home));
    expect(status, messages).toBe(0);
    expect(readFileSync(picture).subarray(1, 4).toString('latin1')).toBe('PNG');
    // An empty window compresses to far less.
    expect(statSync(picture).size).toBeGreaterThan(40_000);
  }, 120_000);

  it.each([
    ['RunAsNode', FuseState.DISABLE],
    ['EnableNodeOptionsEnvironmentVariable', FuseState.DISABLE],
    ['EnableNodeCliInspectArguments', FuseState.DISABLE],
    ['OnlyLoadAppFromAsar', FuseState.ENABLE],
    ['LoadBrowserProcessSpecificV8Snapshot', FuseState.DISABLE],
    ['GrantFileProtocolExtraPrivileges', FuseState.DISABLE],
  ] as const)('has the fuse %s set', async (name, state) => {
    const wire = await getCurrentFuseWire(executable);
    expect(wire[FuseV1Options[name]]).toBe(state);
  });

  it('does not run as Node', async () => {
    const probe = join(home, 'probe.cjs');
    const mark = join(home, 'ran');
    writeFileSync(probe, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')`);
    const env = { ...plainEnvironment(home), ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require ${probe}` };
    await run(executable, [...electronArguments(), probe, `--screenshot=${join(home, 'probe.png')}`], env);
    expect(existsSync(mark)).toBe(false);
  });

  it('keeps what core and engine run on outside of the asar, and nothing else of Node in it', () => {
    for (const file of [
      'app.asar',
      'core/core.js',
      'engine/engine.js',
      'engine/isolated_vm.node',
      'python/python.js',
      'python/snapshot.bin',
      'node/bin/node',
    ]) {
      expect(existsSync(join(resources, file)), file).toBe(true);
    }
    expect(existsSync(join(resources, 'app'))).toBe(false);
  });

  it('runs the command line on its own Node', async () => {
    const missing = join(home, 'missing.yaml');
    const { status, messages } = await run(join(resources, 'bin/drydock'), ['check', missing], plainEnvironment(home));
    expect(status).toBe(2);
    expect(messages).toContain('missing.yaml');
  });

  it('carries its licence', () => {
    expect(readFileSync(join(unpacked, 'LICENSE'), 'utf8')).toContain('Apache License');
  });

  it('carries notices and a bill of materials of what it is made of', () => {
    const bom = JSON.parse(readFileSync(join(unpacked, 'sbom.cdx.json'), 'utf8')) as { components: { name: string }[] };
    const names = bom.components.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['electron', 'react', 'monaco-editor', 'isolated-vm', 'zod']));
    expect(names).not.toContain('vitest');
    const notices = readFileSync(join(unpacked, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of names.filter((name) => name !== 'electron')) expect(notices).toContain(`${name} `);
  });
});
