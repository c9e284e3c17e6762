import { isJsonObject } from '../../base/json.ts';
import { pathsRead } from '../../expressions/analyse.ts';
import { partsOf } from '../../expressions/parts.ts';
import { isRuntimeExpression } from '../../expressions/runtimeExpression.ts';
import type { Expression, ObjectConstruction } from '../../expressions/syntax.ts';
import { joinPointer } from '../../workflow/pointer.ts';
import type { Outcome } from '../flow/dataFlow.ts';
import { holdsData, type Shape } from '../flow/shape.ts';
import { keyName } from '../flow/stepPath.ts';
import type { PartModel } from '../model.ts';
import { partOf } from '../modelExpressions.ts';
import { type ModelTask, taskMember } from '../modelTask.ts';
import type { Report, Rule } from '../rule.ts';
import type { Place } from '../surroundings.ts';

const call =
  '- order:\n    call: http\n    with:\n      method: get\n      endpoint: https://shop.example.com/orders\n';

/** Headers that data makes up, or that break out of their line. */
export const headerInjection: Rule = {
  id: 'header-injection',
  title: 'Headers that data makes up',
  severity: 'warning',
  confidence: 'high',
  why: 'Headers steer proxies, caches and servers. Where data brings the whole map, whoever fills it sets `Host`, `Authorization` or `X-Forwarded-For`. A line break in a name or value begins another header, or another request behind it.',
  remedy:
    'Write the names of the headers here, let data give single values, and leave those to the runtime that frame the request.',
  references: [
    {
      title: 'CWE-113: Improper Neutralization of CRLF Sequences in HTTP Headers',
      url: 'https://cwe.mitre.org/data/definitions/113.html',
    },
    { title: 'RFC 9110, section 5.5: Field Values', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-5.5' },
  ],
  fix: null,
  examples: {
    bad: [
      { title: 'headers from data', text: `${call}      headers: \${ .headers }\n` },
      { title: 'a header that frames the request', text: `${call}      headers: { Host: "\${ .shop }" }\n` },
    ],
    good: [
      { title: 'one value from data', text: `${call}      headers: { X-Request-Id: "\${ .requestId }" }\n` },
      { title: 'a map with fixed names', text: `${call}      headers: '\${ { "X-Request-Id": .requestId } }'\n` },
    ],
  },
  checkTask,
  checkOutcome,
};

/** Headers that say where a request ends or who gets it (RFC 9110, section 7.2; RFC 9112, sections 6 and 9). */
const framing = /^(host|content-length|transfer-encoding|connection|upgrade|te|trailer|expect)$/i;
/** Headers by which receivers tell who asks, or for what; behind a proxy they are believed. */
const believed =
  /^(forwarded|x-forwarded-(for|host|proto|port|server)|x-real-ip|true-client-ip|x-original-(url|host)|x-rewrite-url|x-http-method(-override)?|x-method-override)$/i;
/** RFC 9110, section 5.6.2. */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

function checkTask(task: ModelTask, model: PartModel, report: Report): void {
  if (task.action === 'email') checkMail(task, model, report);
  const place = headersOf(task);
  const headers = place === null ? undefined : taskMember(task, ...place);
  if (place === null || headers === undefined) return;
  const pointer = `${task.reference}/${place.join('/')}`;
  if (isJsonObject(headers)) {
    for (const [name, value] of Object.entries(headers))
      checkHeader(model, joinPointer(pointer, name), name, value, report);
    return;
  }
  const expression = model.part.textAt(pointer)?.expression ?? null;
  if (expression === null || expression.problems.length > 0) return;
  const { tree, text } = expression;
  for (const { key, value } of hasWrittenNames(tree) ? tree.entries : []) {
    const part = value ?? key;
    const place = model.placeIn(text, partOf(expression, part.range));
    checkData(keyName(key) ?? '', value === null || pathsRead(value).length > 0, place, report);
    if (hasBreak(part)) sayBreak(keyName(key) ?? '', place, report);
  }
}

function hasWrittenNames(tree: Expression): tree is ObjectConstruction {
  return tree.kind === 'object' && tree.entries.every(({ key }) => keyName(key) !== null);
}

/** Headers that are put together elsewhere, or of names that are worked out. */
function checkOutcome({ expression, shape }: Outcome, model: PartModel, report: Report): void {
  const { text, tree, problems } = expression;
  const place = text.task === null ? null : headersOf(text.task);
  if (text.task === null || place === null || problems.length > 0 || hasWrittenNames(tree)) return;
  if (text.pointer !== `${text.task.reference}/${place.join('/')}`) return;
  const at = model.placeOf(text.pointer);
  if (shape !== null && isListed(shape)) {
    for (const [name, value] of shape.members) checkData(name, holdsData(value), at, report);
    return;
  }
  report({
    message: 'Data decides which headers are sent.',
    help: 'Write the names of the headers here, and let data give their values.',
    ...at,
  });
}

/** Whether the definition writes the names of all that is in an object. */
function isListed({ type, opens, items, keys, labels }: Shape): boolean {
  return opens === 'closed' && items === null && keys.length === 0 && (labels.length === 0 || type === 'object');
}

/** Fields of a mail that become its headers. */
const mailHeaders = ['subject', 'to', 'cc', 'bcc', 'from', 'replyTo'];

function checkMail(task: ModelTask, model: PartModel, report: Report): void {
  for (const name of mailHeaders) {
    const pointer = `${task.reference}/with/${name}`;
    const text = model.part.textAt(pointer);
    if (text === undefined) continue;
    const isBroken = text.expression === null ? breaks.test(text.value.trim()) : hasBreak(text.expression.tree);
    if (isBroken) sayBreak(name, model.placeOf(pointer), report);
  }
}

/** A line break that something follows. */
const breaks = /[\r\n]./s;

/** Whether an expression writes a line break. */
function hasBreak(tree: Expression): boolean {
  return partsOf(tree).some(
    (node) =>
      (node.kind === 'literal' && typeof node.value === 'string' && /[\r\n]/.test(node.value)) ||
      (node.kind === 'string' && node.parts.some((part) => typeof part === 'string' && /[\r\n]/.test(part))),
  );
}

function sayBreak(name: string, place: Place, report: Report): void {
  report({
    message: `The value of \`${name.slice(0, 60)}\` has a line break in it.`,
    help: 'Write it on one line.',
    ...place,
  });
}

function checkData(name: string, isData: boolean, place: Place, report: Report): void {
  if (!isData) return;
  if (framing.test(name)) {
    report({
      message: `Data decides \`${name}\`, which frames the request.`,
      help: 'Leave this header to the runtime, or write its value here.',
      ...place,
    });
  } else if (believed.test(name)) {
    report({
      message: `Data decides \`${name}\`, by which receivers tell who asks, or for what.`,
      help: 'Leave this header to the runtime and its proxies, or write its value here.',
      ...place,
      severity: 'note',
    });
  }
}

function headersOf(task: ModelTask): readonly string[] | null {
  const { call } = task.task;
  if (call === 'http' || task.action === 'webhook') return ['with', 'headers'];
  return call === 'mcp' ? ['with', 'transport', 'http', 'headers'] : null;
}

function checkHeader(model: PartModel, pointer: string, name: string, value: unknown, report: Report): void {
  if (typeof value !== 'string') return;
  if (!token.test(name)) {
    report({
      message: 'This is not the name of a header.',
      help: 'Use letters, digits and hyphens alone.',
      ...model.placeOf(pointer, 'key'),
    });
  }
  const isExpression = isRuntimeExpression(value);
  const place = model.placeOf(pointer);
  checkData(name, isExpression || value.includes('{{'), place, report);
  const tree = model.part.textAt(pointer)?.expression?.tree;
  if (isExpression ? tree !== undefined && hasBreak(tree) : breaks.test(value.trim())) sayBreak(name, place, report);
}
