import { access } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { CheckedFile } from '../../../shared/diagnostics/checkedFile.ts';
import { checkPolicy } from '../../../shared/diagnostics/checkPolicy.ts';
import { type Severity, severities } from '../../../shared/diagnostics/finding.ts';
import { checkDocument } from '../../../shared/diagnostics/runRules.ts';
import { sarifReport } from '../../../shared/diagnostics/sarif.ts';
import { textReport } from '../../../shared/diagnostics/text.ts';
import { defaultPolicy } from '../../../shared/policy/defaultPolicy.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';
import { type Command, type CommandIo, type ExitStatus, exitStatus } from '../command.ts';
import { readTextFile } from '../readTextFile.ts';

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
    if (!request.ok) return refuse(io, request.error);
    const { files, format, failOn } = request.value;
    const policies = new PolicyReader(request.value.policy, io.folder);
    const today = new Date().toISOString().slice(0, 10);
    const checked: CheckedFile[] = [];
    let status: ExitStatus = exitStatus.fine;
    for (const path of files) {
      const policy = await policies.for(path);
      const file = policy.ok ? await checkFile(path, io.folder, policy.value, today) : policy;
      if (file.ok) checked.push(file.value);
      else status = refuse(io, file.error);
    }
    const all = [...policies.findings(), ...checked];
    io.out(rendered(all, format, io.color));
    return status === exitStatus.unable ? status : verdict(all, failOn);
  },
};

function readRequest(args: readonly string[]): Result<Request, string> {
  const options = {
    policy: { type: 'string' },
    profile: { type: 'string' },
    format: { type: 'string', default: 'text' },
    'fail-on': { type: 'string', default: 'error' },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    const format = formats.find((known) => known === values.format);
    if (format === undefined) return err(`--format is one of ${formats.join(', ')}, not '${values.format}'`);
    const failOn = severities.find((known) => known === values['fail-on']);
    if (failOn === undefined) return err(`--fail-on is one of ${severities.join(', ')}, not '${values['fail-on']}'`);
    if (values.profile === 'synapse')
      return err('the profile `synapse` is not in this version yet; leave --profile out');
    if (values.profile !== undefined) return err(`there is no profile '${values.profile}'`);
    if (positionals.length === 0) return err('name at least one file, as in `drydock check order.yaml`');
    return ok({ files: positionals, policy: values.policy ?? null, format, failOn });
  } catch (error) {
    return err(error instanceof Error ? error.message.replace(/\s+/g, ' ') : 'the arguments cannot be read');
  }
}

function refuse(io: CommandIo, message: string): ExitStatus {
  io.error(`drydock check: ${message}`);
  return exitStatus.unable;
}

async function checkFile(
  path: string,
  folder: string,
  policy: Policy,
  today: string,
): Promise<Result<CheckedFile, string>> {
  const text = await readTextFile(resolve(folder, path));
  if (!text.ok) return err(`${path}: ${text.error.message}`);
  const document = parseDocument(text.value);
  if (!document.ok) return err(`${path}: ${document.error.message}`);
  return ok({ path: slashed(path), text: text.value, findings: checkDocument(document.value, { policy, today }) });
}

function rendered(files: readonly CheckedFile[], format: Format, color: boolean): string {
  switch (format) {
    case 'text':
      return textReport(files, { color });
    case 'json':
      return `${JSON.stringify({ check: 1, files: files.map(({ path, findings }) => ({ path, findings })) }, null, 2)}\n`;
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

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

/** Finds the policy of each file, and reads each policy once. A broken one is a finding, and the default holds. */
class PolicyReader {
  readonly #given: string | null;
  readonly #folder: string;
  readonly #read = new Map<string, { readonly policy: Result<Policy, string>; readonly file: CheckedFile | null }>();

  constructor(given: string | null, folder: string) {
    this.#given = given;
    this.#folder = folder;
  }

  async for(file: string): Promise<Result<Policy, string>> {
    const path = this.#given ?? (await this.#beside(file));
    if (path === null) return ok(defaultPolicy);
    const known = this.#read.get(path) ?? (await this.#readPolicy(path));
    this.#read.set(path, known);
    return known.policy;
  }

  /** The policies that have findings of their own. */
  findings(): CheckedFile[] {
    return [...this.#read.values()].flatMap(({ file }) => (file === null ? [] : [file]));
  }

  async #beside(file: string): Promise<string | null> {
    const path = join(dirname(file), 'policy.yaml');
    return access(resolve(this.#folder, path)).then(
      () => path,
      () => null,
    );
  }

  async #readPolicy(path: string): Promise<{ policy: Result<Policy, string>; file: CheckedFile | null }> {
    const text = await readTextFile(resolve(this.#folder, path));
    if (!text.ok) return { policy: err(`${path}: ${text.error.message}`), file: null };
    const document = parseDocument(text.value);
    if (!document.ok) return { policy: err(`${path}: ${document.error.message}`), file: null };
    const { policy, findings } = checkPolicy(document.value);
    const file = findings.length === 0 ? null : { path: slashed(path), text: text.value, findings };
    return { policy: ok(policy), file };
  }
}
