import type { AnyNode, Function as FunctionNode, Pattern, Property, SpreadElement } from 'acorn';
import type { Range } from '../../workflow/document.ts';
import { takenCharacters } from '../flow/replacedText.ts';
import { chosenMembers } from './chosenMembers.ts';
import { javaScriptChoice } from './javaScriptChoice.ts';
import { parseJavaScript } from './parseJavaScript.ts';
import { javaScriptFunctions, javaScriptMethods } from './scriptEffects.ts';
import {
  anywhere,
  noValue,
  type ScriptFunction,
  type ScriptPattern,
  type ScriptStep,
  type ScriptValue,
  thrownName,
} from './scriptSteps.ts';

/** What a script in JavaScript does with its data; null where it does what cannot be followed (`eval`, classes, `with` …). */
export function javaScriptSteps(code: string): readonly ScriptStep[] | null {
  const tree = parseJavaScript(code);
  if (tree === null) return null;
  const reader = new JavaScriptReader();
  const steps = tree.body.flatMap((node) => reader.steps(node));
  return reader.isFollowed ? steps : null;
}

/** Names by which code is made, or everything that there is can be reached, where they are not used as they are below. */
const unfollowable = new Set(
  'eval Function AsyncFunction GeneratorFunction globalThis self window global Reflect Proxy require importScripts arguments process console'.split(
    ' ',
  ),
);
/** Names of the functions whose effects are known, and of what holds them: a script that gives them others cannot be followed. */
const known = new Set([...javaScriptFunctions.keys()].map((name) => name.split('.')[0]));
/** Methods that put what they are given into their object. */
const storing = new Set('push unshift splice add set append fill assign copyWithin'.split(' '));
const streams: ReadonlyMap<string, 'stdout' | 'stderr'> = new Map([
  ...['console.log', 'console.info', 'process.stdout.write'].map((name) => [name, 'stdout'] as const),
  ...['console.error', 'console.warn', 'console.debug', 'process.stderr.write'].map(
    (name) => [name, 'stderr'] as const,
  ),
]);
const comparing = new Set('== != === !== < <= > >= in instanceof'.split(' '));

class JavaScriptReader {
  isFollowed = true;

  /** The steps of a statement or declaration. */
  steps(node: AnyNode | null | undefined): ScriptStep[] {
    if (node === null || node === undefined) return [];
    switch (node.type) {
      case 'ExpressionStatement':
        return this.#visited(node.expression);
      case 'VariableDeclaration':
        return node.declarations.flatMap(({ id, init }): ScriptStep[] =>
          init ? [{ kind: 'bind', pattern: this.#pattern(id), value: this.value(init) }] : [],
        );
      case 'FunctionDeclaration':
        if (known.has(node.id?.name)) this.#lost();
        return [this.#bound(node.id?.name ?? '', { kind: 'function', body: this.#function(node) })];
      case 'ReturnStatement':
        return node.argument
          ? [{ kind: 'return', value: this.value(node.argument), range: rangeOf(node.argument) }]
          : [];
      case 'ThrowStatement':
        return [{ kind: 'throw', value: this.value(node.argument) }];
      case 'BlockStatement':
        return node.body.flatMap((one) => this.steps(one));
      case 'IfStatement':
        return [...this.#visited(node.test), ...this.steps(node.consequent), ...this.steps(node.alternate)];
      case 'WhileStatement':
      case 'DoWhileStatement':
        return [...this.#visited(node.test), ...this.steps(node.body)];
      case 'ForStatement': {
        const start = node.init?.type === 'VariableDeclaration' ? this.steps(node.init) : this.#visited(node.init);
        return [...start, ...this.#visited(node.test), ...this.#visited(node.update), ...this.steps(node.body)];
      }
      case 'ForOfStatement':
      case 'ForInStatement':
        return [this.#loop(node.left, node.right, node.type === 'ForInStatement'), ...this.steps(node.body)];
      case 'TryStatement':
        return [
          ...this.steps(node.block),
          ...(node.handler?.param ? [this.#caught(node.handler.param)] : []),
          ...this.steps(node.handler?.body),
          ...this.steps(node.finalizer),
        ];
      case 'SwitchStatement':
        return [
          ...this.#visited(node.discriminant),
          ...node.cases.flatMap((one) => one.consequent.flatMap((part) => this.steps(part))),
        ];
      case 'EmptyStatement':
      case 'BreakStatement':
      case 'ContinueStatement':
        return [];
      case 'ImportDeclaration':
        return node.source.value === 'node:fs' || node.source.value === 'fs' ? [] : this.#lost();
      default:
        return this.#lost();
    }
  }

  /** Gives up: the script as a whole counts as opaque. */
  #lost(): [] {
    this.isFollowed = false;
    return [];
  }

  #visited(node: AnyNode | null | undefined): ScriptStep[] {
    return node ? [{ kind: 'visit', value: this.value(node) }] : [];
  }

  #bound(name: string, value: ScriptValue): ScriptStep {
    return { kind: 'bind', pattern: { kind: 'name', name }, value };
  }

  #loop(left: AnyNode, right: AnyNode, isOverNames: boolean): ScriptStep {
    const declared = left.type === 'VariableDeclaration' ? left.declarations[0]?.id : left;
    const over = this.value(right);
    const value: ScriptValue = isOverNames
      ? { kind: 'effect', effect: 'keys', args: [over] }
      : { kind: 'member', of: over, name: null, range: rangeOf(right) };
    const pattern: ScriptPattern = declared === undefined ? { kind: 'list', items: [] } : this.#pattern(declared);
    return { kind: 'bind', pattern, value };
  }

  /** What was thrown is known only where the script threw it itself. */
  #caught(param: Pattern): ScriptStep {
    return { kind: 'bind', pattern: this.#pattern(param), value: { kind: 'name', name: thrownName } };
  }

  #function({ params, body, generator }: Pick<FunctionNode, 'params' | 'body' | 'generator'>): ScriptFunction {
    if (generator) this.#lost();
    const steps: readonly ScriptStep[] =
      body.type === 'BlockStatement'
        ? this.steps(body)
        : [{ kind: 'return', value: this.value(body), range: rangeOf(body) }];
    return { parameters: params.map((param) => this.#pattern(param)), steps };
  }

  #pattern(node: AnyNode): ScriptPattern {
    switch (node.type) {
      case 'Identifier':
        if (known.has(node.name)) this.#lost();
        return { kind: 'name', name: node.name };
      case 'RestElement':
        return { kind: 'rest', pattern: this.#pattern(node.argument) };
      case 'AssignmentPattern':
        // A default is a constant nearly always; where it is not, nothing is known of the parameter.
        if (node.right.type !== 'Literal') this.#visitedDefault(node.right);
        return this.#pattern(node.left);
      case 'ArrayPattern':
        return { kind: 'list', items: node.elements.map((item) => (item === null ? null : this.#pattern(item))) };
      case 'ObjectPattern': {
        const [rest] = node.properties.filter((one) => one.type === 'RestElement');
        return {
          kind: 'members',
          members: node.properties.flatMap((one) => this.#memberPattern(one)),
          rest: rest === undefined ? null : this.#pattern(rest.argument),
        };
      }
      default:
        this.#lost();
        return { kind: 'list', items: [] };
    }
  }

  #visitedDefault(node: AnyNode): void {
    if (!['ArrayExpression', 'ObjectExpression', 'TemplateLiteral', 'UnaryExpression'].includes(node.type))
      this.#lost();
  }

  #memberPattern(property: AnyNode): { name: string; pattern: ScriptPattern }[] {
    if (property.type !== 'Property') return [];
    const name = nameOfKey(property.key, property.computed);
    if (name === null) return this.#lost();
    return [{ name, pattern: this.#pattern(property.value) }];
  }

  /** What an expression gives. */
  value(node: AnyNode): ScriptValue {
    switch (node.type) {
      case 'Literal':
      case 'MetaProperty':
        return noValue;
      case 'Identifier':
        if (unfollowable.has(node.name)) this.#lost();
        return { kind: 'name', name: node.name };
      case 'TemplateLiteral':
        return this.#effect('derived', node.expressions);
      case 'MemberExpression':
        return this.#member(node.object, node.property, node.computed, node);
      case 'ChainExpression':
      case 'ParenthesizedExpression':
        return this.value(node.expression);
      case 'AwaitExpression':
        return this.value(node.argument);
      case 'SpreadElement':
        return { kind: 'member', of: this.value(node.argument), name: null, range: rangeOf(node) };
      case 'CallExpression':
        return this.#call(node.callee, node.arguments, node);
      case 'NewExpression':
        return this.#made(node.callee, node.arguments);
      case 'ArrayExpression':
        return { kind: 'list', items: node.elements.flatMap((item) => (item === null ? [] : [this.value(item)])) };
      case 'ObjectExpression':
        return { kind: 'object', entries: node.properties.map((property) => this.#entry(property)) };
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
        return { kind: 'function', body: this.#function(node) };
      default:
        return this.#operation(node);
    }
  }

  #operation(node: AnyNode): ScriptValue {
    switch (node.type) {
      case 'BinaryExpression': {
        const both = this.#effect('derived', [node.left, node.right]);
        return comparing.has(node.operator) ? this.#decided(both) : both;
      }
      case 'LogicalExpression':
        return { kind: 'either', of: [this.value(node.left), this.value(node.right)] };
      case 'ConditionalExpression':
        return {
          kind: 'after',
          steps: this.#visited(node.test),
          value: { kind: 'either', of: [this.value(node.consequent), this.value(node.alternate)] },
        };
      case 'UnaryExpression': {
        const operand = this.#effect('derived', [node.argument]);
        return '+-~'.includes(node.operator) ? operand : this.#decided(operand);
      }
      case 'UpdateExpression':
        return this.value(node.argument);
      case 'SequenceExpression': {
        const last = node.expressions.at(-1);
        const steps = node.expressions.slice(0, -1).flatMap((one) => this.#visited(one));
        return { kind: 'after', steps, value: last === undefined ? noValue : this.value(last) };
      }
      case 'AssignmentExpression':
        return this.#assignment(node.left, this.value(node.right), node.operator);
      default:
        this.#lost();
        return noValue;
    }
  }

  /** A yes or no: what it was decided by is worked out and left. */
  #decided(value: ScriptValue): ScriptValue {
    return { kind: 'after', steps: [{ kind: 'visit', value }], value: noValue };
  }

  #effect(effect: 'derived', nodes: readonly AnyNode[]): ScriptValue {
    return { kind: 'effect', effect, args: nodes.map((one) => this.value(one)) };
  }

  #assignment(left: AnyNode, given: ScriptValue, operator: string): ScriptValue {
    const isPlain = operator === '=' || operator === '||=' || operator === '&&=' || operator === '??=';
    const value: ScriptValue = isPlain ? given : { kind: 'effect', effect: 'derived', args: [this.value(left), given] };
    if (left.type !== 'MemberExpression') {
      return { kind: 'after', steps: [{ kind: 'bind', pattern: this.#pattern(left), value }], value };
    }
    if (left.object.type === 'Identifier' && known.has(left.object.name)) this.#lost();
    const into = this.value(left);
    // A name that is worked out is in the object as well.
    const stored = nameOfKey(left.property, left.computed) === null ? [value, this.value(left.property)] : [value];
    return { kind: 'after', steps: stored.map((one): ScriptStep => ({ kind: 'store', into, value: one })), value };
  }

  #member(object: AnyNode, property: AnyNode, computed: boolean, { start, end }: AnyNode): ScriptValue {
    const name = nameOfKey(property, computed);
    const whole = object.type === 'Identifier' && name !== null ? `${object.name}.${name}` : '';
    if (whole === 'process.argv') return { kind: 'argv', skip: 2 };
    if (whole === 'process.env') return { kind: 'given', what: 'environment' };
    if (whole === 'process.stdin') return { kind: 'given', what: 'stdin' };
    if (whole === 'process.exit' || whole === 'process.exitCode' || whole === 'process.platform') return noValue;
    if (name === 'length' || name === 'size') return this.#decided(this.value(object));
    if (name === 'constructor' || name === '__proto__' || name === 'prototype') this.#lost();
    const of = this.value(object);
    const range = { start, end };
    if (name === null && computed && property.type !== 'Literal') {
      return { kind: 'after', steps: this.#visited(property), value: { kind: 'member', of, name: null, range } };
    }
    return { kind: 'member', of, name, range };
  }

  /** What is filtered: of `Object.entries(object)` those of the members that may pass by their names. */
  #filtered(node: AnyNode, [filter]: readonly AnyNode[]): ScriptValue {
    const [of, ...others] = node.type === 'CallExpression' ? node.arguments : [];
    const isEntries = node.type === 'CallExpression' && pathOf(node.callee) === 'Object.entries';
    if (!isEntries || of === undefined || others.length > 0) return this.value(node);
    const chosen = chosenMembers(this.value(of), javaScriptChoice(filter), rangeOf(node));
    return { kind: 'effect', effect: 'entries', args: [chosen] };
  }

  /** `text.replace(/…/g, text)`; null where the pattern is not written there. */
  #replaced(of: ScriptValue, [pattern, replacement]: readonly AnyNode[]): ScriptValue | null {
    if (pattern?.type !== 'Literal' || !('regex' in pattern) || !pattern.regex || replacement === undefined)
      return null;
    const { pattern: source, flags } = pattern.regex;
    if (!/^[giu]*$/.test(flags) || replacement.type !== 'Literal' || /\$/.test(String(replacement.value))) return null;
    const taken = takenCharacters(source, flags.includes('i') ? 'i' : '', flags.includes('g'));
    return { kind: 'replaced', of, taken, by: this.value(replacement) };
  }

  #entry(property: Property | SpreadElement) {
    if (property.type === 'SpreadElement') return { name: null, key: null, value: this.value(property.argument) };
    const name = nameOfKey(property.key, property.computed);
    return { name, key: name === null ? this.value(property.key) : null, value: this.value(property.value) };
  }

  #made(callee: AnyNode, args: readonly AnyNode[]): ScriptValue {
    const given = args.map((arg) => this.value(arg));
    const effect = callee.type === 'Identifier' ? javaScriptFunctions.get(callee.name) : undefined;
    if (effect !== undefined) return { kind: 'effect', effect, args: given };
    return given.length === 0 ? noValue : { kind: 'unknown', of: [this.value(callee), ...given] };
  }

  #call(callee: AnyNode, args: readonly AnyNode[], range: AnyNode): ScriptValue {
    const given = args.map((arg) => this.value(arg));
    const name = pathOf(callee);
    const stream = streams.get(name ?? '');
    if (stream !== undefined) {
      return {
        kind: 'after',
        steps: [{ kind: 'print', to: stream, values: given, range: rangeOf(range) }],
        value: noValue,
      };
    }
    const method = callee.type === 'MemberExpression' ? nameOfKey(callee.property, callee.computed) : null;
    if (name === 'readFileSync' || method === 'readFileSync') return { kind: 'given', what: 'stdin' };
    const [written = noValue] = given;
    const listed = name === 'JSON.stringify' ? namesListed(args[1]) : null;
    if (listed !== null) {
      const members = listed.map(
        (one): ScriptValue => ({ kind: 'member', of: written, name: one, range: rangeOf(range) }),
      );
      return { kind: 'effect', effect: 'derived', args: members };
    }
    const effect = name === null ? undefined : javaScriptFunctions.get(name);
    if (effect !== undefined) return { kind: 'effect', effect, args: given };
    if (callee.type !== 'MemberExpression') {
      const isSpread = args.some(({ type }) => type === 'SpreadElement');
      return { kind: 'call', callee: this.value(callee), args: isSpread ? anywhere(given) : given };
    }
    const object = method === 'filter' ? this.#filtered(callee.object, args) : this.value(callee.object);
    if (method !== null && storing.has(method)) {
      return { kind: 'after', steps: given.map((value) => ({ kind: 'store', into: object, value })), value: object };
    }
    const from = method === 'slice' && args.length === 1 ? args[0] : undefined;
    if (object.kind === 'argv' && from?.type === 'Literal' && typeof from.value === 'number' && from.value >= 0) {
      return { kind: 'argv', skip: object.skip - from.value };
    }
    const replaced = method === 'replace' || method === 'replaceAll' ? this.#replaced(object, args) : null;
    if (replaced !== null) return replaced;
    const own = method === null ? undefined : javaScriptMethods.get(method);
    if (own !== undefined) return { kind: 'effect', effect: own, args: [object, ...given] };
    if (method === 'split' || method === 'match' || method === 'matchAll') {
      return { kind: 'list', items: [{ kind: 'effect', effect: 'derived', args: [object, ...given] }] };
    }
    return { kind: 'unknown', of: [object, ...given] };
  }
}

/** The names of a list of texts, as `JSON.stringify` takes one of the members that it writes; null for anything else. */
function namesListed(node: AnyNode | undefined): readonly string[] | null {
  if (node?.type !== 'ArrayExpression') return null;
  const names = node.elements.map((item) => (item === null ? null : nameOfKey(item, true)));
  return names.every((name) => name !== null) ? names : null;
}

function rangeOf({ start, end }: AnyNode): Range {
  return { start, end };
}

function nameOfKey(key: AnyNode, computed: boolean): string | null {
  if (!computed && key.type === 'Identifier') return key.name;
  return key.type === 'Literal' && (typeof key.value === 'string' || typeof key.value === 'number')
    ? String(key.value)
    : null;
}

/** `a.b.c` as it is written; null where it is more than names. */
function pathOf(node: AnyNode): string | null {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier') return null;
  const before = pathOf(node.object);
  return before === null ? null : `${before}.${node.property.name}`;
}
