import { childrenOf } from '../../expressions/parts.ts';
import type { Expression } from '../../expressions/syntax.ts';
import type { Severity } from '../finding.ts';
import type { PartModel } from '../model.ts';
import { type ModelExpression, partOf } from '../modelExpressions.ts';
import type { Report, Rule } from '../rule.ts';

/** Functions of jq that reach beyond the data they are given. */
export const jqUnsafeBuiltin: Rule = {
  id: 'jq-unsafe-builtin',
  title: 'Function that reaches the runtime',
  severity: 'error',
  confidence: 'high',
  why: 'An expression should work on its input alone. `env` and `$ENV` show the environment of the runtime, where credentials are; `halt` ends the process that runs everybody’s workflows; `debug` and `stderr` write data to logs that nobody masks; `input` takes from a stream that a workflow does not have.',
  remedy: 'Take what the expression needs through the input of the task, `$context` or `$runtime`; fail with `error`.',
  references: [
    { title: 'jq manual: $ENV, env', url: 'https://jqlang.org/manual/#$env-env' },
    { title: 'CWE-526: Exposure of Environment Variables', url: 'https://cwe.mitre.org/data/definitions/526.html' },
  ],
  fix: null,
  examples: {
    bad: [
      { title: 'the environment of the runtime', text: '- keep:\n    set:\n      home: ${ $ENV.HOME }\n' },
      {
        title: 'the end of the process',
        text: '- stop:\n    set:\n      x: ${ if .ok then .x else halt_error end }\n',
      },
    ],
    good: [
      { title: 'what the runtime offers', text: '- keep:\n    set:\n      runtime: ${ $runtime.name }\n' },
      { title: 'an error', text: '- stop:\n    set:\n      x: ${ if .ok then .x else error("not ready") end }\n' },
    ],
  },
  checkExpression,
};

interface Unsafe {
  /** Numbers of arguments with which it is the function of jq. */
  readonly arities: readonly number[];
  /** Completes "`name` …". */
  readonly what: string;
  readonly severity: Severity;
}

const unsafe: Readonly<Record<string, Unsafe>> = {
  env: { arities: [0], what: 'shows the environment of the runtime', severity: 'error' },
  halt: { arities: [0], what: 'ends the process of the runtime', severity: 'error' },
  halt_error: { arities: [0, 1], what: 'ends the process of the runtime', severity: 'error' },
  get_search_list: { arities: [0], what: 'shows folders of the runtime', severity: 'error' },
  modulemeta: { arities: [0], what: 'reads files of the runtime', severity: 'error' },
  debug: { arities: [0, 1], what: 'writes data to the log of the runtime', severity: 'warning' },
  stderr: { arities: [0], what: 'writes data to the log of the runtime', severity: 'warning' },
  input: { arities: [0], what: 'takes from a stream that a workflow does not have', severity: 'warning' },
  inputs: { arities: [0], what: 'takes from a stream that a workflow does not have', severity: 'warning' },
  input_filename: { arities: [0], what: 'names a file of the runtime', severity: 'warning' },
};

const mention = new RegExp(`\\$(ENV|__prog_args)|\\b(${Object.keys(unsafe).join('|')})\\b`);
const help = 'Work on the input of the task; take what else is needed through `$context` or `$runtime`.';

function checkExpression(expression: ModelExpression, model: PartModel, report: Report): void {
  const { text } = expression;
  if (!mention.test(text.value)) return;
  for (const { node, own } of withOwnNames(expression.tree)) {
    const found = unsafeIn(node, own);
    if (found === null) continue;
    const place = model.placeIn(text, partOf(expression, found.range));
    report({ message: `\`${found.name}\` ${found.what}.`, help, ...place, severity: found.severity });
  }
}

function unsafeIn(
  node: Expression,
  own: ReadonlySet<string>,
): (Unsafe & { name: string; range: Expression['range'] }) | null {
  if (node.kind === 'variable' && unsafe.env !== undefined && (node.name === 'ENV' || node.name === '__prog_args')) {
    return { ...unsafe.env, name: `$${node.name}`, range: node.range };
  }
  if (node.kind !== 'call' || own.has(node.name) || !Object.hasOwn(unsafe, node.name)) return null;
  const known = unsafe[node.name];
  return known?.arities.includes(node.args.length) === true
    ? { ...known, name: node.name, range: node.nameRange }
    : null;
}

interface Scoped {
  readonly node: Expression;
  /** Functions that the expression defines itself and that are known at the node: its own, and their parameters. */
  readonly own: ReadonlySet<string>;
}

/** Every part of an expression; one of its own functions is known in itself and behind its definition, and nowhere else. */
function withOwnNames(tree: Expression): readonly Scoped[] {
  const found: Scoped[] = [{ node: tree, own: new Set() }];
  for (const { node, own } of found) {
    if (node.kind !== 'def') {
      for (const child of childrenOf(node)) found.push({ node: child, own });
      continue;
    }
    const { name, parameters, body } = node.definition;
    const known = new Set(own).add(name);
    found.push({ node: node.rest, own: known });
    found.push({ node: body, own: new Set([...known, ...parameters.map((parameter) => parameter.name)]) });
  }
  return found;
}
