import { resolve } from 'node:path';
import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { contextOptions } from '../../shared/diagnostics/checkContext.ts';
import type { CheckedFile, UncheckedFile } from '../../shared/diagnostics/checkedFile.ts';
import { checkNamed } from '../../shared/diagnostics/checkNamed.ts';
import { checkContextOf, runsOf, type WorkflowPlaces } from './checkContext.ts';
import type { CheckRequest } from './checkRequest.ts';
import type { CommandIo } from './command.ts';
import { findDefinitions } from './findDefinitions.ts';
import { type FixedFile, fixFile, writeFixed } from './fixFile.ts';
import type { PolicyReader } from './policyReader.ts';
import { readDefinition } from './readDefinition.ts';
import { WorkflowTexts } from './workflowTexts.ts';

/** What became of the files of a check. */
export interface CheckedFiles {
  /** With the policies that have findings of their own before them. */
  readonly files: readonly CheckedFile[];
  readonly fixed: readonly FixedFile[];
  /** What could not be read or written, in order of path. */
  readonly unchecked: readonly UncheckedFile[];
}

/** What the files of one check have in common. */
interface Check extends WorkflowPlaces {
  readonly request: CheckRequest;
  readonly policies: PolicyReader;
  /** Day of the check, as in `2026-01-31`. */
  readonly today: string;
}

/** Checks the files that are asked for, one after the other; one that cannot be checked keeps no other from being. */
export async function checkFiles(io: CommandIo, request: CheckRequest, policies: PolicyReader): Promise<CheckedFiles> {
  const found = await findDefinitions(io, request.files);
  const today = new Date().toISOString().slice(0, 10);
  // Files that are checked together may run each other.
  const named = found.files.filter((name) => name !== '-').map((name) => resolve(io.folder, name));
  const check: Check = { request, named, policies, texts: new WorkflowTexts(io), today };
  const fixed: FixedFile[] = [];
  const unchecked = [...found.unchecked];
  for (const name of found.files) {
    const file = await checkFile(io, name, check);
    if (file.ok) fixed.push(file.value);
    else unchecked.push({ path: name.replaceAll('\\', '/'), message: file.error.message });
  }
  const paths = new Set(fixed.map(({ path }) => path));
  const files = [...policies.findings().filter(({ path }) => !paths.has(path)), ...fixed];
  return { files, fixed, unchecked: unchecked.sort((one, other) => (one.path < other.path ? -1 : 1)) };
}

async function checkFile(io: CommandIo, name: string, check: Check): Promise<Result<FixedFile>> {
  const { fix, isDryRun, profile } = check.request;
  const policy = await check.policies.policyFor(name);
  if (!policy.ok) return err(appError(policy.error.code, `${name} was not checked: ${policy.error.message}`));
  const read = await readDefinition(io, name);
  if (!read.ok) return read;
  const { path, document } = read.value;
  const context = await checkContextOf(io, { file: name, runs: runsOf(document) }, policy.value, check);
  const options = { ...contextOptions(context), today: check.today, policy: policy.value, profile };
  const file = fixFile(path, document, fix, (fixed) => checkNamed(path, fixed, options));
  const written = isDryRun ? ok(undefined) : await writeFixed(io, name, file);
  if (file.text !== file.before) check.texts.forget(resolve(io.folder, name));
  return written.ok ? ok(file) : written;
}
