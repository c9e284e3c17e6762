import type { AnyNode, Expression } from 'acorn';
import { parseJavaScript } from './parseJavaScript.ts';
import { isObfuscated, maxHazards, maxScriptLength, type ScriptHazard } from './scriptHazard.ts';

/** Functions that make code of text. */
const dynamic = new Set(['eval', 'Function', 'AsyncFunction', 'GeneratorFunction']);
/** Timers run a text that they are given as code. */
const timers = new Set(['setTimeout', 'setInterval', 'setImmediate']);
const network = new Set([
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'Worker',
  'SharedWorker',
  'importScripts',
]);
/** Members that lead from a value to the functions of the language. */
const reflective = new Set([
  'constructor',
  '__proto__',
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__',
]);
const prototypeFunctions = new Set([
  'setPrototypeOf',
  'getPrototypeOf',
  'defineProperty',
  'defineProperties',
  'getOwnPropertyDescriptor',
]);
/** What a script may import: standard input is read through it. */
const allowedImports = new Set(['node:fs', 'fs', 'node:process', 'process']);

/** What a script in JavaScript does that a review cannot see through, by its syntax tree. */
export function javaScriptHazards(code: string): readonly ScriptHazard[] {
  if (code.length > maxScriptLength) return [hazard('unreadable', 'a script of this length', { start: 0, end: 1 })];
  const tree = parseJavaScript(code);
  if (tree === null)
    return [hazard('unreadable', 'JavaScript with a mistake', { start: 0, end: Math.min(code.length, 1) })];
  const found: ScriptHazard[] = [];
  for (const open: AnyNode[] = [tree]; open.length > 0 && found.length < maxHazards; ) {
    const node = open.pop();
    if (node === undefined) break;
    const here = hazardOf(node, code);
    if (here !== null) found.push(here);
    open.push(...childrenOf(node).reverse());
  }
  return found.sort((one, other) => one.range.start - other.range.start);
}

function childrenOf(node: AnyNode): AnyNode[] {
  const found: AnyNode[] = [];
  for (const value of Object.values(node)) {
    for (const item of Array.isArray(value) ? value : [value]) if (isNode(item)) found.push(item);
  }
  return found;
}

function isNode(value: unknown): value is AnyNode {
  return (
    typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value
  );
}

function hazardOf(node: AnyNode, code: string): ScriptHazard | null {
  switch (node.type) {
    case 'CallExpression':
    case 'NewExpression':
      return callHazard(node.callee, node.arguments);
    case 'ImportExpression':
      return hazard('import', '`import()`', node);
    case 'ImportDeclaration':
    case 'ExportAllDeclaration': {
      const name = typeof node.source.value === 'string' ? node.source.value : '';
      return allowedImports.has(name) ? null : hazard('import', `the import of \`${name.slice(0, 40)}\``, node.source);
    }
    case 'MemberExpression':
      return memberHazard(node.property, node.computed, node);
    case 'WithStatement':
      return hazard('obfuscation', '`with`', { start: node.start, end: node.start + 4 });
    case 'Literal':
      return typeof node.value === 'string' && isObfuscated(code.slice(node.start, node.end))
        ? hazard('obfuscation', 'a text that nobody can read', node)
        : null;
    default:
      return null;
  }
}

function callHazard(callee: AnyNode, given: readonly AnyNode[]): ScriptHazard | null {
  if (callee.type === 'Identifier') {
    if (dynamic.has(callee.name)) return hazard('dynamic-code', `\`${callee.name}\``, callee);
    if (callee.name === 'require') return hazard('import', '`require`', callee);
    if (network.has(callee.name)) return hazard('network', `\`${callee.name}\``, callee);
    const [first] = given;
    const isText = first?.type === 'Literal' || first?.type === 'TemplateLiteral' || first?.type === 'BinaryExpression';
    return timers.has(callee.name) && isText ? hazard('dynamic-code', `\`${callee.name}\` with a text`, callee) : null;
  }
  if (callee.type === 'SequenceExpression') {
    const last = callee.expressions.at(-1);
    return last?.type === 'Identifier' && dynamic.has(last.name)
      ? hazard('dynamic-code', `\`${last.name}\``, callee)
      : null;
  }
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return null;
  const name = nameOf(callee.property, callee.computed);
  const isObject = callee.object.name === 'Object' || callee.object.name === 'Reflect';
  return isObject && name !== null && prototypeFunctions.has(name)
    ? hazard('reflection', `\`${callee.object.name}.${name}\``, callee)
    : null;
}

function memberHazard(property: AnyNode, computed: boolean, node: AnyNode): ScriptHazard | null {
  const name = nameOf(property, computed);
  if (name !== null && reflective.has(name)) return hazard('reflection', `\`${name}\``, property);
  if (name !== null && dynamic.has(name) && name !== 'Function') return hazard('dynamic-code', `\`${name}\``, property);
  if (!computed || node.type !== 'MemberExpression' || node.object.type !== 'Identifier') return null;
  const isGlobal = ['globalThis', 'self', 'window', 'global'].includes(node.object.name);
  return isGlobal && name === null ? hazard('reflection', 'a global whose name is worked out', node) : null;
}

/** The name of a member; of texts put together too (`'con' + 'structor'`). */
function nameOf(property: AnyNode, computed: boolean): string | null {
  if (!computed) return property.type === 'Identifier' ? property.name : null;
  return textOf(property);
}

function textOf(node: AnyNode | Expression): string | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  if (node.type === 'TemplateLiteral') {
    return node.expressions.length === 0 ? (node.quasis[0]?.value.cooked ?? null) : null;
  }
  if (node.type !== 'BinaryExpression' || node.operator !== '+') return null;
  const left = textOf(node.left);
  const right = textOf(node.right);
  return left === null || right === null ? null : left + right;
}

function hazard(
  kind: ScriptHazard['kind'],
  what: string,
  { start, end }: { readonly start: number; readonly end: number },
): ScriptHazard {
  return { kind, what, range: { start, end } };
}
