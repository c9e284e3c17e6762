import { ok, type Result } from '../../../shared/base/result.ts';
import { type BaselineEntry, compareWithBaseline } from '../../../shared/diagnostics/baseline.ts';
import { contextOptions } from '../../../shared/diagnostics/checkContext.ts';
import { type CheckedFile, openFindings } from '../../../shared/diagnostics/checkedFile.ts';
import { checkNamed } from '../../../shared/diagnostics/checkNamed.ts';
import type { Severity } from '../../../shared/diagnostics/finding.ts';
import { jsonReport } from '../../../shared/diagnostics/json.ts';
import { sarifReport } from '../../../shared/diagnostics/sarif.ts';
import { textReport } from '../../../shared/diagnostics/text.ts';
import { unifiedDiff } from '../../../shared/diagnostics/unifiedDiff.ts';
import { readBaseline, writeBaseline } from '../baselineFile.ts';
import { checkContextOf, runsOf } from '../checkContext.ts';
import { type CheckRequest, isGrave, readCheckRequest } from '../checkRequest.ts';
import { type Command, type CommandIo, type ExitStatus, exitStatus } from '../command.ts';
import { unable } from '../files.ts';
import { findDefinitions } from '../findDefinitions.ts';
import { type FixedFile, fixFile, fixLines, writeFixed } from '../fixFile.ts';
import { PolicyReader } from '../policyReader.ts';
import { readDefinition } from '../readDefinition.ts';

/** `drydock check`: the findings of definitions, and whether any is grave enough. */
export const checkCommand: Command = {
  name: 'check',
  usage:
    'check PATH… [--policy F] [--profile synapse] [--format text|json|sarif] [--fail-on error|warning|note] [--baseline F] [--write-baseline F] [--fix[=review]] [--diff]',
  summary:
    'Checks definitions, and those below folders: syntax, schema and every rule. 1 where a finding that is new is at or above --fail-on. --fix mends what it can.',
  async run(args, io) {
    const request = readCheckRequest(args);
    if (!request.ok) return unable(io, 'check', request.error);
    const { baseline, newBaseline, failOn } = request.value;
    const known = baseline === null ? ok(null) : await readBaseline(io, baseline);
    if (!known.ok) return unable(io, 'check', known.error);
    const named = await findDefinitions(io, request.value.files);
    const { files, fixed, refused: unread } = await checkAll(io, { ...request.value, files: named.files });
    const refused = [...named.refused, ...unread];
    for (const message of refused) unable(io, 'check', { message });
    const found = known.value === null ? { files, absent: [] } : compareWithBaseline(files, known.value);
    if (files.length > 0) io.out(rendered(found, fixed, request.value, io));
    // A log has no place for what was done before it.
    if (request.value.format === 'sarif' && fixLines(fixed) !== '') io.error(fixLines(fixed).trimEnd());
    if (newBaseline !== null && files.length > 0) {
      const written = await writeBaseline(io, newBaseline, files);
      if (!written.ok) return unable(io, 'check', written.error);
    }
    if (refused.length > 0) return exitStatus.unable;
    // What was just written down as known is known.
    return newBaseline === null ? verdict(found.files, failOn) : exitStatus.fine;
  },
};

interface Checked {
  /** With the policies that have findings of their own before them. */
  readonly files: readonly CheckedFile[];
  readonly fixed: readonly FixedFile[];
  /** Why files could not be read or written, each once. */
  readonly refused: readonly string[];
}

async function checkAll(io: CommandIo, request: CheckRequest): Promise<Checked> {
  const policies = new PolicyReader(io, request.policy);
  const today = new Date().toISOString().slice(0, 10);
  const fixed: FixedFile[] = [];
  const refused = new Set<string>();
  for (const name of request.files) {
    const file = await checkFile(io, name, request, policies, today);
    if (file.ok) fixed.push(file.value);
    else refused.add(file.error.message);
  }
  const named = new Set(fixed.map(({ path }) => path));
  const files = [...policies.findings().filter(({ path }) => !named.has(path)), ...fixed];
  return { files, fixed, refused: [...refused] };
}

async function checkFile(
  io: CommandIo,
  name: string,
  { fix, isDryRun, profile, files }: CheckRequest,
  policies: PolicyReader,
  today: string,
): Promise<Result<FixedFile>> {
  const policy = await policies.policyFor(name);
  if (!policy.ok) return policy;
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
  { files, absent }: { readonly files: readonly CheckedFile[]; readonly absent: readonly BaselineEntry[] },
  fixed: readonly FixedFile[],
  { format, isDryRun }: CheckRequest,
  { color, columns }: CommandIo,
): string {
  if (isDryRun) return fixed.map(({ path, before, text }) => unifiedDiff(path, before, text)).join('');
  switch (format) {
    case 'text':
      return fixLines(fixed) + textReport(files, { color, columns, absent: absent.length });
    case 'json':
      return `${JSON.stringify(jsonReport(files), null, 2)}\n`;
    case 'sarif':
      return `${JSON.stringify(sarifReport(files, absent), null, 2)}\n`;
  }
}

function verdict(files: readonly CheckedFile[], failOn: Severity): ExitStatus {
  const fails = files.some((file) => openFindings(file).some((finding) => isGrave(finding, failOn)));
  return fails ? exitStatus.no : exitStatus.fine;
}
