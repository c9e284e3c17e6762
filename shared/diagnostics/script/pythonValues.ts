import { takenCharacters } from '../flow/replacedText.ts';
import { allNames, bothChoices, chosenMembers } from './chosenMembers.ts';
import { pythonChoice } from './pythonChoice.ts';
import { childrenOf, isPart, type PythonNode, partsOf, rangeOf } from './pythonNodes.ts';
import { pythonFunctions, pythonMethods } from './scriptEffects.ts';
import {
  anywhere,
  noValue,
  type ScriptEntry,
  type ScriptPattern,
  type ScriptStep,
  type ScriptValue,
} from './scriptSteps.ts';

/** Names by which code is made, or everything that there is can be reached. */
const unfollowable = new Set(
  'eval exec compile globals locals vars getattr setattr delattr __import__ __builtins__ super yield print sys os'.split(
    ' ',
  ),
);
/** Methods that put what they are given into their object. */
const storing = new Set('append extend insert add update setdefault'.split(' '));
/** What imports of these names stand for. */
const brought: ReadonlyMap<string, ScriptValue> = new Map<string, ScriptValue>([
  ['sys.argv', { kind: 'argv', skip: 1 }],
  ['sys.stdin', { kind: 'given', what: 'stdin' }],
  ['os.environ', { kind: 'given', what: 'environment' }],
]);

/** Members of modules that hold nothing of what the script is given. */
const harmless = new Set('sys.exit sys.maxsize sys.version sys.platform os.path os.linesep os.sep'.split(' '));

/** Reads the expressions of a script. */
export class PythonValues {
  /** False once there is something that cannot be followed. */
  isFollowed = true;
  readonly #code: string;
  /** What `from sys import argv` and the like have brought. */
  readonly #imported = new Map<string, ScriptValue>();

  constructor(code: string) {
    this.#code = code;
  }

  /** Gives up: the script as a whole counts as opaque. */
  lost(): [] {
    this.isFollowed = false;
    return [];
  }

  /** What is written at a node. */
  text({ from, to }: PythonNode): string {
    return this.#code.slice(from, to);
  }

  /** A value that is worked out and left. */
  visited(node: PythonNode): ScriptStep[] {
    return [{ kind: 'visit', value: this.value(node) }];
  }

  /** Takes note of the names that an import brings. */
  import(text: string): void {
    const [, module = '', names = ''] = /^from\s+(sys|os)\s+import\s+(.*)$/s.exec(text) ?? [];
    for (const [, name = '', alias = name] of names.matchAll(/(\w+)(?:\s+as\s+(\w+))?/g)) {
      const value = brought.get(`${module}.${name}`);
      if (value !== undefined) this.#imported.set(alias, value);
    }
    if (/^import\s.*\b(sys|os)\s+as\b|^from\s+(sys|os)\s+import\s+\*/.test(text)) this.lost();
  }

  /** The step that puts a value into a target. */
  into(target: PythonNode, value: ScriptValue): ScriptStep {
    return target.name === 'MemberExpression'
      ? { kind: 'store', into: this.value(target), value: this.#withKey(target, value) }
      : { kind: 'bind', pattern: this.pattern(target), value };
  }

  /** A value that is put under a name which is worked out: that name is in the object as well. */
  #withKey(target: PythonNode, value: ScriptValue): ScriptValue {
    const [, ...rest] = partsOf(target);
    const keys = rest.filter((part) => part.name !== 'PropertyName' && this.#literal(part) === null);
    return keys.length === 0 ? value : { kind: 'list', items: [value, ...keys.map((key) => this.value(key))] };
  }

  /** What a target binds. */
  pattern(node: PythonNode): ScriptPattern {
    if (node.name === 'VariableName') return { kind: 'name', name: this.text(node) };
    if (['TupleExpression', 'ArrayExpression', 'ParenthesizedExpression'].includes(node.name)) {
      return { kind: 'list', items: partsOf(node).map((part) => this.pattern(part)) };
    }
    this.lost();
    return { kind: 'list', items: [] };
  }

  /** Several targets are a tuple; `in` stands between them and what they go through. */
  targets(nodes: readonly PythonNode[]): ScriptPattern {
    const [only, ...more] = nodes;
    if (only !== undefined && more.length === 0) return this.pattern(only);
    return { kind: 'list', items: nodes.map((one) => this.pattern(one)) };
  }

  /** What the parameters of a function bind. */
  parameters(list: PythonNode): ScriptPattern[] {
    const found: ScriptPattern[] = [];
    let isDefault = false;
    let isRest = false;
    for (const child of childrenOf(list)) {
      if (child.name === 'AssignOp') isDefault = true;
      else if (child.name.startsWith('*')) isRest = true;
      else if (isPart(child) && child.name !== 'TypeDef') {
        const pattern: ScriptPattern = { kind: 'name', name: this.text(child) };
        if (!isDefault) found.push(isRest ? { kind: 'rest', pattern } : pattern);
        else if (!/^(String|Number|Boolean|None)$/.test(child.name)) this.lost();
        isDefault = false;
        isRest = false;
      }
    }
    return found;
  }

  /** One value, or a list of several. */
  tuple(nodes: readonly PythonNode[]): ScriptValue {
    const [only, ...more] = nodes;
    if (only !== undefined && more.length === 0) return this.value(only);
    return { kind: 'list', items: nodes.map((one) => this.value(one)) };
  }

  /** A text or number made of these. */
  derived(nodes: readonly PythonNode[]): ScriptValue {
    return { kind: 'effect', effect: 'derived', args: nodes.map((one) => this.value(one)) };
  }

  #decided(nodes: readonly PythonNode[]): ScriptValue {
    return { kind: 'after', steps: nodes.flatMap((one) => this.visited(one)), value: noValue };
  }

  /** What an expression gives. */
  value(node: PythonNode): ScriptValue {
    const parts = partsOf(node);
    switch (node.name) {
      case 'VariableName': {
        const name = this.text(node);
        if (unfollowable.has(name)) this.lost();
        return this.#imported.get(name) ?? { kind: 'name', name };
      }
      case 'String':
      case 'Number':
      case 'Boolean':
      case 'None':
      case 'Ellipsis':
        return noValue;
      case 'FormatString':
      case 'ContinuedString':
        return this.derived(parts.filter(({ name }) => name !== 'String'));
      case 'FormatReplacement':
        return this.derived(parts.slice(0, 1));
      case 'ParenthesizedExpression':
      case 'AwaitExpression':
        return this.tuple(parts);
      case 'TupleExpression':
      case 'ArrayExpression':
      case 'SetExpression':
        return { kind: 'list', items: parts.map((part) => this.value(part)) };
      case 'DictionaryExpression':
        return { kind: 'object', entries: this.#entries(node) };
      case 'ArrayComprehensionExpression':
      case 'SetComprehensionExpression':
      case 'ComprehensionExpression':
      case 'DictionaryComprehensionExpression':
        return this.#comprehension(node);
      case 'MemberExpression':
        return this.#member(node);
      case 'CallExpression':
        return this.#call(node);
      default:
        return this.#operation(node, parts);
    }
  }

  #operation(node: PythonNode, parts: readonly PythonNode[]): ScriptValue {
    switch (node.name) {
      case 'BinaryExpression': {
        const words = childrenOf(node).map(({ name }) => name);
        const operands = parts.filter(({ name }) => !name.endsWith('Op'));
        if (words.includes('and') || words.includes('or')) {
          return { kind: 'either', of: operands.map((one) => this.value(one)) };
        }
        const isDecided = ['CompareOp', 'in', 'is', 'not'].some((word) => words.includes(word));
        return isDecided ? this.#decided(operands) : this.derived(operands);
      }
      case 'UnaryExpression': {
        const operands = parts.filter(({ name }) => !name.endsWith('Op'));
        return node.firstChild?.name === 'not' ? this.#decided(operands) : this.derived(operands);
      }
      case 'ConditionalExpression': {
        const [one, condition, other] = parts;
        if (one === undefined || condition === undefined || other === undefined) break;
        const of = [this.value(one), this.value(other)];
        return { kind: 'after', steps: this.visited(condition), value: { kind: 'either', of } };
      }
      case 'LambdaExpression': {
        const [list, body] = parts.length > 1 ? parts : [undefined, parts[0]];
        if (body === undefined) break;
        const steps: ScriptStep[] = [{ kind: 'return', value: this.value(body), range: rangeOf(body) }];
        return { kind: 'function', body: { parameters: list === undefined ? [] : this.parameters(list), steps } };
      }
      case 'NamedExpression': {
        const [name, , given] = parts;
        if (name === undefined || given === undefined) break;
        const value = this.value(given);
        return { kind: 'after', steps: [{ kind: 'bind', pattern: this.pattern(name), value }], value };
      }
    }
    this.lost();
    return noValue;
  }

  #entries(node: PythonNode): ScriptEntry[] {
    const entries: ScriptEntry[] = [];
    let key: PythonNode | null = null;
    let isSpread = false;
    for (const child of childrenOf(node)) {
      if (child.name === '**') isSpread = true;
      else if (!isPart(child)) continue;
      else if (isSpread) {
        entries.push({ name: null, key: null, value: this.value(child) });
        isSpread = false;
      } else if (key === null) key = child;
      else {
        entries.push(this.#entry(key, child));
        key = null;
      }
    }
    return entries;
  }

  #entry(key: PythonNode, value: PythonNode): ScriptEntry {
    const name = this.#literal(key);
    return { name, key: name === null ? this.value(key) : null, value: this.value(value) };
  }

  /** `[value for target in list if condition]`; `{key: value for …}` too. */
  #comprehension(node: PythonNode): ScriptValue {
    const all = childrenOf(node);
    const first = all.findIndex(({ name }) => name === 'for');
    const steps: ScriptStep[] = [];
    for (let at = first; at >= 0 && at < all.length; ) {
      const next = all.findIndex(({ name }, index) => index > at && name === 'for');
      const part = all.slice(at + 1, next < 0 ? all.length : next);
      const between = part.findIndex(({ name }) => name === 'in');
      const [over, ...conditions] = part.slice(between + 1).filter(isPart);
      if (over !== undefined) {
        const targets = part.slice(0, between).filter(isPart);
        steps.push({ kind: 'bind', pattern: this.targets(targets), value: this.#chosen(over, targets, conditions) });
      }
      steps.push(...conditions.flatMap((one) => this.visited(one)));
      at = next;
    }
    const [one, other] = all.slice(0, first).filter(isPart);
    if (one === undefined) return noValue;
    const value: ScriptValue =
      other === undefined
        ? { kind: 'list', items: [this.value(one)] }
        : { kind: 'object', entries: [this.#entry(one, other)] };
    return { kind: 'after', steps, value };
  }

  /** What a loop goes through; of `object.items()` what conditions on the names let through. */
  #chosen(over: PythonNode, targets: readonly PythonNode[], conditions: readonly PythonNode[]): ScriptValue {
    const names = targets.flatMap((target) => (target.name === 'VariableName' ? [target] : partsOf(target)));
    const [name, value, ...more] = names.map((target) => this.text(target));
    const [callee] = over.name === 'CallExpression' ? partsOf(over) : [];
    const object = callee?.firstChild;
    const isPair = name !== undefined && value !== undefined && more.length === 0;
    if (!isPair || callee === undefined || object == null || !/\.items$/.test(this.text(callee))) {
      return this.iterated(over);
    }
    const choice = conditions.reduce(
      (before, one) => bothChoices(before, pythonChoice(this.text(one), name)),
      allNames,
    );
    const of = chosenMembers(this.value(object), choice, rangeOf(over));
    const entries: ScriptValue = { kind: 'effect', effect: 'entries', args: [of] };
    return { kind: 'member', of: entries, name: null, range: rangeOf(over) };
  }

  /** What a loop gives one by one: the elements of a list, and the names of an object. */
  iterated(over: PythonNode): ScriptValue {
    return { kind: 'effect', effect: 'iterated', args: [this.value(over)] };
  }

  #literal(node: PythonNode): string | null {
    if (node.name === 'Number') return this.text(node);
    const [, text] = node.name === 'String' ? (/^(?:"([^"\\]*)"|'([^'\\]*)')$/.exec(this.text(node)) ?? []) : [];
    return text ?? (node.name === 'String' ? (/^'([^'\\]*)'$/.exec(this.text(node))?.[1] ?? null) : null);
  }

  #member(node: PythonNode): ScriptValue {
    const known = brought.get(this.text(node));
    if (known !== undefined) return known;
    const all = childrenOf(node);
    const [object, ...rest] = all.filter(isPart);
    if (object === undefined) return noValue;
    const property = rest.find(({ name }) => name === 'PropertyName');
    if (harmless.has(this.text(node))) return noValue;
    const of = this.value(object);
    if (property !== undefined) {
      if (/^__(?!name__$)/.test(this.text(property))) this.lost();
      return { kind: 'member', of, name: this.text(property), range: rangeOf(node) };
    }
    if (all.some(({ name }) => name === ':')) return this.#slice(node, of);
    const [index] = rest;
    const name = index === undefined ? null : this.#literal(index);
    return { kind: 'member', of, name, range: rangeOf(node) };
  }

  /** A slice has the elements of the whole; of the arguments those from a place on are known by theirs. */
  #slice(node: PythonNode, of: ScriptValue): ScriptValue {
    if (of.kind !== 'argv') return of;
    const [, from] = /\[\s*(\d+)\s*:\s*\]$/.exec(this.text(node)) ?? [];
    return from === undefined ? { kind: 'either', of: [of] } : { kind: 'argv', skip: of.skip - Number(from) };
  }

  #call(node: PythonNode): ScriptValue {
    const [callee, list] = partsOf(node);
    if (callee === undefined) return noValue;
    const given = list === undefined ? [] : this.#arguments(list);
    const name = this.text(callee);
    if (name === 'print' || name === 'sys.stdout.write' || name === 'sys.stderr.write') {
      const isError =
        name === 'sys.stderr.write' || (list !== undefined && /\bfile\s*=\s*sys\.stderr\b/.test(this.text(list)));
      const to = isError ? 'stderr' : 'stdout';
      return { kind: 'after', steps: [{ kind: 'print', to, values: given, range: rangeOf(node) }], value: noValue };
    }
    if (name === 'input' || name === 'open' || name.startsWith('sys.stdin.')) return { kind: 'given', what: 'stdin' };
    if (name === 'os.getenv')
      return { kind: 'member', of: { kind: 'given', what: 'environment' }, name: null, range: rangeOf(node) };
    if (name === 're.sub' && list !== undefined) return this.#replaced(list, given);
    const effect = pythonFunctions.get(name);
    if (effect !== undefined) return { kind: 'effect', effect, args: given };
    const property = callee.name === 'MemberExpression' ? callee.lastChild : null;
    const object = callee.firstChild;
    if (property?.name !== 'PropertyName' || object === null) return this.#called(callee, list, given);
    const of = this.value(object);
    const method = this.text(property);
    if (storing.has(method)) {
      return { kind: 'after', steps: given.map((value) => ({ kind: 'store', into: of, value })), value: noValue };
    }
    const [key] = list === undefined ? [] : partsOf(list);
    const member = key === undefined ? null : this.#literal(key);
    if (member !== null && (method === 'get' || method === 'pop')) {
      return { kind: 'either', of: [{ kind: 'member', of, name: member, range: rangeOf(node) }, ...given.slice(1)] };
    }
    const known = pythonMethods.get(method);
    return known === undefined
      ? { kind: 'unknown', of: [of, ...given] }
      : { kind: 'effect', effect: known, args: [of, ...given] };
  }

  /** `re.sub(r"…", text, value)`. */
  #replaced(list: PythonNode, given: readonly ScriptValue[]): ScriptValue {
    const [pattern, replacement, ...others] = partsOf(list);
    const written = pattern?.name === 'String' ? this.text(pattern) : '';
    const [, , source = null] = /^[rR]?(["'])([^"']*)\1$/.exec(written) ?? [];
    const [, by, of] = given;
    const isPlain = replacement?.name === 'String' && !this.text(replacement).includes('\\') && others.length === 1;
    if (source === null || by === undefined || of === undefined || !isPlain) {
      return { kind: 'effect', effect: 'derived', args: given };
    }
    return { kind: 'replaced', of, taken: takenCharacters(source, '', true), by };
  }

  #called(callee: PythonNode, list: PythonNode | undefined, given: readonly ScriptValue[]): ScriptValue {
    const name = this.text(callee);
    const isNamed =
      list !== undefined && childrenOf(list).some((child) => child.name === 'AssignOp' || child.name.startsWith('*'));
    const [first, second] = given;
    if (name === 'map' && first !== undefined && second !== undefined) {
      return { kind: 'effect', effect: 'map', args: [second, first] };
    }
    if (name === 'filter' && second !== undefined) return second;
    if (name === 'sum') return { kind: 'effect', effect: 'derived', args: given };
    return { kind: 'call', callee: this.value(callee), args: isNamed ? anywhere(given) : given };
  }

  /** The values of a call, those with names too. */
  #arguments(list: PythonNode): ScriptValue[] {
    if (list.name !== 'ArgList') return [this.value(list)];
    if (childrenOf(list).some(({ name }) => name === 'for')) return [this.#comprehension(list)];
    const parts = partsOf(list);
    return parts.flatMap((part, index) => {
      const isName = parts[index + 1]?.name === 'AssignOp';
      return isName || part.name === 'AssignOp' ? [] : [this.value(part)];
    });
  }
}
