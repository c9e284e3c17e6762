import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { EngineLocation } from '../core/rehearsal/enginePrograms.ts';

/** Where the engine is: beside the command line, which runs on the Node that the engine needs. */
export function engineLocation(): EngineLocation {
  return { node: process.execPath, file: fileURLToPath(new URL('../engine/engine.js', import.meta.url)) };
}
