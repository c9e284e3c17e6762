import { type PathRead, pathsRead } from '../../expressions/analyse.ts';
import type { Expression } from '../../expressions/syntax.ts';
import type { Range } from '../../workflow/document.ts';
import type { Outcome } from '../flow/dataFlow.ts';
import type { PartModel } from '../model.ts';
import type { ModelEndpoint } from '../modelEndpoints.ts';
import { isAddress } from '../modelEndpoints.ts';
import { partOf } from '../modelExpressions.ts';
import type { ModelTemplate } from '../modelTemplates.ts';
import type { Report, Rule } from '../rule.ts';
import type { Place } from '../surroundings.ts';
import { tableOf } from '../textPieces.ts';

const call = '- fetch:\n    call: http\n    with:\n      method: get\n';

/** Addresses whose host comes from data. */
export const hostFromData: Rule = {
  id: 'host-from-data',
  title: 'Host that data decides',
  severity: 'warning',
  confidence: 'medium',
  why: 'Whoever fills the field decides where the request goes, with the credentials and the data that are in it: to a server of theirs, or to one inside the network that only the runtime can reach. No list of allowed domains can be checked before the run.',
  remedy:
    'Write the host here, and let data decide the path or the query alone. Where there are several hosts, choose one by a condition.',
  references: [
    { title: 'CWE-918: Server-Side Request Forgery', url: 'https://cwe.mitre.org/data/definitions/918.html' },
    {
      title: 'OWASP: Server-Side Request Forgery Prevention',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html',
    },
  ],
  fix: null,
  examples: {
    bad: [
      { title: 'an address that data brings', text: `${call}      endpoint: \${ .callbackUrl }\n` },
      { title: 'a variable in the host', text: `${call}      endpoint: https://{region}.example.com/orders\n` },
    ],
    good: [
      { title: 'a variable in the path', text: `${call}      endpoint: https://shop.example.com/orders/{id}\n` },
      {
        title: 'one of two hosts',
        text: `${call}      endpoint: \${ (if .test then "https://test.example.com/" else "https://shop.example.com/" end) + .id }\n`,
      },
    ],
  },
  checkEndpoint,
  checkOutcome,
  checkTemplate,
};

/** Variables that no input of a run changes. */
const fixedRoots = new Set<string>(['$secrets', '$runtime']);
/** Scheme, host and what ends the host. */
const wholeHost = /^\s*[a-z][a-z0-9+.-]*:[\\/]*[^\\/?#\s]+[\\/?#]/i;

function checkEndpoint({ text, address }: ModelEndpoint, model: PartModel, report: Report): void {
  const { start, end } = address.hostRange;
  const isWhole = address.source === text.value;
  if (isWhole && /\{[^{}]+\}/.test(text.value.slice(start, end))) say(model.placeIn(text, address.hostRange), report);
}

function checkOutcome({ expression, isWritten }: Outcome, model: PartModel, report: Report): void {
  const { text, tree } = expression;
  const part = !isWritten && isAddress(text) ? dataInHost(tree) : null;
  if (part !== null) say(model.placeIn(text, partOf(expression, part)), report);
}

function checkTemplate({ text, action, field, template }: ModelTemplate, model: PartModel, report: Report): void {
  const [first] = template.tree;
  if (action === 'webhook' && field === 'url' && first?.kind === 'output')
    say(model.placeIn(text, first.range), report);
}

function say(place: Place, report: Report): void {
  report({
    message: 'Data decides which host this reaches.',
    help: 'Write the host here, and let data decide the path or the query alone.',
    ...place,
  });
}

/** The first part of the address that data fills before the host has ended; null where there is none. */
function dataInHost(tree: Expression): Range | null {
  let known = '';
  for (const piece of piecesOf(tree)) {
    if (wholeHost.test(known)) return null;
    const ends = typeof piece === 'string' ? [piece] : endsOf(piece);
    const data = ends.find((end) => typeof end !== 'string' && end.kind !== 'error' && !isFixed(end));
    if (data !== undefined && typeof data !== 'string') return data.range;
    const texts = ends.filter((end) => typeof end === 'string');
    // What is fixed and not known here may be a whole address: it is taken for one.
    if (texts.length < ends.length) return null;
    // Of several the one without a whole host says more: what follows would fill it.
    known += texts.find((text) => !wholeHost.test(known + text)) ?? texts[0] ?? '';
  }
  return null;
}

/** What the branches of a choice may give: texts, or parts that are worked out. */
function endsOf(node: Expression): (string | Expression)[] {
  const found: (string | Expression)[] = [];
  const open: Expression[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === 'if' && next.otherwise !== null) open.push(next.otherwise, next.then);
    else if (next.kind === 'alternative') open.push(next.right, next.left);
    else if (next.kind === 'index' && tableOf(next) !== null) open.push(...(tableOf(next) ?? []));
    else if (next.kind === 'literal') found.push(String(next.value));
    else if (next.kind === 'string' || (next.kind === 'binary' && next.operator === '+')) {
      const [first] = piecesOf(next);
      const isWhole = typeof first === 'string' && wholeHost.test(first);
      found.push(isWhole ? first : next);
    } else found.push(next);
  }
  return found;
}

function isFixed(node: Expression): boolean {
  const reads = pathsRead(node);
  return reads.length > 0 && reads.every(({ root, path }) => fixedRoots.has(root) || isDescriptor(root, path));
}

/** `$workflow` and `$task` say what was written, except where they hold the input. */
function isDescriptor(root: string, [first]: PathRead['path']): boolean {
  return (root === '$workflow' || root === '$task') && first !== 'input' && first !== 'output';
}

/** Most pieces that are told apart in one address. */
const maxPieces = 200;

/** What is appended one to another. */
function piecesOf(tree: Expression): (string | Expression)[] {
  const pieces: (string | Expression)[] = [];
  const open: Expression[] = [tree];
  for (let node = open.pop(); node !== undefined && pieces.length < maxPieces; node = open.pop()) {
    if (node.kind === 'binary' && node.operator === '+') open.push(node.right, node.left);
    else if (node.kind === 'literal') pieces.push(String(node.value));
    else if (node.kind === 'string') pieces.push(...node.parts);
    else pieces.push(node);
  }
  return pieces;
}
