import type { Expression } from '../../expressions/syntax.ts';

/** Stands for every name that a condition does not write. */
const anyOther = Symbol('any other name');
type Name = string | typeof anyOther;

/** Which names a condition on the entries of an object lets through. */
export interface KeptNames {
  /** Names that the condition writes and lets through, or that it may. */
  readonly kept: ReadonlySet<string>;
  /** Names that it surely does not let through. */
  readonly dropped: ReadonlySet<string>;
  /** Whether names that it does not write may pass. */
  readonly keepsOthers: boolean;
}

/** What `select(condition)` does to entries by their `.key`. */
export function keptNames(condition: Expression): KeptNames {
  const written = new Set<string>();
  collect(condition, written);
  const kept = [...written].filter((name) => holds(condition, name) !== false);
  const dropped = [...written].filter((name) => holds(condition, name) === false);
  return { kept: new Set(kept), dropped: new Set(dropped), keepsOthers: holds(condition, anyOther) !== false };
}

/** Whether the condition holds for an entry of that name; null where that depends on more than its name. */
function holds(node: Expression, name: Name): boolean | null {
  switch (node.kind) {
    case 'literal':
      return node.value !== null && node.value !== false;
    case 'binary':
      return compared(node, name);
    case 'and':
      return both(holds(node.left, name), holds(node.right, name));
    case 'or':
      return negated(both(negated(holds(node.left, name)), negated(holds(node.right, name))));
    case 'pipe': {
      const { left, right } = node;
      if (right.kind !== 'call') return null;
      if (right.name === 'not' && right.args.length === 0) return negated(holds(left, name));
      const [first] = right.args;
      return right.name === 'IN' && right.args.length === 1 && first !== undefined && isKey(left)
        ? isAmong(textsOf(first), name)
        : null;
    }
    default:
      return null;
  }
}

function compared(node: Extract<Expression, { kind: 'binary' }>, name: Name): boolean | null {
  if (node.operator !== '==' && node.operator !== '!=') return null;
  const texts = isKey(node.left) ? textsOf(node.right) : isKey(node.right) ? textsOf(node.left) : null;
  // Several texts are several outputs: with `!=` one of them is enough, so that only a single one says anything.
  if (node.operator === '!=') return texts?.length === 1 ? negated(isAmong(texts, name)) : null;
  return isAmong(texts, name);
}

function isAmong(texts: readonly string[] | null, name: Name): boolean | null {
  return texts === null ? null : typeof name === 'string' && texts.includes(name);
}

function both(one: boolean | null, other: boolean | null): boolean | null {
  if (one === false || other === false) return false;
  return one === null || other === null ? null : true;
}

function negated(answer: boolean | null): boolean | null {
  return answer === null ? null : !answer;
}

function isKey(node: Expression): boolean {
  return node.kind === 'field' && node.name === 'key' && node.target.kind === 'identity';
}

/** The texts of `"a", "b"`; null where one is worked out. */
function textsOf(node: Expression): readonly string[] | null {
  if (node.kind === 'literal') return typeof node.value === 'string' ? [node.value] : null;
  if (node.kind !== 'comma') return null;
  const left = textsOf(node.left);
  const right = textsOf(node.right);
  return left === null || right === null ? null : [...left, ...right];
}

/** Every text that the parts of a condition write. */
function collect(node: Expression, written: Set<string>): void {
  if (node.kind === 'binary') {
    for (const text of [...(textsOf(node.left) ?? []), ...(textsOf(node.right) ?? [])]) written.add(text);
  } else if (node.kind === 'and' || node.kind === 'or' || node.kind === 'pipe') {
    collect(node.left, written);
    collect(node.right, written);
  } else if (node.kind === 'call') {
    for (const arg of node.args) for (const text of textsOf(arg) ?? []) written.add(text);
  }
}
