import type { Expression } from '../../expressions/syntax.ts';
import type { Range } from '../../workflow/document.ts';

/** A path of the input (or of a variable) whose value may be part of an expression's output. */
export interface Read {
  /** Names along the path; positions and iterations are left out. */
  readonly names: readonly string[];
  /** `secrets`, `context`, `item` … where the path begins at a variable; null for the input. */
  readonly variable: string | null;
  /** In the expression: from the path's beginning to its end. */
  readonly range: Range;
}

/** Functions whose result says something about a value, and does not show it. */
const revealNothing = new Set(
  'length type not has in contains inside startswith endswith test any all isempty index rindex indices keys keys_unsorted isvalid empty error now input_line_number utf8bytelength'.split(
    ' ',
  ),
);
/** Functions that keep or drop the whole input, and show nothing of their argument. */
const selectors = new Set([
  'select',
  'sort_by',
  'group_by',
  'unique_by',
  'min_by',
  'max_by',
  'limit',
  'first',
  'last',
  'del',
]);

/** What the input of a part of an expression is known to be: a path, or several reads at once. */
type Context = readonly Read[];
type Variables = ReadonlyMap<string, Context>;

/** Deepest part of an expression that is followed; what lies deeper counts as showing nothing. */
const maxDepth = 400;
/** Most reads that are followed at once, and longest path: pipes of constructions would multiply them. */
const maxReads = 64;
const maxNames = 8;

const start: Context = [{ names: [], variable: null, range: { start: 0, end: 0 } }];

/**
 * The paths whose values may reach the output of an expression. Conditions and comparisons are left out: they decide,
 * but do not show. What cannot be followed counts as reaching.
 */
export function outputReads(tree: Expression): readonly Read[] {
  return new Reader()
    .reads(tree, start, new Map())
    .filter(({ names, variable }) => names.length > 0 || variable !== null);
}

class Reader {
  #depth = 0;

  reads(node: Expression, context: Context, variables: Variables): Context {
    if (this.#depth >= maxDepth) return [];
    this.#depth += 1;
    const found = distinct(this.#visited(node, context, variables));
    this.#depth -= 1;
    return found;
  }

  #visited(node: Expression, context: Context, variables: Variables): Context {
    const inside = (part: Expression): Context => this.reads(part, context, variables);
    switch (node.kind) {
      case 'identity':
      case 'recurseAll':
      case 'format':
        return context;
      case 'field':
        return inside(node.target).map((read) => extended(read, node.name, node.range));
      case 'index':
        return node.index.kind === 'literal' && typeof node.index.value === 'string'
          ? inside(node.target).map((read) => extended(read, String(literalText(node.index)), node.range))
          : inside(node.target);
      case 'slice':
      case 'iterate':
        return inside(node.target);
      case 'variable':
        return variables.get(node.name) ?? [{ names: [], variable: node.name, range: node.range }];
      case 'literal':
      case 'break':
      case 'error':
      case 'and':
      case 'or':
        return [];
      case 'string':
        return node.parts.flatMap((part) => (typeof part === 'string' ? [] : inside(part)));
      case 'array':
        return node.body === null ? [] : inside(node.body);
      case 'object':
        return node.entries.flatMap(({ key, value }) => [
          ...(key.kind === 'literal' ? [] : value === null ? [] : inside(key)),
          ...(value === null ? this.#shorthand(key, context, variables) : inside(value)),
        ]);
      case 'negate':
        return inside(node.operand);
      case 'binary':
        return '+-*/%'.includes(node.operator) ? [...inside(node.left), ...inside(node.right)] : [];
      case 'comma':
      case 'alternative':
        return [...inside(node.left), ...inside(node.right)];
      case 'pipe':
        return this.reads(node.right, inside(node.left), variables);
      case 'assign':
        return [...context, ...inside(node.right)];
      case 'if':
        return [...inside(node.then), ...(node.otherwise === null ? context : inside(node.otherwise))];
      case 'try':
        return [...inside(node.body), ...(node.handler === null ? [] : inside(node.handler))];
      case 'reduce':
      case 'foreach':
        return this.#folded(node, context, variables);
      case 'def':
        return inside(node.rest);
      case 'label':
        return inside(node.body);
      case 'bind':
        return this.reads(node.body, context, bound(node.patterns, inside(node.source), variables));
      case 'call':
        return this.#called(node, context, variables);
    }
  }

  #called(node: Extract<Expression, { kind: 'call' }>, context: Context, variables: Variables): Context {
    if (revealNothing.has(node.name)) return [];
    if (selectors.has(node.name)) return context;
    if (node.args.length === 0) return context;
    const fromArguments = node.args.flatMap((argument) => this.reads(argument, context, variables));
    return node.name === 'map' || node.name === 'map_values' ? fromArguments : [...context, ...fromArguments];
  }

  #folded(node: Extract<Expression, { kind: 'reduce' | 'foreach' }>, context: Context, variables: Variables): Context {
    const source = this.reads(node.source, context, variables);
    const inner = bound(node.patterns, source, variables);
    const initial = this.reads(node.start, context, variables);
    return [...initial, ...this.reads(node.update, initial, inner)];
  }

  /** `{name}` and `{$name}`. */
  #shorthand(key: Expression, context: Context, variables: Variables): Context {
    if (key.kind === 'variable') return this.reads(key, context, variables);
    const name = literalText(key);
    return name === null ? [] : context.map((read) => extended(read, name, key.range));
  }
}

type Patterns = Extract<Expression, { kind: 'bind' }>['patterns'];

/** Binds every variable of the patterns to all that is destructured: which part it gets is not followed. */
function bound(patterns: Patterns, source: Context, variables: Variables): Variables {
  const next = new Map(variables);
  const visit = (pattern: Patterns[number]): void => {
    switch (pattern.kind) {
      case 'variable':
        next.set(pattern.name, source);
        return;
      case 'array':
        for (const item of pattern.items) visit(item);
        return;
      case 'object':
        for (const { variable, value } of pattern.entries) {
          if (variable !== null) next.set(variable.name, source);
          if (value !== null) visit(value);
        }
    }
  };
  for (const pattern of patterns) visit(pattern);
  return next;
}

function literalText(node: Expression): string | null {
  return node.kind === 'literal' && typeof node.value === 'string' ? node.value : null;
}

function extended(read: Read, name: string, range: Range): Read {
  return { names: [...read.names.slice(1 - maxNames), name], variable: read.variable, range };
}

function distinct(found: Context): Context {
  if (found.length < 2) return found;
  const seen = new Map<string, Read>();
  for (const read of found) {
    const key = `${read.variable ?? ''}:${read.names.join('.')}`;
    if (!seen.has(key)) seen.set(key, read);
    if (seen.size >= maxReads) break;
  }
  return [...seen.values()];
}
