import type { AnyNode } from 'acorn';
import { allNames, bothChoices, type ChosenNames } from './chosenMembers.ts';

/** What `([name]) => name !== "a" && …` says of the names that pass, as a filter of entries. */
export function javaScriptChoice(filter: AnyNode | undefined): ChosenNames {
  if (filter?.type !== 'ArrowFunctionExpression' || filter.body.type === 'BlockStatement') return allNames;
  const [entry] = filter.params;
  const [key] = entry?.type === 'ArrayPattern' ? entry.elements : [];
  return key?.type === 'Identifier' ? choiceIn(filter.body, key.name) : allNames;
}

function choiceIn(node: AnyNode, key: string): ChosenNames {
  switch (node.type) {
    case 'ParenthesizedExpression':
      return choiceIn(node.expression, key);
    case 'LogicalExpression':
      return node.operator === '&&' ? bothChoices(choiceIn(node.left, key), choiceIn(node.right, key)) : allNames;
    case 'BinaryExpression': {
      const name = isKey(node.left, key) ? textOf(node.right) : isKey(node.right, key) ? textOf(node.left) : null;
      if (name === null || !/^[!=]==?$/.test(node.operator)) return allNames;
      return node.operator.startsWith('!') ? { kept: null, dropped: [name] } : { kept: [name], dropped: [] };
    }
    case 'UnaryExpression': {
      const names = node.operator === '!' ? includedIn(node.argument, key) : null;
      return names === null ? allNames : { kept: null, dropped: names };
    }
    default:
      return { kept: includedIn(node, key), dropped: [] };
  }
}

/** The texts of `["a", "b"].includes(name)`; null for anything else. */
function includedIn(node: AnyNode, key: string): readonly string[] | null {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || node.callee.computed) return null;
  const { object, property } = node.callee;
  const [asked] = node.arguments;
  const isAsked = property.type === 'Identifier' && property.name === 'includes' && asked !== undefined;
  if (!isAsked || !isKey(asked, key) || object.type !== 'ArrayExpression') return null;
  const names = object.elements.map((item) => (item === null ? null : textOf(item)));
  return names.every((name) => name !== null) ? names : null;
}

function isKey(node: AnyNode, key: string): boolean {
  return node.type === 'Identifier' && node.name === key;
}

function textOf(node: AnyNode): string | null {
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
}
