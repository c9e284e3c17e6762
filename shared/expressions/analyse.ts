import type { Range } from '../workflow/document.ts';
import { argumentUse } from './argumentUse.ts';
import { type Callable, type Names as NamesOf, namesInside, withFunction } from './names.ts';
import { printNumber } from './printNumber.ts';
import type { Assignment, Call, Expression, Pattern } from './syntax.ts';
import { isNumber } from './value.ts';

/** A step of a path that is read: a key, a position, or `*` for every element. */
export type PathStep = string | number;

/** Something that an expression reads. */
export interface PathRead {
  /** `input` for `.`, otherwise the variable with its dollar sign. */
  readonly root: 'input' | `$${string}`;
  readonly path: readonly PathStep[];
  /** Where the expression says so, in its text. */
  readonly range: Range;
}

/** Bounds of the analysis: what lies beyond them counts as a read of all that leads there. */
const maxDepth = 300;
const maxAliases = 64;
const maxInlining = 16;

/**
 * What a part of an expression may give: a value that stands at one of these paths. Empty where the value is made anew;
 * what it was made from is among the reads then.
 */
type Aliases = readonly PathRead[];

type Names = NamesOf<Aliases>;

const noNames: Names = { variables: new Map(), functions: new Map() };

/** The paths at which the value may stand that `node`, a part of `tree`, steps into: the target of a field, the input of others. */
export function targetsOf(tree: Expression, node: Expression): readonly PathRead[] {
  const analyser = new Analyser(node);
  analyser.follow(tree, [{ root: 'input', path: [], range: tree.range }], noNames);
  return analyser.targets;
}

/**
 * All paths of the input and of outer variables that an expression reads, through pipes, variables and functions of its own.
 * Conservative: what cannot be followed counts as a read of everything it was given.
 */
export function pathsRead(tree: Expression): readonly PathRead[] {
  const analyser = new Analyser();
  analyser.use(analyser.follow(tree, [{ root: 'input', path: [], range: tree.range }], noNames));
  return analyser.reads;
}

class Analyser {
  readonly reads: PathRead[] = [];
  /** What the watched node was seen to step into. */
  readonly targets: PathRead[] = [];
  readonly #watched: Expression | null;
  readonly #known = new Set<string>();
  #depth = 0;
  #inlined = 0;

  constructor(watched: Expression | null = null) {
    this.#watched = watched;
  }

  /** Counts values as read. */
  use(aliases: Aliases): Aliases {
    for (const alias of aliases) {
      const id = JSON.stringify([alias.root, alias.path, alias.range.start, alias.range.end]);
      if (this.#known.has(id)) continue;
      this.#known.add(id);
      this.reads.push(alias);
    }
    return [];
  }

  /** What `node` may give for `input`; what it uses on the way is counted. */
  follow(node: Expression, input: Aliases, names: Names): Aliases {
    if (this.#depth >= maxDepth) return this.use(input);
    this.#depth++;
    if (node === this.#watched)
      this.targets.push(...(node.kind === 'field' ? this.follow(node.target, input, names) : input));
    const found = this.#visit(node, input, names);
    this.#depth--;
    return found.length > maxAliases ? this.use(found) : found;
  }

  #visit(node: Expression, input: Aliases, names: Names): Aliases {
    const at = (child: Expression): Aliases => this.follow(child, input, names);
    const used = (...children: (Expression | null)[]): Aliases => {
      for (const child of children) if (child !== null) this.use(at(child));
      return [];
    };
    switch (node.kind) {
      case 'identity':
        return input.map((alias) => ({ ...alias, range: node.range }));
      case 'recurseAll':
        return this.use(input.map((alias) => ({ ...alias, range: node.range })));
      case 'field':
        return extend(at(node.target), node.name, node.range);
      case 'index':
        return this.#index(at(node.target), node.index, node.range, at);
      case 'slice':
        used(node.from, node.to);
        return at(node.target);
      case 'iterate':
        return extend(at(node.target), '*', node.range);
      case 'pipe':
        return this.follow(node.right, at(node.left), names);
      case 'comma':
      case 'alternative':
        return [...at(node.left), ...at(node.right)];
      case 'negate':
        return used(node.operand);
      case 'binary':
      case 'and':
      case 'or':
        return used(node.left, node.right);
      case 'assign':
        return this.#assign(node, input, names);
      case 'if':
        used(node.condition);
        return [...at(node.then), ...(node.otherwise === null ? input : at(node.otherwise))];
      case 'try':
        return [...at(node.body), ...(node.handler === null ? [] : this.follow(node.handler, [], names))];
      case 'array':
        return used(node.body);
      case 'string':
        return used(...node.parts.filter((part) => typeof part !== 'string'));
      case 'format':
        return this.use(input);
      case 'object':
        for (const { key, value } of node.entries) {
          used(key, value);
          if (value === null) this.use(this.#index(input, key, key.range, at));
        }
        return [];
      default:
        return this.#visitBinding(node, input, names);
    }
  }

  #visitBinding(node: Expression, input: Aliases, names: Names): Aliases {
    switch (node.kind) {
      case 'bind': {
        const bound = this.#bind(node.patterns, this.follow(node.source, input, names), input, names);
        return this.follow(node.body, input, bound);
      }
      case 'reduce':
      case 'foreach': {
        const bound = this.#bind(node.patterns, this.follow(node.source, input, names), input, names);
        const start = this.follow(node.start, input, names);
        const state = [...start, ...this.follow(node.update, start, bound)];
        const isPlain = node.kind === 'reduce' || node.extract === null;
        return isPlain ? state : this.follow(node.extract, state, bound);
      }
      case 'def':
        return this.follow(node.rest, input, withFunction(names, node.definition));
      case 'label':
        return this.follow(node.body, input, names);
      case 'variable': {
        const bound = names.variables.get(node.name);
        if (bound !== undefined) return bound.map((alias) => ({ ...alias, range: node.range }));
        return [{ root: `$${node.name}`, path: [], range: node.range }];
      }
      case 'call':
        return this.#call(node, input, names);
      default:
        return [];
    }
  }

  #index(target: Aliases, index: Expression, range: Range, at: (child: Expression) => Aliases): Aliases {
    if (index.kind === 'literal' && typeof index.value === 'string') return extend(target, index.value, range);
    if (index.kind === 'literal' && isNumber(index.value))
      return extend(target, Number(printNumber(index.value)), range);
    this.use(at(index));
    return extend(target, '*', range);
  }

  /** Gives all of the input but for what it replaces; `|=` runs its right side on that, the others on the input. */
  #assign({ operator, left, right }: Assignment, input: Aliases, names: Names): Aliases {
    const target = this.follow(left, input, names);
    if (operator !== '=') this.use(target);
    this.use(this.follow(right, operator === '|=' ? target : input, names));
    return this.use(input);
  }

  #bind(patterns: readonly Pattern[], value: Aliases, input: Aliases, names: Names): Names {
    const variables = new Map(names.variables);
    const walk = (pattern: Pattern, part: Aliases): void => {
      if (pattern.kind === 'variable') {
        variables.set(pattern.name, [...(patterns.length > 1 ? (variables.get(pattern.name) ?? []) : []), ...part]);
      } else if (pattern.kind === 'array') {
        for (const [index, item] of pattern.items.entries()) walk(item, extend(part, index, item.range));
      } else {
        for (const entry of pattern.entries) {
          const inner = this.#index(part, entry.key, entry.key.range, (child) =>
            this.follow(child, input, { ...names, variables }),
          );
          if (entry.variable !== null) variables.set(entry.variable.name, inner);
          if (entry.value !== null) walk(entry.value, inner);
        }
      }
    };
    for (const pattern of patterns) walk(pattern, value);
    return { ...names, variables };
  }

  #call(node: Call, input: Aliases, names: Names): Aliases {
    const called = names.functions.get(`${node.name}/${node.args.length}`);
    if (called !== undefined) return this.#callOwn(called, node, input, names);
    const element = extend(input, '*', node.range);
    switch (argumentUse(node.name, node.args.length)) {
      case 'selects':
        for (const arg of node.args) this.use(this.follow(arg, input, names));
        return input;
      case 'generates':
        return node.args.flatMap((arg) => this.follow(arg, input, names));
      case 'maps':
        for (const arg of node.args) this.use(this.follow(arg, element, names));
        return [];
      case 'arranges':
        for (const arg of node.args) this.use(this.follow(arg, element, names));
        return input;
      case 'nothing':
        return [];
      default:
        for (const arg of node.args) this.use(this.follow(arg, [...input, ...element], names));
        return this.use(input.map((alias) => ({ ...alias, range: node.range })));
    }
  }

  /** Functions of the expression itself are followed into, with their arguments as functions of their own. */
  #callOwn(callable: Callable<Aliases>, node: Call, input: Aliases, names: Names): Aliases {
    if (this.#inlined >= maxInlining) {
      for (const arg of node.args) this.use(this.follow(arg, input, names));
      return this.use(input);
    }
    const inside = namesInside(callable, node.args, names, (arg) => this.follow(arg, input, names));
    this.#inlined++;
    const found = this.follow(callable.definition.body, input, inside);
    this.#inlined--;
    return found;
  }
}

function extend(aliases: Aliases, step: PathStep, range: Range): Aliases {
  return aliases.map(({ root, path }) => ({ root, path: [...path, step], range }));
}
