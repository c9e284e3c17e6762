import { dirname, join } from 'node:path';
import { type EngineReport, engineReportSchema } from '../../../shared/simulation/engineProtocol.ts';
import { type PythonReport, pythonReportSchema } from '../../../shared/simulation/scriptProtocol.ts';
import type { LockedProgram } from './lockedProcess.ts';

/** Where the engine is, and what runs it. */
export interface EngineLocation {
  /** Node's executable. */
  readonly node: string;
  /** The engine's entry file; its folder is all that the engine may read. */
  readonly file: string;
}

/** Heap of the rehearsal itself, scripts not counted, in mebibytes. */
const engineHeap = 384;

/** Heap of a Python child, its interpreter's memory not counted, in mebibytes. */
const pythonHeap = 128;

/** The engine; its addon is isolated-vm's. */
export function engineProgram({ node, file }: EngineLocation, cpuSeconds: number): LockedProgram<EngineReport> {
  const flags = ['--allow-addons', `--max-old-space-size=${engineHeap}`];
  return { name: 'The engine', node, file, flags, reports: engineReportSchema, cpuSeconds };
}

/** The interpreter of Python scripts, which lies beside the engine. */
export function pythonProgram({ node, file }: EngineLocation, cpuSeconds: number): LockedProgram<PythonReport> {
  const flags = [`--max-old-space-size=${pythonHeap}`];
  const python = join(dirname(file), '../python/python.js');
  return { name: 'The Python interpreter', node, file: python, flags, reports: pythonReportSchema, cpuSeconds };
}
