import { ok } from '../../../shared/base/result.ts';
import { oneLine } from '../../../shared/base/withoutControls.ts';
import { type BaselineEntry, compareWithBaseline } from '../../../shared/diagnostics/baseline.ts';
import { type CheckedFile, openFindings } from '../../../shared/diagnostics/checkedFile.ts';
import type { Severity } from '../../../shared/diagnostics/finding.ts';
import { jsonReport } from '../../../shared/diagnostics/json.ts';
import { sarifReport } from '../../../shared/diagnostics/sarif.ts';
import { textReport } from '../../../shared/diagnostics/text.ts';
import { unifiedDiff } from '../../../shared/diagnostics/unifiedDiff.ts';
import { readBaseline, writeBaseline } from '../baselineFile.ts';
import { type CheckedFiles, checkFiles } from '../checkFiles.ts';
import { type CheckRequest, checkFlags, isGrave, readCheckRequest } from '../checkRequest.ts';
import { type Command, type CommandIo, type ExitStatus, exitStatus } from '../command.ts';
import { exactText } from '../exactText.ts';
import { fixLines } from '../fixFile.ts';
import { PolicyReader } from '../policyReader.ts';
import { printedJson } from '../printedJson.ts';
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
    const { files, fixed, unchecked } = await checkFiles(io, request.value, policies);
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

function rendered(
  { files, absent, fixed, unchecked }: CheckedFiles & { readonly absent: readonly BaselineEntry[] },
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
