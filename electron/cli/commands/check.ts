import { appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { CheckedFile } from '../../../shared/diagnostics/checkedFile.ts';
import { checkNamed } from '../../../shared/diagnostics/checkNamed.ts';
import { type Severity, severities } from '../../../shared/diagnostics/finding.ts';
import { jsonReport } from '../../../shared/diagnostics/json.ts';
import { sarifReport } from '../../../shared/diagnostics/sarif.ts';
import { textReport } from '../../../shared/diagnostics/text.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import { type Command, type CommandIo, type ExitStatus, exitStatus } from '../command.ts';
import { unable } from '../files.ts';
import { PolicyReader } from '../policyReader.ts';
import { oneOf, readArguments } from '../readArguments.ts';
import { readDefinition } from '../readDefinition.ts';

const formats = ['text', 'json', 'sarif'] as const;
type Format = (typeof formats)[number];

interface Request {
  readonly files: readonly string[];
  readonly policy: string | null;
  readonly format: Format;
  readonly failOn: Severity;
}

/** `drydock check`: the findings of definitions, and whether any is grave enough. */
export const checkCommand: Command = {
  name: 'check',
  usage: 'check FILE… [--policy F] [--profile synapse] [--format text|json|sarif] [--fail-on error|warning|note]',
  summary: 'Checks definitions: syntax, schema and every rule. 1 where a finding is at or above --fail-on.',
  async run(args, io) {
    const request = readRequest(args);
    if (!request.ok) return unable(io, 'check', request.error);
    const { files, format, failOn } = request.value;
    const policies = new PolicyReader(io, request.value.policy);
    const today = new Date().toISOString().slice(0, 10);
    const checked: CheckedFile[] = [];
    const refused: string[] = [];
    for (const name of files) {
      const policy = await policies.policyFor(name);
      const file = policy.ok ? await checkFile(io, name, policy.value, today) : policy;
      if (file.ok) checked.push(file.value);
      else if (!refused.includes(file.error.message)) refused.push(file.error.message);
    }
    for (const message of refused) unable(io, 'check', { message });
    const named = new Set(checked.map(({ path }) => path));
    const all = [...policies.findings().filter(({ path }) => !named.has(path)), ...checked];
    if (all.length > 0) io.out(rendered(all, format, io.color));
    return refused.length > 0 ? exitStatus.unable : verdict(all, failOn);
  },
};

function readRequest(args: readonly string[]): Result<Request> {
  const read = readArguments(args, { policy: 'value', profile: 'value', format: 'value', 'fail-on': 'value' });
  if (!read.ok) return read;
  const { flags, rest } = read.value;
  const format = oneOf('format', flags.format, formats, 'text');
  if (!format.ok) return format;
  const failOn = oneOf('fail-on', flags['fail-on'], severities, 'error');
  if (!failOn.ok) return failOn;
  if (flags.profile !== undefined) return err(appError('invalid-input', profileRefusal(flags.profile)));
  if (rest.length === 0)
    return err(appError('invalid-input', 'name at least one file, as in `drydock check order.yaml`'));
  return ok({ files: rest, policy: flags.policy ?? null, format: format.value, failOn: failOn.value });
}

function profileRefusal(name: string): string {
  return name === 'synapse'
    ? 'the profile `synapse` is not in this version yet; leave --profile out'
    : `there is no profile '${name}'`;
}

async function checkFile(io: CommandIo, name: string, policy: Policy, today: string): Promise<Result<CheckedFile>> {
  const read = await readDefinition(io, name);
  if (!read.ok) return read;
  const { path, document } = read.value;
  return ok({ path, text: document.text, findings: checkNamed(path, document, { policy, today }) });
}

function rendered(files: readonly CheckedFile[], format: Format, color: boolean): string {
  switch (format) {
    case 'text':
      return textReport(files, { color });
    case 'json':
      return `${JSON.stringify(jsonReport(files), null, 2)}\n`;
    case 'sarif':
      return `${JSON.stringify(sarifReport(files), null, 2)}\n`;
  }
}

function verdict(files: readonly CheckedFile[], failOn: Severity): ExitStatus {
  const gravest = severities.indexOf(failOn);
  const isGrave = files.some(({ findings }) =>
    findings.some(({ severity, waiver }) => waiver === null && severities.indexOf(severity) <= gravest),
  );
  return isGrave ? exitStatus.no : exitStatus.fine;
}
