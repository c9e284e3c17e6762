import { partsOf } from '../expressions/parts.ts';
import type { Expression, Pattern } from '../expressions/syntax.ts';
import type { Range } from '../workflow/document.ts';
import { type ModelExpression, partOf } from './modelExpressions.ts';
import type { ModelText } from './modelText.ts';

/** A place where an expression reads `$secrets`. */
export interface SecretRead {
  readonly text: ModelText;
  /** The secret's name; null where the expression takes all of them or works the name out. */
  readonly name: string | null;
  /** `$secrets` with the name, in the text's value. */
  readonly range: Range;
}

/** Where an expression reads `$secrets`, in no order; not where it binds a variable of that name itself. */
export function secretReads(expression: ModelExpression): readonly SecretRead[] {
  const { text } = expression;
  if (!text.value.includes('$secrets')) return [];
  const named = new Map<unknown, SecretRead>();
  const found: SecretRead[] = [];
  const parts = partsOf(expression.tree);
  const shadows = parts.flatMap(shadowsOf);
  const isShadowed = ({ range }: Expression): boolean =>
    shadows.some((shadow) => shadow.range.start <= range.start && range.end <= shadow.range.end);
  const read = (name: unknown, { range }: Expression): SecretRead => ({
    text,
    name: typeof name === 'string' ? name : null,
    range: partOf(expression, range),
  });
  for (const node of parts) {
    if (node.kind === 'field' && node.target.kind === 'variable') named.set(node.target, read(node.name, node));
    else if (node.kind === 'index' && node.target.kind === 'variable') {
      named.set(node.target, read(node.index.kind === 'literal' ? node.index.value : null, node));
    } else if (node.kind === 'pipe' && node.left.kind === 'variable' && node.right.kind === 'field') {
      // `$secrets | .name`
      if (node.right.target.kind === 'identity') named.set(node.left, read(node.right.name, node));
    } else if (node.kind === 'variable' && node.name === 'secrets' && !isShadowed(node)) {
      found.push(named.get(node) ?? read(null, node));
    }
  }
  return found;
}

/** The parts in which `$secrets` is a variable that the node binds. */
function shadowsOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'bind':
      return node.patterns.some(patternBinds) ? [node.body] : [];
    case 'reduce':
      return node.patterns.some(patternBinds) ? [node.update] : [];
    case 'foreach':
      if (!node.patterns.some(patternBinds)) return [];
      return node.extract === null ? [node.update] : [node.update, node.extract];
    case 'def': {
      const { parameters, body } = node.definition;
      return parameters.some(({ name, isValue }) => isValue && name === 'secrets') ? [body] : [];
    }
    default:
      return [];
  }
}

function patternBinds(pattern: Pattern): boolean {
  if (pattern.kind === 'variable') return pattern.name === 'secrets';
  if (pattern.kind === 'array') return pattern.items.some(patternBinds);
  return pattern.entries.some(
    ({ variable, value }) => variable?.name === 'secrets' || (value !== null && patternBinds(value)),
  );
}
