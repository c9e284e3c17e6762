import type { AnyNode } from 'acorn';

/** A text or a list of texts that a script itself writes. */
type Constant = string | readonly string[];

/** What names of a script stand for, where they are only ever given one thing. */
export interface ScriptConstants {
  readonly nodes: ReadonlyMap<string, AnyNode>;
  /** What was worked out so far: names that are made of each other twice would be followed for ever. */
  readonly values: Map<string, Constant | null>;
}

/** Deepest nesting that is worked out, and longest text. */
const maxDepth = 30;
const maxLength = 10_000;

/** The text that an expression always gives (`'con' + 'structor'`, `['a', 'b'].join('')`, a `const` of one); null for any other. */
export function constantText(node: AnyNode, constants: ScriptConstants): string | null {
  const value = constantOf(node, constants, 0);
  return typeof value === 'string' ? value : null;
}

function constantOf(node: AnyNode, constants: ScriptConstants, depth: number): Constant | null {
  if (depth > maxDepth) return null;
  const inner = (part: AnyNode): Constant | null => constantOf(part, constants, depth + 1);
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? node.value : null;
    case 'Identifier':
      return namedValue(node.name, constants, inner);
    case 'ParenthesizedExpression':
      return inner(node.expression);
    case 'TemplateLiteral': {
      const parts = node.expressions.map(inner);
      return joined(
        node.quasis.flatMap(({ value }, index) => [value.cooked ?? null, parts[index] ?? null]).slice(0, -1),
      );
    }
    case 'BinaryExpression':
      return node.operator === '+' ? joined([inner(node.left), inner(node.right)]) : null;
    case 'ArrayExpression': {
      const items = node.elements.map((item) => (item === null ? null : inner(item)));
      return items.every((item) => typeof item === 'string') ? items : null;
    }
    case 'CallExpression':
      return callResult(node, inner);
    default:
      return null;
  }
}

function namedValue(
  name: string,
  { nodes, values }: ScriptConstants,
  inner: (part: AnyNode) => Constant | null,
): Constant | null {
  const node = nodes.get(name);
  if (node === undefined) return null;
  const known = values.get(name);
  if (known !== undefined) return known;
  // A name that is made of itself is nothing.
  values.set(name, null);
  const value = inner(node);
  values.set(name, value);
  return value;
}

function joined(parts: readonly (Constant | null)[]): string | null {
  if (!parts.every((part) => typeof part === 'string')) return null;
  const text = parts.join('');
  return text.length > maxLength ? null : text;
}

/** Methods by which texts are put together from parts, or hidden by turning them around. */
function callResult(
  { callee, arguments: given }: AnyNode & { type: 'CallExpression' },
  inner: (part: AnyNode) => Constant | null,
): Constant | null {
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') return null;
  if (callee.object.type === 'Identifier' && callee.object.name === 'String') {
    return callee.property.name === 'fromCharCode' ? fromCodes(given) : null;
  }
  const target = inner(callee.object);
  const texts = given.map(inner);
  const [first = null] = texts;
  if (typeof target === 'string') {
    if (callee.property.name === 'toString') return target;
    if (callee.property.name === 'toLowerCase') return target.toLowerCase();
    if (callee.property.name === 'concat') return joined([target, ...texts]);
    return callee.property.name === 'split' && typeof first === 'string' ? target.split(first) : null;
  }
  if (target === null) return null;
  if (callee.property.name === 'reverse') return target.toReversed();
  if (callee.property.name !== 'join') return null;
  return typeof first === 'string' ? joined([target.join(first)]) : null;
}

function fromCodes(given: readonly AnyNode[]): string | null {
  const codes = given.map((code) => (code.type === 'Literal' ? code.value : null));
  return codes.every((code) => typeof code === 'number') ? String.fromCharCode(...codes.slice(0, maxLength)) : null;
}

/** Names that a script binds: how often, and to what where it is one expression. */
export interface ScriptNames {
  /** Every name that a declaration, a parameter or an import of the script binds. */
  readonly bound: ReadonlySet<string>;
  readonly constants: ScriptConstants;
}

/** The names of a script, from all of its nodes; one that is bound or changed twice is no constant. */
export function scriptNames(nodes: readonly AnyNode[]): ScriptNames {
  const bound = new Set<string>();
  const changed = new Set<string>();
  const constants = new Map<string, AnyNode>();
  const bind = (name: string): void => {
    if (bound.has(name)) changed.add(name);
    bound.add(name);
  };
  for (const node of nodes) {
    if (node.type === 'VariableDeclarator') {
      for (const name of namesOf(node.id)) bind(name);
      if (node.id.type === 'Identifier' && node.init != null) constants.set(node.id.name, node.init);
    } else if (node.type === 'AssignmentExpression') {
      for (const name of namesOf(node.left)) changed.add(name);
    } else if (node.type === 'UpdateExpression') {
      for (const name of namesOf(node.argument)) changed.add(name);
    } else for (const name of namesBoundBy(node)) bind(name);
  }
  for (const name of changed) constants.delete(name);
  return { bound, constants: { nodes: constants, values: new Map() } };
}

function namesBoundBy(node: AnyNode): readonly string[] {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression': {
      const own = node.type === 'ArrowFunctionExpression' || node.id == null ? [] : [node.id.name];
      return [...own, ...node.params.flatMap(namesOf)];
    }
    case 'ClassDeclaration':
      return node.id === null ? [] : [node.id.name];
    case 'CatchClause':
      return node.param == null ? [] : namesOf(node.param);
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
      return [node.local.name];
    default:
      return [];
  }
}

function namesOf(pattern: AnyNode): readonly string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((entry) => namesOf(entry.type === 'Property' ? entry.value : entry));
    case 'ArrayPattern':
      return pattern.elements.flatMap((item) => (item === null ? [] : namesOf(item)));
    case 'AssignmentPattern':
      return namesOf(pattern.left);
    case 'RestElement':
      return namesOf(pattern.argument);
    default:
      return [];
  }
}
