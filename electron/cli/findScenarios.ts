import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { CommandIo } from './command.ts';
import { readProblem } from './files.ts';
import { filesBelow } from './filesBelow.ts';

/** A scenario file and the workflow that it belongs to, as paths from where the command runs. */
export interface FoundScenario {
  readonly workflow: string;
  readonly scenario: string;
  /** What stands between the workflow's name and `.scenario.yaml`. */
  readonly name: string;
  /** The scenario's folder, absolute: files that it names are relative to it. */
  readonly folder: string;
}

/** `<workflow>.<name>.scenario.<ext>`, as DESIGN names scenario files. */
const scenarioFile = /^(.+)\.([^.]+)\.scenario\.(?:ya?ml|json)$/;
const extensions = ['yaml', 'yml', 'json'];

/** The scenarios that paths name: those below a folder, those of a workflow, or the scenario itself; in order of path. */
export async function findScenarios(io: CommandIo, paths: readonly string[]): Promise<Result<FoundScenario[]>> {
  if (paths.length === 0) {
    return err(appError('invalid-input', 'name folders, workflows or scenarios, as in `drydock test workflows/`'));
  }
  const found = new Map<string, FoundScenario>();
  for (const path of paths) {
    const files = await filesOf(io, path);
    if (!files.ok) return files;
    for (const file of files.value) {
      const scenario = await scenarioOf(io, file);
      if (!scenario.ok) return scenario;
      found.set(resolve(io.folder, file), scenario.value);
    }
  }
  if (found.size > 0) return ok([...found.values()]);
  return err(
    appError('not-found', 'there are no scenarios; name them <workflow>.<name>.scenario.yaml beside the workflow'),
  );
}

async function filesOf(io: CommandIo, path: string): Promise<Result<readonly string[]>> {
  try {
    const absolute = resolve(io.folder, path);
    if ((await stat(absolute)).isDirectory()) return scenariosBelow(io, path);
    if (isScenario(path)) return ok([path]);
    const stem = stemOf(absolute);
    const beside = await readdir(dirname(absolute));
    const own = beside.filter((name) => scenarioFile.exec(name)?.[1] === stem);
    return ok(own.sort().map((name) => join(dirname(path), name)));
  } catch (problem) {
    return err(readProblem(path, problem));
  }
}

async function scenariosBelow(io: CommandIo, folder: string): Promise<Result<readonly string[]>> {
  const below = await filesBelow(io, folder, isScenario);
  if (!below.ok) return below;
  const [unreadable] = below.value.unreadable.values();
  return unreadable === undefined ? ok(below.value.files) : err(unreadable);
}

function isScenario(path: string): boolean {
  return scenarioFile.test(nameOf(path));
}

async function scenarioOf(io: CommandIo, path: string): Promise<Result<FoundScenario>> {
  const [, stem = '', name = ''] = scenarioFile.exec(nameOf(path)) ?? [];
  const folder = resolve(io.folder, dirname(path));
  const beside = await readdir(folder);
  const workflow = extensions.map((extension) => `${stem}.${extension}`).find((file) => beside.includes(file));
  if (workflow === undefined) return err(appError('not-found', `${path} has no workflow ${stem}.yaml beside it`));
  return ok({ workflow: join(dirname(path), workflow), scenario: path, name, folder });
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

function stemOf(path: string): string {
  return nameOf(path).replace(/\.[^.]+$/, '');
}
