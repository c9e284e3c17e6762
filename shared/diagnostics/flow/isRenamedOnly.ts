import type { Expression } from '../../expressions/syntax.ts';
import type { ModelText } from '../modelText.ts';
import type { Label } from './label.ts';
import { keyName } from './stepPath.ts';

/** Members whose text gives all of the data, or each element of it, and no part under its own key. */
const wholeMembers = new Set(['/set', '/input/from', '/output/as', '/export/as', '/for/in']);

/**
 * Whether what stands at a path (`names`) surely is the field that the label is of, or a part of it: nothing on the way did
 * more than give it another name. A text that was put together of it is not, and nor is an object that holds it.
 */
export function isRenamedOnly({ source, passage, encodings, isFollowed }: Label, names: readonly string[]): boolean {
  if (!isFollowed || encodings.length > 0) return false;
  let path: readonly string[] | null = names;
  for (let step = passage; step !== null && path !== null; step = step.before) path = givenBy(step.place.text, path);
  return path?.includes(source.name.split('.').at(-1) ?? '') === true;
}

/** Where a text read what stands at a path behind it; null where it did more than read it. */
function givenBy(
  { expression, path: keys, pointer, task }: ModelText,
  path: readonly string[],
): readonly string[] | null {
  if (expression === null) return null;
  if (wholeMembers.has(pointer.slice(task?.reference.length ?? 0))) return readBy(expression.tree, path);
  const place = path.lastIndexOf(keys.at(-1) ?? '');
  return place < 0 ? null : readBy(expression.tree, path.slice(place + 1));
}

/** The same for a part of an expression. */
function readBy(node: Expression, path: readonly string[] | null): readonly string[] | null {
  if (path === null) return null;
  switch (node.kind) {
    case 'identity':
    case 'variable':
      return path;
    case 'field':
      return readBy(node.target, [node.name, ...path]);
    case 'iterate':
      return readBy(node.target, path);
    case 'pipe':
      return readBy(node.left, readBy(node.right, path));
    case 'alternative':
      return node.right.kind === 'literal' ? readBy(node.left, path) : null;
    case 'binary': {
      // `. + { … }`: what the object has no member for is as it was.
      const isAdded = node.operator === '+' && node.right.kind === 'object';
      return isAdded ? (readBy(node.right, path) ?? readBy(node.left, path)) : null;
    }
    case 'object': {
      const [name, ...rest] = path;
      const entry = node.entries.find(({ key }) => name !== undefined && keyName(key) === name);
      if (entry === undefined) return null;
      return entry.value === null ? path : readBy(entry.value, rest);
    }
    default:
      return null;
  }
}
