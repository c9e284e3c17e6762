import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { type BaselineEntry, parseBaseline } from '../../shared/diagnostics/baseline.ts';
import type { CheckedFile } from '../../shared/diagnostics/checkedFile.ts';
import { jsonReport } from '../../shared/diagnostics/json.ts';
import { writeFileAtomically } from '../core/files/writeFileAtomically.ts';
import type { CommandIo } from './command.ts';
import { readTextOf } from './files.ts';
import { outputFile } from './outputFile.ts';
import { printedJson } from './printedJson.ts';

/** Most bytes of a baseline: the findings of a thousand files fit. */
const maxBytes = 32 * 1024 * 1024;

/** Reads what an earlier check found. */
export async function readBaseline(io: CommandIo, name: string): Promise<Result<readonly BaselineEntry[]>> {
  const text = await readTextOf(io, name, maxBytes);
  if (!text.ok) return text;
  const entries = parseBaseline(text.value);
  return entries.ok ? ok(entries.value) : err(appError('invalid-input', `the baseline ${name} ${entries.error}`));
}

/** Writes what was found, as JSON, for later checks to compare with; never in the place of a file that was checked or of the policy. */
export async function writeBaseline(
  io: CommandIo,
  name: string,
  files: readonly CheckedFile[],
  policy: string | null,
): Promise<Result<void>> {
  const file = await outputFile(io, '--write-baseline', name, [...files.map(({ path }) => path), policy]);
  if (!file.ok) return file;
  return writeFileAtomically(file.value, printedJson(jsonReport(files)), `The baseline ${name}`);
}
