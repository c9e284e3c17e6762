import type { Expression, Pattern } from './syntax.ts';

/** A node and every node in it, outermost first. */
export function partsOf(tree: Expression): Expression[] {
  const parts: Expression[] = [];
  const pending: Expression[] = [tree];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    parts.push(part);
    pending.push(...childrenOf(part).reverse());
  }
  return parts;
}

/** The nodes directly below a node, in the order of the text. */
export function childrenOf(node: Expression): Expression[] {
  switch (node.kind) {
    case 'field':
    case 'iterate':
      return [node.target];
    case 'index':
      return [node.target, node.index];
    case 'slice':
      return present([node.target, node.from, node.to]);
    case 'string':
      return node.parts.filter((part) => typeof part !== 'string');
    case 'array':
      return present([node.body]);
    case 'object':
      return node.entries.flatMap(({ key, value }) => present([key, value]));
    case 'negate':
      return [node.operand];
    case 'binary':
    case 'pipe':
    case 'comma':
    case 'and':
    case 'or':
    case 'alternative':
    case 'assign':
      return [node.left, node.right];
    case 'if':
      return present([node.condition, node.then, node.otherwise]);
    case 'try':
      return present([node.body, node.handler]);
    case 'reduce':
      return [node.source, ...node.patterns.flatMap(keysOfPattern), node.start, node.update];
    case 'foreach':
      return present([node.source, ...node.patterns.flatMap(keysOfPattern), node.start, node.update, node.extract]);
    case 'bind':
      return [node.source, ...node.patterns.flatMap(keysOfPattern), node.body];
    case 'def':
      return [node.definition.body, node.rest];
    case 'call':
      return [...node.args];
    case 'label':
      return [node.body];
    default:
      return [];
  }
}

function present(nodes: readonly (Expression | null)[]): Expression[] {
  return nodes.filter((node) => node !== null);
}

function keysOfPattern(pattern: Pattern): Expression[] {
  if (pattern.kind === 'variable') return [];
  if (pattern.kind === 'array') return pattern.items.flatMap(keysOfPattern);
  return pattern.entries.flatMap(({ key, value }) => [key, ...(value === null ? [] : keysOfPattern(value))]);
}
