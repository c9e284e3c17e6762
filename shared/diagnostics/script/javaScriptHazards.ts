import type { AnyNode } from 'acorn';
import { constantText, type ScriptNames, scriptNames } from './constantText.ts';
import { javaScriptNodes } from './javaScriptNodes.ts';
import { parseJavaScript } from './parseJavaScript.ts';
import { hidesText, isObfuscated, maxHazards, maxScriptLength, type ScriptHazard } from './scriptHazard.ts';

/** Functions that make code of text, and what they are called by; a script that only names one may call it by another name. */
const dynamic = new Set(['eval', 'Function', 'AsyncFunction', 'GeneratorFunction', 'WebAssembly']);
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
  'sendBeacon',
]);
/** Members of `process` and `module` that lead to modules. */
const loaders = new Set(['require', 'mainModule', 'binding', '_linkedBinding', 'dlopen', 'getBuiltinModule']);
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
  'getOwnPropertyDescriptors',
]);
/** What of `Reflect` only tells names. */
const harmlessReflections = new Set(['ownKeys', 'has']);
const globals = new Set(['globalThis', 'self', 'window', 'global']);
/** What a script may import: standard input is read through it. */
const allowedImports = new Set(['node:fs', 'fs', 'node:process', 'process']);

/** What a script in JavaScript does that a review cannot see through, by its syntax tree. */
export function javaScriptHazards(code: string): readonly ScriptHazard[] {
  if (code.length > maxScriptLength) return [hazard('unreadable', 'a script of this length', { start: 0, end: 1 })];
  const tree = parseJavaScript(code);
  if (tree === null)
    return [
      hazard('unreadable', 'JavaScript with a mistake, or nested too deeply,', {
        start: 0,
        end: Math.min(code.length, 1),
      }),
    ];
  const nodes = javaScriptNodes(tree);
  const reader: Reader = { code, names: scriptNames(nodes.map(({ node }) => node)) };
  const found: ScriptHazard[] = [];
  for (const { node, parent } of nodes) {
    if (found.length >= maxHazards) break;
    const here = hazardOf(node, parent, reader);
    if (here !== null) found.push(here);
  }
  return found.sort((one, other) => one.range.start - other.range.start);
}

interface Reader {
  readonly code: string;
  readonly names: ScriptNames;
}

function hazardOf(node: AnyNode, parent: AnyNode | null, reader: Reader): ScriptHazard | null {
  switch (node.type) {
    case 'Identifier':
      return isRead(node, parent) ? nameHazard(node, parent, reader) : null;
    case 'CallExpression':
    case 'NewExpression':
      return callHazard(node, reader);
    case 'ImportExpression':
      return hazard('import', '`import()`', node);
    case 'ImportDeclaration':
    case 'ExportAllDeclaration': {
      const name = typeof node.source.value === 'string' ? node.source.value : '';
      return allowedImports.has(name) ? null : hazard('import', `the import of \`${name.slice(0, 40)}\``, node.source);
    }
    case 'MemberExpression':
      return memberHazard(node, parent, reader);
    case 'Property':
      return parent?.type === 'ObjectPattern' ? takenHazard(node, reader) : null;
    case 'WithStatement':
      return hazard('obfuscation', '`with`', { start: node.start, end: node.start + 4 });
    case 'Literal':
      return typeof node.value === 'string' && isObfuscated(reader.code.slice(node.start, node.end))
        ? hazard('obfuscation', 'a text that nobody can read', node)
        : null;
    default:
      return null;
  }
}

/** Whether a name stands for its value here, and is not the name of a member, a key, a label or what is declared. */
function isRead(node: AnyNode, parent: AnyNode | null): boolean {
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.object === node || parent.computed;
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent.value === node || parent.computed;
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'ImportSpecifier':
    case 'ExportSpecifier':
      return false;
    // What a value is an instance of calls nothing.
    case 'BinaryExpression':
      return parent.operator !== 'instanceof';
    case 'UnaryExpression':
      return parent.operator !== 'typeof';
    default:
      return true;
  }
}

/** A name of the language that leads out of the script, whether it is called or only handed on. */
function nameHazard(
  node: AnyNode & { type: 'Identifier' },
  parent: AnyNode | null,
  { names }: Reader,
): ScriptHazard | null {
  const { name } = node;
  if (names.bound.has(name)) return null;
  if (dynamic.has(name)) {
    return parent?.type === 'SequenceExpression' ? null : hazard('dynamic-code', `\`${name}\``, node);
  }
  if (name === 'require') return hazard('import', '`require`', node);
  if (network.has(name)) return hazard('network', `\`${name}\``, node);
  const isHandedOn = parent?.type !== 'MemberExpression' || parent.object !== node;
  return isHandedOn && (globals.has(name) || name === 'Reflect')
    ? hazard('reflection', `\`${name}\` as a value`, node)
    : null;
}

function callHazard(
  { callee, arguments: given }: AnyNode & { type: 'CallExpression' | 'NewExpression' },
  { names }: Reader,
): ScriptHazard | null {
  const [first] = given;
  const text = first === undefined ? null : constantText(first, names.constants);
  if (callee.type === 'Identifier') {
    if (callee.name === 'atob' && text !== null && hidesText(text)) {
      return hazard('obfuscation', 'a text that is written in Base64', first ?? callee);
    }
    const isText = text !== null || first?.type === 'TemplateLiteral' || first?.type === 'BinaryExpression';
    return timers.has(callee.name) && isText ? hazard('dynamic-code', `\`${callee.name}\` with a text`, callee) : null;
  }
  if (callee.type === 'SequenceExpression') {
    const last = callee.expressions.at(-1);
    return last?.type === 'Identifier' && dynamic.has(last.name)
      ? hazard('dynamic-code', `\`${last.name}\``, callee)
      : null;
  }
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return null;
  const owner = callee.object.name;
  const name = memberName(callee, names);
  if (owner === 'Buffer' && name === 'from' && given.length === 2 && text !== null && hidesText(text)) {
    return hazard('obfuscation', 'a text that is written in another encoding', first ?? callee);
  }
  const isLeading =
    name !== null && (owner === 'Reflect' ? !harmlessReflections.has(name) : prototypeFunctions.has(name));
  return isLeading && (owner === 'Object' || owner === 'Reflect')
    ? hazard('reflection', `\`${owner}.${name}\``, callee)
    : null;
}

function memberHazard(
  node: AnyNode & { type: 'MemberExpression' },
  parent: AnyNode | null,
  { names }: Reader,
): ScriptHazard | null {
  const { object, property } = node;
  const name = memberName(node, names);
  const owner = object.type === 'Identifier' && !names.bound.has(object.name) ? object.name : null;
  const isGlobal = object.type === 'ThisExpression' || (owner !== null && globals.has(owner));
  if (name === null) {
    const isFunction = /Function|Class/.test(object.type);
    if (!node.computed || (!isFunction && (!isGlobal || owner === null))) return null;
    return hazard('reflection', `a ${isFunction ? 'member of a function' : 'global'} whose name is worked out`, node);
  }
  if (reflective.has(name)) return hazard('reflection', `\`${name}\``, property);
  const isCalled = (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') && parent.callee === node;
  // Data may have a field of such a name; nobody calls it.
  if (dynamic.has(name) && (isGlobal || isCalled)) return hazard('dynamic-code', `\`${name}\``, property);
  if (network.has(name) && (isGlobal || owner === 'navigator')) return hazard('network', `\`${name}\``, property);
  const isLoader = loaders.has(name) && (owner === 'process' || owner === 'module' || isGlobal);
  return isLoader ? hazard('import', `\`${name}\``, property) : null;
}

/** What a pattern takes out of a value: `{ constructor: make } = …`. */
function takenHazard({ key, computed }: AnyNode & { type: 'Property' }, { names }: Reader): ScriptHazard | null {
  const name = !computed && key.type === 'Identifier' ? key.name : constantText(key, names.constants);
  return name !== null && reflective.has(name) ? hazard('reflection', `\`${name}\``, key) : null;
}

/** The name of a member, also of texts put together; null where it is worked out in the run. */
function memberName(
  { property, computed }: AnyNode & { type: 'MemberExpression' },
  { constants }: ScriptNames,
): string | null {
  if (computed) return constantText(property, constants);
  return property.type === 'Identifier' ? property.name : null;
}

function hazard(
  kind: ScriptHazard['kind'],
  what: string,
  { start, end }: { readonly start: number; readonly end: number },
): ScriptHazard {
  return { kind, what, range: { start, end } };
}
