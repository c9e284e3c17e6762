import { basename, dirname, resolve } from 'node:path';
import { ok, type Result } from '../../shared/base/result.ts';
import type { SealedText } from '../../shared/bundle/seal.ts';
import type { Surroundings } from '../core/rehearsal/gatherTexts.ts';
import type { ReadFrom } from './files.ts';
import { readNamedFile } from './readNamedFile.ts';
import type { WorkflowTexts } from './workflowTexts.ts';

/** What the definition in a file may read and run: files below its folder or ours, and the workflows in its folder. */
export function aroundDefinition(io: ReadFrom, definition: string, texts: WorkflowTexts): Surroundings {
  const file = resolve(io.folder, definition);
  return {
    readFile: (name) => readNamedFile(io, { kind: 'workflow', folder: dirname(file) }, name),
    async findWorkflows(mayBeWanted) {
      const beside = await workflowsBeside(file, texts, mayBeWanted);
      return beside.ok ? ok(beside.value.map(({ text }) => text)) : beside;
    },
  };
}

/** The workflows in the folder of a definition, which is named by its absolute path, that pass a first look; by their file names. */
export async function workflowsBeside(
  definition: string,
  texts: WorkflowTexts,
  mayBeWanted: (text: string) => boolean,
): Promise<Result<readonly SealedText[]>> {
  const files = await texts.filesIn(dirname(definition));
  if (!files.ok) return files;
  const others = files.value.filter((file) => file !== definition);
  const wanted = await texts.wanted(others, mayBeWanted);
  return ok(wanted.map(({ file, text }) => ({ name: basename(file), text })));
}
