import { isJsonObject } from '../../base/json.ts';
import { isRuntimeExpression } from '../../expressions/runtimeExpression.ts';
import { joinPointer } from '../../workflow/pointer.ts';
import type { PartModel } from '../model.ts';
import { type ModelTask, taskMember } from '../modelTask.ts';
import type { Report, Rule } from '../rule.ts';

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
};

/** Headers that say where a request ends or who gets it (RFC 9110, section 7.2; RFC 9112, sections 6 and 9). */
const framing = /^(host|content-length|transfer-encoding|connection|upgrade|te|trailer|expect)$/i;
/** RFC 9110, section 5.6.2. */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

function checkTask(task: ModelTask, model: PartModel, report: Report): void {
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
  const isBuilt = expression?.tree.kind === 'object' && expression.tree.entries.every(({ key }) => isWritten(key.kind));
  if (expression === null || isBuilt || expression.problems.length > 0) return;
  report({
    message: 'Data decides which headers are sent.',
    help: 'Write the names of the headers here, and let data give their values.',
    ...model.placeOf(pointer),
  });
}

function isWritten(kind: string): boolean {
  return kind === 'literal' || kind === 'variable';
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
  const isData = isRuntimeExpression(value) || value.includes('{{');
  if (isData && framing.test(name)) {
    report({
      message: `Data decides \`${name}\`, which frames the request.`,
      help: 'Leave this header to the runtime, or write its value here.',
      ...model.placeOf(pointer),
    });
  }
  if (!isData && /[\r\n]./s.test(value.trim())) {
    report({
      message: `The value of \`${name.slice(0, 60)}\` has a line break in it.`,
      help: 'Write it on one line.',
      ...model.placeOf(pointer),
    });
  }
}
