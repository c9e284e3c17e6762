import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { CommandIo } from './command.ts';
import { readProblem } from './files.ts';
import { filesBelow, mayBeFile } from './filesBelow.ts';

/** A scenario file and the workflow that it belongs to, as paths from where the command runs. */
export interface FoundScenario {
  /** The one beside it; where there is none, the one that should be. */
  readonly workflow: string;
  readonly scenario: string;
  /** What stands between the workflow's name and `.scenario.yaml`. */
  readonly name: string;
  /** The scenario's folder, absolute: files that it names are relative to it. */
  readonly folder: string;
}

/** A scenario, or a path where some were looked for, with which nothing could be run. */
export interface UnrunScenario {
  readonly scenario: string;
  /** Why, in one sentence. */
  readonly message: string;
}

/** What paths name. */
export interface FoundScenarios {
  readonly scenarios: readonly FoundScenario[];
  readonly unrun: readonly UnrunScenario[];
}

/** `<workflow>.<name>.scenario.<ext>`, as files of scenarios are named. */
const scenarioFile = /^(.+)\.([^.]+)\.scenario\.(?:ya?ml|json)$/;
const extensions = ['yaml', 'yml', 'json'];

/** The scenarios that paths name: those below a folder, those of a workflow, or the scenario itself; in order of path, each once. */
export async function findScenarios(io: CommandIo, paths: readonly string[]): Promise<FoundScenarios> {
  const scenarios = new Map<string, FoundScenario>();
  const unrun: UnrunScenario[] = [];
  for (const path of paths) {
    const found = await filesOf(io, path);
    for (const file of found.files) scenarios.set(resolve(io.folder, file), await scenarioOf(io, file));
    unrun.push(...found.unrun);
  }
  return { scenarios: [...scenarios.values()], unrun };
}

interface FoundFiles {
  readonly files: readonly string[];
  readonly unrun: readonly UnrunScenario[];
}

async function filesOf(io: CommandIo, path: string): Promise<FoundFiles> {
  try {
    const absolute = resolve(io.folder, path);
    if ((await stat(absolute)).isDirectory()) return await scenariosBelow(io, path);
    if (isScenario(basename(path))) return { files: [path], unrun: [] };
    const stem = stemOf(absolute);
    const own: string[] = [];
    for (const entry of await readdir(dirname(absolute), { withFileTypes: true })) {
      if (scenarioFile.exec(entry.name)?.[1] !== stem || !(await mayBeFile(dirname(absolute), entry))) continue;
      own.push(join(dirname(path), entry.name));
    }
    return { files: own.sort(), unrun: [] };
  } catch (problem) {
    return { files: [], unrun: [{ scenario: path, message: readProblem(path, problem).message }] };
  }
}

async function scenariosBelow(io: CommandIo, folder: string): Promise<FoundFiles> {
  const below = await filesBelow(io, folder, isScenario);
  if (!below.ok) return { files: [], unrun: [{ scenario: folder, message: below.error.message }] };
  const unrun = [...below.value.unreadable].map(([path, { message }]) => ({ scenario: path, message }));
  return { files: below.value.files, unrun };
}

function isScenario(name: string): boolean {
  return scenarioFile.test(name);
}

async function scenarioOf(io: CommandIo, path: string): Promise<FoundScenario> {
  const [, stem = '', name = ''] = scenarioFile.exec(basename(path)) ?? [];
  const folder = resolve(io.folder, dirname(path));
  const beside = new Set(await readdir(folder).catch((): string[] => []));
  const candidates = extensions.map((extension) => `${stem}.${extension}`);
  const workflow = candidates.find((file) => beside.has(file)) ?? `${stem}.yaml`;
  return { workflow: join(dirname(path), workflow), scenario: path, name, folder };
}

function stemOf(path: string): string {
  return basename(path).replace(/\.[^.]+$/, '');
}
