import { partsOf } from '../../expressions/parts.ts';
import { classifyName } from '../../policy/classifyName.ts';
import type { Range } from '../../workflow/document.ts';
import { type StartedProcess, startedProcesses } from '../commandCode.ts';
import {
  credentialsInAddress,
  credentialsInCommand,
  credentialsInScript,
  isCredentialHeader,
  isCredentialName,
  isWrittenOut,
  type WrittenCredential,
} from '../credentialNames.ts';
import type { Confidence, Fix, Severity } from '../finding.ts';
import type { PartModel } from '../model.ts';
import { type ModelExpression, partOf } from '../modelExpressions.ts';
import type { ModelTask } from '../modelTask.ts';
import type { ModelText } from '../modelText.ts';
import type { Report, Rule } from '../rule.ts';
import { wholeText } from '../writtenText.ts';

const call =
  '- report:\n    call: http\n    with:\n      method: get\n      endpoint:\n        uri: https://reports.example.com/\n';

/** Passwords, tokens and keys that are written into the definition. */
export const inlineCredential: Rule = {
  id: 'inline-credential',
  title: 'Credential in the definition',
  severity: 'error',
  confidence: 'high',
  why: 'A definition is kept in every revision, shown in reviews, sealed and handed over. A password in it is known to all who ever see one of them, and can only be changed by a new revision.',
  remedy:
    'Declare a secret in `use.secrets`, and name it by `use` or `$secrets`. A credential that was in a definition once has to be replaced.',
  references: [
    { title: 'CWE-798: Use of Hard-coded Credentials', url: 'https://cwe.mitre.org/data/definitions/798.html' },
    {
      title: 'OWASP: Secrets Management',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
    },
  ],
  limits: 'Credentials under names that say nothing, and those that a script puts together.',
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'a password written out',
        text: `${call}        authentication:\n          basic: { username: reporter, password: correct horse }\n`,
      },
      {
        title: 'a token written out',
        text: `${call}        authentication:\n          bearer: { token: not-a-real-token }\n`,
      },
      {
        title: 'a password inside a command',
        text: '- load:\n    run:\n      shell: { command: "PGPASSWORD=not-a-real-one psql -h db.example.com" }\n',
      },
    ],
    good: [
      { title: 'a declared secret', text: `${call}        authentication:\n          basic: { use: reporter }\n` },
      {
        title: 'a password from a declared secret',
        text: `${call}        authentication:\n          basic: { username: reporter, password: "\${ $secrets.reporter }" }\n`,
      },
    ],
  },
  marksSecrets: true,
  checkText,
  checkTask,
};

const credentialKeys = new Set(['password', 'token', 'secret', 'assertion']);
const credentialHolders = new Set(['basic', 'digest', 'bearer', 'client', 'oauth2', 'oidc', 'subject', 'actor']);
const credentialClasses = new Set(['password', 'token']);
const parameter = /[?&]([^=&#]+)=([^&#]+)/g;

function checkText(text: ModelText, model: PartModel, report: Report): void {
  const found = text.expression === null ? credentialIn(text, text.value, model) : inExpression(text.expression, model);
  if (found !== null) {
    say(model, text, found, report);
    return;
  }
  for (const { what, start, end } of insideOf(text, model)) {
    const likely = { severity: 'warning', confidence: 'medium', isAuthentication: false } as const;
    say(model, text, { ...likely, what, part: { start, end } }, report);
  }
}

function checkTask(task: ModelTask, model: PartModel, report: Report): void {
  for (const process of startedProcesses(task)) checkArguments(model, process, report);
}

function say(model: PartModel, text: ModelText, found: Credential, report: Report): void {
  report({
    message: `${found.what} is written out here.`,
    help: 'Declare a secret in `use.secrets` and name it here; replace the credential, as it is known now.',
    pointer: text.pointer,
    range: found.part === null ? text.range : model.rangeIn(text, found.part),
    severity: found.severity,
    confidence: found.confidence,
    identity: found.what,
    fixes: found.isAuthentication ? secretFix(model, text) : [],
  });
}

/** What an expression writes itself: all of its text, or a member of an object (`{ password: "…" }`). */
function inExpression(expression: ModelExpression, model: PartModel): Credential | null {
  const { text, tree } = expression;
  const whole = wholeText(expression);
  if (whole !== null) {
    const found = credentialIn(text, whole.value, model);
    return found === null ? null : { ...found, part: found.part === null ? null : whole.range };
  }
  const inAddress = parameterIn(text.value, model);
  if (inAddress !== null || !/pass|token|secret|key|auth|cookie|pwd/i.test(text.value)) return inAddress;
  for (const node of partsOf(tree)) {
    for (const { key, value } of node.kind === 'object' ? node.entries : []) {
      const name = key.kind === 'literal' && typeof key.value === 'string' ? key.value : null;
      if (name === null || value?.kind !== 'literal' || typeof value.value !== 'string') continue;
      const found = credentialIn({ ...text, path: [...text.path, name] }, value.value, model);
      if (found !== null) return { ...found, part: partOf(expression, value.range), isAuthentication: false };
    }
  }
  return null;
}

/** Credentials in the middle of commands, scripts and addresses. */
function insideOf(text: ModelText, { part }: PartModel): readonly WrittenCredential[] {
  const { path, value } = text;
  if (part.isCode(text)) return credentialsInCommand(value);
  if (path.at(-1) === 'code' && path.at(-2) === 'script') return credentialsInScript(value);
  // Of addresses that are called another rule tells.
  const isCalled = path.at(-1) === 'endpoint' || path.at(-1) === 'uri' || path.at(-1) === 'url';
  return isCalled ? [] : credentialsInAddress(value);
}

/** `--password=…`, or `--password` and the next word. */
function checkArguments(model: PartModel, { arguments: given }: StartedProcess, report: Report): void {
  for (const [index, { pointer, value }] of given.entries()) {
    const [, name = '', , inside = ''] = /^--?([a-z][\w-]*)(=(.*))?$/is.exec(value) ?? [];
    const next = value.includes('=') ? { pointer, value: inside } : given[index + 1];
    if (next === undefined || !isCredentialName(name) || !isWrittenOut(next.value) || /^-|^\//.test(next.value))
      continue;
    report({
      message: `The option \`${name.slice(0, 60)}\` is written out here.`,
      help: 'Pass it through `environment`, from a secret that `use.secrets` declares; replace it, as it is known now.',
      ...model.placeOf(next.pointer),
      confidence: 'medium',
      identity: name,
    });
  }
}

interface Credential {
  readonly what: string;
  /** The part of the text's value; null for all of it. */
  readonly part: Range | null;
  readonly isAuthentication: boolean;
  readonly severity: Severity;
  readonly confidence: Confidence;
}

function credentialIn(text: ModelText, value: string, model: PartModel): Credential | null {
  const { path } = text;
  const key = path.at(-1) ?? '';
  const holder = path.at(-2) ?? '';
  const isAuthenticated = path.includes('authentication') || path[1] === 'authentications';
  if (isAuthenticated && credentialKeys.has(key) && credentialHolders.has(holder)) {
    return isWrittenOut(value) ? sure(`The ${key} of \`${holder}\``, true) : null;
  }
  if (holder === 'headers' && isCredentialHeader(key)) {
    return isWrittenOut(value) ? sure(`The header \`${key}\``, false) : null;
  }
  const fromAddress = parameterIn(value, model);
  if (fromAddress !== null) return fromAddress;
  if (!text.isData || path.includes('schema') || !isWrittenOut(value) || value.length < 4) return null;
  const found = classifyName(key, model.policy);
  const isNamed = holder === 'environment' && isCredentialName(key) && !/[\\/]/.test(value);
  if (!isNamed && (found === null || !credentialClasses.has(found))) return null;
  return {
    what: `\`${key.slice(0, 60)}\``,
    part: null,
    isAuthentication: false,
    severity: 'warning',
    confidence: 'medium',
  };
}

function sure(what: string, isAuthentication: boolean): Credential {
  return { what, part: null, isAuthentication, severity: 'error', confidence: 'high' };
}

/** A credential among the query parameters of an address. */
function parameterIn(value: string, { policy }: PartModel): Credential | null {
  if (!value.includes('?') || !value.includes('://')) return null;
  for (const { 1: name = '', 2: credential = '', index } of value.matchAll(parameter)) {
    const found = isWrittenOut(credential) ? classifyName(name, policy) : null;
    if (found === null || !credentialClasses.has(found)) continue;
    const start = index + 1 + name.length + 1;
    return {
      ...sure(`The parameter \`${name.slice(0, 60)}\` of the address`, false),
      part: { start, end: start + credential.length },
    };
  }
  return null;
}

/** Names a secret here and declares it. */
function secretFix(model: PartModel, text: ModelText): readonly Fix[] {
  const owner = text.task?.name ?? (text.path[1] === 'authentications' ? text.path[2] : undefined) ?? 'workflow';
  const name = `${owner}_${text.path.at(-1) ?? 'secret'}`.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^[0-9]/, '_$&');
  const declaration = model.declareSecret(name);
  if (declaration === null) return [];
  const newText = JSON.stringify(`\${ $secrets.${name} }`);
  return [
    {
      title: `Take it from a secret \`${name}\``,
      safe: false,
      edits: [...declaration, { range: text.range, newText }],
    },
  ];
}
