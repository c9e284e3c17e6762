import { partsOf } from '../expressions/parts.ts';
import type { Range } from '../workflow/document.ts';
import { type ModelExpression, partOf } from './modelExpressions.ts';

/** A place where an expression reads `$secrets`. */
export interface SecretRead {
  /** The secret's name; null where the expression takes all of them or works the name out. */
  readonly name: string | null;
  /** `$secrets` with the name, in the text's value. */
  readonly range: Range;
}

/** Where an expression reads `$secrets`, in no order; empty where it binds a variable of that name itself. */
export function secretReads(expression: ModelExpression): readonly SecretRead[] {
  const { value } = expression.text;
  if (!value.includes('$secrets') || /\bas\b[^|]*\$secrets\b/.test(value)) return [];
  const named = new Map<unknown, SecretRead>();
  const found: SecretRead[] = [];
  for (const node of partsOf(expression.tree)) {
    if (node.kind === 'field' && node.target.kind === 'variable') {
      named.set(node.target, { name: node.name, range: partOf(expression, node.range) });
    } else if (node.kind === 'index' && node.target.kind === 'variable' && node.index.kind === 'literal') {
      const name = typeof node.index.value === 'string' ? node.index.value : null;
      named.set(node.target, { name, range: partOf(expression, node.range) });
    } else if (node.kind === 'variable' && node.name === 'secrets') {
      found.push(named.get(node) ?? { name: null, range: partOf(expression, node.range) });
    }
  }
  return found;
}
