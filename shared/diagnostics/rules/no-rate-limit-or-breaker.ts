import { parseDurationMilliseconds } from '../../base/duration.ts';
import { isJsonObject, type Json } from '../../base/json.ts';
import type { Expression } from '../../expressions/syntax.ts';
import type { TextEdit } from '../finding.ts';
import type { PartModel } from '../model.ts';
import type { ModelExpression } from '../modelExpressions.ts';
import { type ModelTask, taskMember } from '../modelTask.ts';
import type { Report, Rule } from '../rule.ts';

const loop = (many: string, more = '') =>
  `- tellAll:\n    for: { each: person, in: '${many}' }\n    do:\n      - tell:\n          call: email:1.0.0@default\n          with: { to: "\${ $person.email }", subject: News, body: Hello }\n${more}`;

/** Loops that send as much as data wants, or that go on against a target that is down. */
export const noRateLimitOrBreaker: Rule = {
  id: 'no-rate-limit-or-breaker',
  title: 'Loop of actions without a limit or a breaker',
  severity: 'warning',
  confidence: 'medium',
  why: 'A list of a hundred thousand entries sends a hundred thousand messages, and whoever can add entries decides how many. The policy limits what a tenant may send in an hour; a run that goes over it stops in the middle. Where each failure inside of the loop is swallowed, a target that is down is called for every entry that is left.',
  remedy:
    'Take no more of the list than the policy allows in an hour (`.people[:1000]`), and let a run end, or wait, when the target has failed several times in a row.',
  references: [
    {
      title: 'CWE-770: Allocation of Resources Without Limits or Throttling',
      url: 'https://cwe.mitre.org/data/definitions/770.html',
    },
    {
      title: 'OWASP API4:2023: Unrestricted Resource Consumption',
      url: 'https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/',
    },
  ],
  limits:
    'Loops that are made of `then`, and calls that are no action of the house: the policy has no limits for them.',
  fix: 'review',
  examples: {
    bad: [
      { title: 'a message to everybody on a list', text: loop('.people') },
      {
        title: 'failures that are passed over',
        text: '- tellAll:\n    for: { each: id, in: \'.ids[:100]\' }\n    do:\n      - tell:\n          try:\n            - send:\n                call: webhook:1.0.0@default\n                with: { url: "https://shop.example.com/told", method: post }\n          catch: { do: [ { note: { set: { failed: true } } } ] }\n',
      },
    ],
    good: [
      { title: 'a part of the list', text: loop('.people[:500]') },
      { title: 'a list of a known length', text: loop('[.owner, .deputy]') },
    ],
  },
  checkTask,
};

function checkTask(task: ModelTask, model: PartModel, report: Report): void {
  checkRetries(task, model, report);
  const { action, reference } = task;
  const loops = action === null ? [] : loopsAround(task, model);
  if (action === null || loops.length === 0) return;
  const most = model.policy.limits[action];
  const manyOf = (loop: ModelTask) => model.part.textAt(`${loop.reference}/for/in`)?.expression ?? null;
  const open = loops.find((loop) => Math.min(lengthOf(manyOf(loop)), turnsOf(loop)) > most);
  if (open !== undefined) reportOpen(model, { task, loop: open, most, many: manyOf(open) }, report);
  const swallowing = swallowingTry(task, model);
  if (swallowing === null) return;
  report({
    message: `When the target is down the loop goes on: each failure of this ${action} is passed over.`,
    help: `Count failures, and \`raise\` after some of them in a row; the policy opens its breaker after ${model.policy.breakers.failures}.`,
    ...model.placeOf(`${swallowing.reference}/catch`, 'key'),
    related: [{ role: 'see-also', message: 'The action is here.', ...model.placeOf(reference, 'key') }],
    severity: 'note',
  });
}

/** Retries that the breaker of the policy refuses: it opens before they are over, and they do not wait until it closes. */
function checkRetries(task: ModelTask, model: PartModel, report: Report): void {
  const { failures, openSeconds } = model.policy.breakers;
  const named = task.type === 'try' ? taskMember(task, 'catch', 'retry') : undefined;
  const { retries } = model.use;
  const retry = typeof named === 'string' && isJsonObject(retries) ? retries[named] : named;
  if (!isJsonObject(retry) || !isJsonObject(retry.limit) || !isJsonObject(retry.limit.attempt)) return;
  const { count } = retry.limit.attempt;
  // The first attempt is none of those that are counted.
  if (typeof count !== 'number' || count < failures || retry.backoff !== undefined) return;
  const delay = retry.delay === undefined ? 0 : parsedMilliseconds(retry.delay);
  const within = `${task.reference}/try/`;
  const action = model.part.tasks.find((inner) => inner.action !== null && inner.reference.startsWith(within));
  if (delay === null || delay >= openSeconds * 1_000 || action === undefined) return;
  report({
    message: `After ${failures} failures in a row the policy opens the breaker for ${openSeconds} seconds: the retries behind that are refused.`,
    help: `Retry less than ${failures} times, or wait longer between the attempts (\`backoff\`).`,
    ...model.placeOf(`${task.reference}/catch/retry`, 'key'),
    related: [{ role: 'see-also', message: 'The action is here.', ...model.placeOf(action.reference, 'key') }],
    severity: 'note',
  });
}

function parsedMilliseconds(delay: Json): number | null {
  const parsed = parseDurationMilliseconds(delay);
  return parsed.ok ? parsed.value : null;
}

interface OpenLoop {
  readonly task: ModelTask;
  readonly loop: ModelTask;
  readonly most: number;
  readonly many: ModelExpression | null;
}

function reportOpen(model: PartModel, { task, loop, most, many }: OpenLoop, report: Report): void {
  const edits = many === null ? null : slicingEdits(model, many, most);
  report({
    message: `Data decides how often the ${task.action} of \`${task.name.slice(0, 60)}\` happens; the policy allows ${most} in an hour.`,
    help: `Take no more of the list than the policy allows: \`[:${most}]\`.`,
    ...model.placeOf(`${loop.reference}/for/in`),
    related: [{ role: 'see-also', message: 'The action is here.', ...model.placeOf(task.reference, 'key') }],
    fixes: edits === null ? [] : [{ title: `Take ${most} of the list at most`, safe: false, edits }],
  });
}

/** Puts a slice behind a plain path; parentheses around anything else. */
function slicingEdits(
  model: PartModel,
  { text, tree, offset }: ModelExpression,
  most: number,
): readonly TextEdit[] | null {
  const source = model.written(text.range);
  // A text over several lines, or with escapes, is left to the person.
  if (source.includes('\n') || source.includes('\\')) return null;
  const { start, end } = model.rangeIn(text, { start: tree.range.start + offset, end: tree.range.end + offset });
  // In the middle of a flow map a bracket would end a text without quotes.
  if (!/^['"]/.test(source)) {
    const sliced = tree.kind === 'field' ? `${source}[:${most}]` : `(${source})[:${most}]`;
    const isBare = offset === 0 && !source.includes("'");
    return isBare ? [{ range: text.range, newText: `'${sliced}'` }] : null;
  }
  if (tree.kind === 'field') return [{ range: { start: end, end }, newText: `[:${most}]` }];
  return [
    { range: { start, end: start }, newText: '(' },
    { range: { start: end, end }, newText: `)[:${most}]` },
  ];
}

function loopsAround(task: ModelTask, model: PartModel): ModelTask[] {
  const loops: ModelTask[] = [];
  for (let holder = task.parent; holder !== null; ) {
    const outer = model.taskAt(holder);
    if (outer === undefined) break;
    if (outer.type === 'for') loops.push(outer);
    holder = outer.parent;
  }
  return loops;
}

/** The innermost `try` between an action and its loop, where it goes on after every failure. */
function swallowingTry(task: ModelTask, model: PartModel): ModelTask | null {
  for (let inner = task; inner.parent !== null; ) {
    const outer = model.taskAt(inner.parent);
    if (outer === undefined || outer.type === 'for') return null;
    if (outer.type === 'try' && inner.scope === `${outer.reference}/try`) {
      const handlers = `${outer.reference}/catch/do/`;
      const ends = model.part.tasks.some(
        ({ reference, type, task: handler }) =>
          reference.startsWith(handlers) && (type === 'raise' || type === 'switch' || handler.then === 'end'),
      );
      const hasWay = taskMember(outer, 'catch', 'then') !== undefined;
      const isPartial =
        isJsonObject(taskMember(outer, 'catch', 'errors') ?? null) &&
        taskMember(outer, 'catch', 'errors', 'with', 'status') !== undefined;
      return ends || hasWay || isPartial ? null : outer;
    }
    inner = outer;
  }
  return null;
}

/** How often a loop turns at most by its `while`: `$index < 100`. */
function turnsOf(loop: ModelTask): number {
  const condition = loop.task.while;
  if (typeof condition !== 'string') return Number.POSITIVE_INFINITY;
  const at = taskMember(loop, 'for', 'at');
  const [, name, operator, count] =
    /^(?:\$\{)?\s*\$(\w+)\s*(<=?)\s*(\d+)\s*(?:and\b.*)?\}?$/s.exec(condition.trim()) ?? [];
  if (name !== (typeof at === 'string' ? at : 'index')) return Number.POSITIVE_INFINITY;
  return Number(count) + (operator === '<=' ? 1 : 0);
}

/** Most elements that a list may have, as far as its expression says. */
function lengthOf(expression: ModelExpression | null): number {
  return expression === null ? 0 : longest(expression.tree, Number.POSITIVE_INFINITY);
}

/** Functions that give a list no longer than their input. */
const keeping = new Set([
  'map',
  'sort',
  'sort_by',
  'unique',
  'unique_by',
  'reverse',
  'group_by',
  'to_entries',
  'map_values',
]);

/** `input` is how long the list is that the expression works on. */
function longest(tree: Expression, input: number): number {
  switch (tree.kind) {
    case 'identity':
      return input;
    case 'array':
      return tree.body === null ? 0 : outputsOf(tree.body, input);
    case 'slice': {
      const to = tree.to?.kind === 'literal' ? Number(tree.to.value) : Number.POSITIVE_INFINITY;
      const target = longest(tree.target, input);
      return to >= 0 ? Math.min(to, target) : target;
    }
    case 'literal':
      return Array.isArray(tree.value) ? tree.value.length : 0;
    case 'pipe':
      return longest(tree.right, longest(tree.left, input));
    case 'call':
      return keeping.has(tree.name) ? input : Number.POSITIVE_INFINITY;
    case 'binary':
      return tree.operator === '+' ? longest(tree.left, input) + longest(tree.right, input) : Number.POSITIVE_INFINITY;
    default:
      return Number.POSITIVE_INFINITY;
  }
}

/** How many outputs a part of a list has; `.[]` gives each element of the input. */
function outputsOf(node: Expression, input: number): number {
  switch (node.kind) {
    case 'comma':
      return outputsOf(node.left, input) + outputsOf(node.right, input);
    case 'iterate':
      return longest(node.target, input);
    case 'pipe':
      return outputsOf(node.right, input) === 1 ? outputsOf(node.left, input) : Number.POSITIVE_INFINITY;
    case 'call': {
      const [count] = node.args;
      if (node.name === 'limit' && count?.kind === 'literal') return Number(count.value);
      return node.name === 'range' && count?.kind === 'literal' && node.args.length === 1
        ? Number(count.value)
        : node.name === 'first'
          ? 1
          : Number.POSITIVE_INFINITY;
    }
    case 'field':
    case 'index':
    case 'literal':
    case 'object':
    case 'string':
    case 'variable':
    case 'identity':
      return 1;
    default:
      return Number.POSITIVE_INFINITY;
  }
}
