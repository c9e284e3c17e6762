import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { EnginePool } from '../../electron/core/rehearsal/enginePool.ts';
import type { EngineLocation } from '../../electron/core/rehearsal/enginePrograms.ts';
import type { EngineLimits } from '../../electron/core/rehearsal/jobRun.ts';

const root = join(import.meta.dirname, '../..');

/** Builds targets where they are older than their sources; one build at a time holds a lock. */
export function build(...targets: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/build.ts'), ...targets], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the build failed: ${stderr}`);
}

/** The built engine. */
export const builtEngine: EngineLocation = { node: process.execPath, file: join(root, 'out/engine/engine.js') };

/** The built command line. */
export const builtCommandLine = join(root, 'out/cli/drydock.js');

/** Bounds that keep tests of endless things short. */
export const shortLimits: EngineLimits = { run: 20_000, scriptGrace: 400, memory: 768 * 1024 * 1024 };

/** Bounds of scripts in such tests. */
export const shortScripts = { milliseconds: 400, mebibytes: 64, outputSize: 1024 * 1024 };

/** A pool over the built engine. */
export function testPool(limits: EngineLimits = shortLimits): EnginePool {
  return new EnginePool(builtEngine, { limits });
}

/** A workflow that sets something, then runs a script. */
export function scriptWorkflow(code: string): string {
  return JSON.stringify({
    document: { dsl: '1.0.3', namespace: 'test', name: 'script', version: '1.0.0' },
    do: [{ before: { set: { reached: true } } }, { script: { run: { script: { language: 'js', code } } } }],
  });
}
