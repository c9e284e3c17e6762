import { pathsRead } from '../expressions/analyse.ts';
import { compileExpression } from '../expressions/compileExpression.ts';
import { partsOf } from '../expressions/parts.ts';
import { expressionSource } from '../expressions/runtimeExpression.ts';
import type { Expression } from '../expressions/syntax.ts';
import type { Range } from '../workflow/document.ts';
import { type ModelExpression, partOf } from './modelExpressions.ts';
import { remembered } from './remembered.ts';

/** A text that an expression gives, or that what it gives begins with. */
export interface WrittenText {
  readonly value: string;
  /** Whether the expression gives this and nothing behind it. */
  readonly isWhole: boolean;
  /** Where it is written, in the text's value; a literal has its quotes. */
  readonly range: Range;
  /** Whether it stands there letter by letter, and is not put together from parts. */
  readonly isLiteral: boolean;
}

/** What an evaluation of a part that reads no data may cost, and most texts that are told apart. */
const bounds = { steps: 10_000, outputs: 20, depth: 200, memory: 1024 * 1024 };
const maxTexts = 20;
/** Most parts of an expression that are looked at: variables that stand for each other twice would be for ever. */
const maxVisits = 500;

/** What an expression that reads no data gives; null for one that does, or that fails. */
const evaluated = remembered((source: string): readonly unknown[] | null => {
  const compiled = compileExpression(source);
  if (!compiled.ok) return null;
  const outcome = compiled.value.evaluate(null, { meter: bounds });
  return outcome.ok ? outcome.value : null;
});

/**
 * The texts that an expression may give, as far as it writes them itself: of `"https://" + "a.example/" + .id` it is the
 * beginning. A choice gives several, and parts that read no data are worked out (`join`, `@base64d`). Nothing is appended to
 * what says enough.
 */
export function writtenTexts(
  expression: ModelExpression,
  saysEnough: (text: string) => boolean = () => false,
): readonly WrittenText[] {
  // Without a quote or a number nothing is written that says anything.
  if (!/["0-9]/.test(expression.text.value)) return [];
  return new WrittenTexts(expression, saysEnough).of(expression.tree, noNames).slice(0, maxTexts);
}

/** The same of a part of an expression, with what the expression binds to variables. */
export function writtenTextsOf(expression: ModelExpression, part: Expression): readonly WrittenText[] {
  const names = new Map<string, Expression>();
  for (const node of partsOf(expression.tree)) {
    const [pattern] = node.kind === 'bind' ? node.patterns : [];
    if (node.kind === 'bind' && node.patterns.length === 1 && pattern?.kind === 'variable') {
      names.set(pattern.name, node.source);
    }
  }
  return new WrittenTexts(expression, () => false).of(part, names).slice(0, maxTexts);
}

/** The one text that an expression always gives; null where data, or a choice, has a say. */
export function wholeText(expression: ModelExpression): WrittenText | null {
  const [text, ...others] = writtenTexts(expression);
  return text?.isWhole === true && others.length === 0 ? text : null;
}

type Names = ReadonlyMap<string, Expression>;
const noNames: Names = new Map();

class WrittenTexts {
  readonly #expression: ModelExpression;
  readonly #saysEnough: (text: string) => boolean;
  #visits = 0;

  constructor(expression: ModelExpression, saysEnough: (text: string) => boolean) {
    this.#expression = expression;
    this.#saysEnough = saysEnough;
  }

  of(node: Expression, names: Names): readonly WrittenText[] {
    this.#visits += 1;
    if (this.#visits > maxVisits) return [];
    switch (node.kind) {
      case 'literal':
        return [this.#text(String(node.value), node, typeof node.value === 'string')];
      case 'string':
        return node.format === 'text' ? this.#appended(node.parts, node, names) : this.#workedOut(node);
      case 'binary':
        return node.operator === '+' ? this.#appended([node.left, node.right], node, names) : this.#workedOut(node);
      case 'alternative':
      case 'comma':
        return [...this.of(node.left, names), ...this.of(node.right, names)];
      case 'if':
        return [...this.of(node.then, names), ...(node.otherwise === null ? [] : this.of(node.otherwise, names))];
      case 'bind': {
        const [pattern] = node.patterns;
        const isPlain = node.patterns.length === 1 && pattern?.kind === 'variable';
        return this.of(node.body, isPlain ? new Map(names).set(pattern.name, node.source) : names);
      }
      case 'variable': {
        const known = names.get(node.name);
        return known === undefined ? [] : this.of(known, names);
      }
      case 'index':
      case 'field':
        return this.#chosen(node.target, names) ?? this.#workedOut(node);
      case 'pipe':
        return this.#joined(node, names) ?? this.#workedOut(node);
      case 'call':
        return this.#workedOut(node);
      default:
        return [];
    }
  }

  #text(value: string, { range }: Expression, isLiteral: boolean): WrittenText {
    return { value, isWhole: true, range: partOf(this.#expression, range), isLiteral };
  }

  /** What a part gives that reads no data. */
  #workedOut(node: Expression): readonly WrittenText[] {
    if (pathsRead(node).length > 0) return [];
    const source = expressionSource(this.#expression.text.value).slice(node.range.start, node.range.end);
    const outputs = evaluated(source) ?? [];
    return outputs.flatMap((output) => (typeof output === 'string' ? [this.#text(output, node, false)] : []));
  }

  /** One behind the other, up to the first that data gives. */
  #appended(parts: readonly (string | Expression)[], whole: Expression, names: Names): readonly WrittenText[] {
    let found: readonly WrittenText[] | null = null;
    for (const part of parts) {
      const next: readonly WrittenText[] =
        typeof part === 'string' ? [this.#text(part, whole, true)] : this.of(part, names);
      found = found === null ? next : found.flatMap((before) => this.#extended(before, next, whole)).slice(0, maxTexts);
      if (!found.some(({ isWhole }) => isWhole)) break;
    }
    return found ?? [];
  }

  #extended(before: WrittenText, next: readonly WrittenText[], whole: Expression): readonly WrittenText[] {
    if (!before.isWhole) return [before];
    if (next.length === 0 || this.#saysEnough(before.value)) return [{ ...before, isWhole: false }];
    const { range } = this.#text('', whole, false);
    return next.map((text) => {
      if (before.value === '') return text;
      return { ...text, value: before.value + text.value, range, isLiteral: false };
    });
  }

  /** The members of an object or list that is written out, of which data chooses one: `{ eu: "…", us: "…" }[.region]`. */
  #chosen(target: Expression, names: Names): readonly WrittenText[] | null {
    const held = target.kind === 'variable' ? names.get(target.name) : target;
    if (held?.kind === 'object') {
      return held.entries.flatMap(({ value }) => (value === null ? [] : this.of(value, names)));
    }
    return held?.kind === 'array' && held.body !== null ? this.of(held.body, names) : null;
  }

  /** `[…] | join("/")` and `[…] | add`. */
  #joined({ left, right }: Expression & { kind: 'pipe' }, names: Names): readonly WrittenText[] | null {
    if (left.kind !== 'array' || left.body === null || right.kind !== 'call') return null;
    const items = itemsOf(left.body);
    if (right.name === 'add' && right.args.length === 0) return this.#appended(items, left, names);
    const [between] = right.args;
    if (right.name !== 'join' || between?.kind !== 'literal') return null;
    const parts = items.flatMap((item, index) => (index === 0 ? [item] : [between, item]));
    return this.#appended(parts, left, names);
  }
}

function itemsOf(body: Expression): readonly Expression[] {
  return body.kind === 'comma' ? [...itemsOf(body.left), ...itemsOf(body.right)] : [body];
}
