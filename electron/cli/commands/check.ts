import { appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { oneLine } from '../../../shared/base/withoutControls.ts';
import { type BaselineEntry, compareWithBaseline } from '../../../shared/diagnostics/baseline.ts';
import { contextOptions } from '../../../shared/diagnostics/checkContext.ts';
import { type CheckedFile, openFindings, type UncheckedFile } from '../../../shared/diagnostics/checkedFile.ts';
import { checkNamed } from '../../../shared/diagnostics/checkNamed.ts';
import type { Severity } from '../../../shared/diagnostics/finding.ts';
import { jsonReport } from '../../../shared/diagnostics/json.ts';
import { sarifReport } from '../../../shared/diagnostics/sarif.ts';
import { textReport } from '../../../shared/diagnostics/text.ts';
import { unifiedDiff } from '../../../shared/diagnostics/unifiedDiff.ts';
import { readBaseline, writeBaseline } from '../baselineFile.ts';
import { checkContextOf, runsOf } from '../checkContext.ts';
import { type CheckRequest, checkFlags, isGrave, readCheckRequest } from '../checkRequest.ts';
import { type Command, type CommandIo, type ExitStatus, exitStatus } from '../command.ts';
import { exactText } from '../exactText.ts';
import { findDefinitions } from '../findDefinitions.ts';
import { type FixedFile, fixFile, fixLines, writeFixed } from '../fixFile.ts';
import { PolicyReader } from '../policyReader.ts';
import { printedJson } from '../printedJson.ts';
import { readDefinition } from '../readDefinition.ts';
import { tell, unable } from '../tell.ts';

/** `drydock check`: the findings of definitions, and whether any is grave enough. */
export const checkCommand: Command = {
  name: 'check',
  args: 'PATH…',
  summary:
    'Checks definitions, and those below folders: syntax, schema and every rule. 1 where a finding that is new is at or above --fail-on, 2 where a file cannot be checked. --fix mends what it can.',
  flags: checkFlags,
  async run(args, io) {
    const request = readCheckRequest(args);
    if (!request.ok) return unable(io, 'check', request.error);
    const { baseline, newBaseline, failOn, isDryRun } = request.value;
    const known = baseline === null ? ok(null) : await readBaseline(io, baseline);
    if (!known.ok) return unable(io, 'check', known.error);
    const policies = new PolicyReader(io, request.value.policy);
    const given = await policies.given();
    if (!given.ok) return unable(io, 'check', given.error);
    const { files, fixed, unchecked } = await checkAll(io, request.value, policies);
    for (const file of unchecked) unable(io, 'check', file);
    const found = known.value === null ? { files, absent: [] } : compareWithBaseline(files, known.value);
    io.out(rendered({ ...found, fixed, unchecked }, request.value, io));
    // A log has no place for what was done before it.
    if (request.value.format === 'sarif' && fixLines(fixed) !== '') io.error(fixLines(fixed).trimEnd());
    if (newBaseline !== null) {
      const written = await writeBaseline(io, newBaseline, files, request.value.policy);
      if (!written.ok) return unable(io, 'check', written.error);
    }
    if (unchecked.length > 0) return exitStatus.unable;
    // What was just written down as known is known.
    const status = newBaseline === null ? verdict(found.files, failOn) : exitStatus.fine;
    if (isDryRun && status === exitStatus.no)
      tell(io, 'check', 'there are findings left; without --diff they are shown');
    return status;
  },
};

interface Checked {
  /** With the policies that have findings of their own before them. */
  readonly files: readonly CheckedFile[];
  readonly fixed: readonly FixedFile[];
  /** What could not be read or written, each once. */
  readonly unchecked: readonly UncheckedFile[];
}

async function checkAll(io: CommandIo, request: CheckRequest, policies: PolicyReader): Promise<Checked> {
  const named = await findDefinitions(io, request.files);
  const today = new Date().toISOString().slice(0, 10);
  const fixed: FixedFile[] = [];
  const unchecked = [...named.unchecked];
  for (const name of named.files) {
    const file = await checkFile(io, name, { ...request, files: named.files }, policies, today);
    if (file.ok) fixed.push(file.value);
    else unchecked.push({ path: name.replaceAll('\\', '/'), message: file.error.message });
  }
  const names = new Set(fixed.map(({ path }) => path));
  const files = [...policies.findings().filter(({ path }) => !names.has(path)), ...fixed];
  return { files, fixed, unchecked: unchecked.sort((one, other) => (one.path < other.path ? -1 : 1)) };
}

async function checkFile(
  io: CommandIo,
  name: string,
  { fix, isDryRun, profile, files }: CheckRequest,
  policies: PolicyReader,
  today: string,
): Promise<Result<FixedFile>> {
  const policy = await policies.policyFor(name);
  if (!policy.ok) return err(appError(policy.error.code, `${name} was not checked: ${policy.error.message}`));
  const read = await readDefinition(io, name);
  if (!read.ok) return read;
  const { path, document } = read.value;
  const context = await checkContextOf(io, { file: name, runs: runsOf(document) }, policy.value, files);
  const options = { ...contextOptions(context), today, policy: policy.value, profile };
  const file = fixFile(path, document, fix, (fixed) => checkNamed(path, fixed, options));
  const written = isDryRun ? ok(undefined) : await writeFixed(io, name, file);
  return written.ok ? ok(file) : written;
}

function rendered(
  { files, absent, fixed, unchecked }: Checked & { readonly absent: readonly BaselineEntry[] },
  { format, isDryRun }: CheckRequest,
  { color, columns }: CommandIo,
): string {
  if (isDryRun) {
    const patch = fixed.map(({ path, before, text }) => unifiedDiff(oneLine(path), before, text)).join('');
    return exactText({ columns }, patch);
  }
  switch (format) {
    case 'text':
      if (files.length === 0) return '';
      return (
        fixLines(fixed) + textReport(files, { color, columns, absent: absent.length, unchecked: unchecked.length })
      );
    case 'json':
      return printedJson(jsonReport(files, unchecked));
    case 'sarif':
      return printedJson(sarifReport(files, { absent, unchecked }));
  }
}

function verdict(files: readonly CheckedFile[], failOn: Severity): ExitStatus {
  const fails = files.some((file) => openFindings(file).some((finding) => isGrave(finding, failOn)));
  return fails ? exitStatus.no : exitStatus.fine;
}
