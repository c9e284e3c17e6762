import { readAt, type TextPlace, unfollowed } from '../flow/label.ts';
import { dataType } from '../flow/narrowed.ts';
import { leftOf } from '../flow/replacedText.ts';
import {
  allLabels,
  constant,
  derived,
  join,
  listOf,
  mapLabels,
  type Shape,
  shapeOf,
  withMember,
} from '../flow/shape.ts';
import { sum } from '../flow/shapeSums.ts';
import { elementOf, memberOf, underName } from '../flow/sources.ts';
import { readBack, unknownFrom } from '../flow/unknownShapes.ts';
import type { GivenScript, ScriptOutcome } from './givenScript.ts';
import { readSteps } from './readSteps.ts';
import {
  type ScriptEntry,
  type ScriptFunction,
  type ScriptPattern,
  type ScriptStep,
  type ScriptValue,
  thrownName,
} from './scriptSteps.ts';

/** Most rounds through a script, and most values that are worked out in one. */
const maxRounds = 8;
const maxValues = 20_000;
const maxDepth = 200;

/** Follows data through a script by its syntax tree; null where that cannot be told. */
export function followScript(given: GivenScript): ScriptOutcome | null {
  const steps = readSteps(given.language, given.code.value);
  return steps === null ? null : new ScriptFollower(given).follow(steps);
}

class ScriptFollower {
  readonly #given: GivenScript;
  readonly #names = new Map<string, Shape>();
  readonly #functions = new Map<string, Set<ScriptFunction>>();
  /** What functions return; `null` is the script itself. */
  readonly #returned = new Map<ScriptFunction | null, Shape>();
  /** Functions that functions return. */
  readonly #handed = new Map<ScriptFunction | null, Set<ScriptFunction>>();
  #stdout: Shape = constant;
  #stderr: Shape = constant;
  #thrown: Shape = constant;
  /** What was put into values that others may be names of: it may come out anywhere. */
  #scattered: Shape = constant;
  #function: ScriptFunction | null = null;
  #hasChanged = false;
  #values = 0;
  #depth = 0;

  constructor(given: GivenScript) {
    this.#given = given;
  }

  follow(steps: readonly ScriptStep[]): ScriptOutcome | null {
    for (let round = 0; round < maxRounds; round += 1) {
      this.#hasChanged = false;
      this.#run(steps);
      if (this.#values > maxValues) return null;
      if (!this.#hasChanged) return this.#outcome();
    }
    return null;
  }

  #outcome(): ScriptOutcome {
    const { code } = this.#given;
    const place: TextPlace = { text: code, range: { start: 0, end: code.value.length }, opaque: 'the script' };
    const scattered = mapLabels(derived(this.#scattered), (label) => unfollowed(label, place));
    const returned = this.#returned.get(null);
    return {
      returned: returned === undefined ? null : join(returned, scattered),
      stdout: join(this.#stdout, scattered),
      stderr: join(join(this.#stderr, derived(this.#thrown)), scattered),
    };
  }

  #run(steps: readonly ScriptStep[]): void {
    for (const step of steps) {
      switch (step.kind) {
        case 'bind':
          this.#bind(step.pattern, step.value);
          break;
        case 'store':
          this.#store(step.into, this.#value(step.value));
          break;
        case 'print': {
          const shown = this.#touched(derived(...step.values.map((value) => this.#value(value))), step.range);
          if (step.to === 'stdout') this.#stdout = this.#grown(this.#stdout, shown);
          else this.#stderr = this.#grown(this.#stderr, shown);
          break;
        }
        case 'return': {
          this.#hand(this.#function, this.#resolved(step.value));
          const before = this.#returned.get(this.#function);
          const after = this.#touched(this.#value(step.value), step.range);
          this.#returned.set(this.#function, this.#grown(before ?? constant, after));
          if (before === undefined) this.#hasChanged = true;
          break;
        }
        case 'throw':
          this.#thrown = this.#grown(this.#thrown, this.#value(step.value));
          break;
        case 'visit':
          this.#value(step.value);
      }
    }
  }

  /** The join, and a note where it is more than before. */
  #grown(before: Shape, more: Shape): Shape {
    const after = join(before, more);
    if (after !== before) this.#hasChanged = true;
    return after;
  }

  #value(value: ScriptValue): Shape {
    this.#values += 1;
    if (this.#values > maxValues || this.#depth > maxDepth) {
      this.#values = maxValues + 1;
      return constant;
    }
    this.#depth += 1;
    const shape = this.#worked(value);
    this.#depth -= 1;
    return shape;
  }

  #worked(value: ScriptValue): Shape {
    switch (value.kind) {
      case 'constant':
        return constant;
      case 'function':
        this.#enter(value.body);
        return constant;
      case 'name':
        return this.#named(value.name);
      case 'given':
        return value.what === 'stdin' ? derived(this.#given.stdin) : this.#given.environment;
      case 'argv':
        return this.#given.isList ? this.#given.arguments : constant;
      case 'member':
        return this.#member(value);
      case 'either':
        return value.of.reduce<Shape>((shape, one) => join(shape, this.#value(one)), constant);
      case 'object':
        return value.entries.reduce<Shape>((shape, entry) => this.#withEntry(shape, entry), constant);
      case 'list':
        return listOf(value.items.reduce<Shape>((shape, item) => join(shape, this.#held(item)), constant));
      case 'call':
        return this.#call(value.callee, value.args);
      case 'effect':
        return this.#effect(value);
      case 'replaced':
        return derived(leftOf(this.#value(value.of), value.taken), this.#value(value.by));
      case 'unknown':
        return this.#unknown(value.of);
      case 'after':
        this.#run(value.steps);
        return this.#value(value.value);
    }
  }

  /** A variable; the arguments of a map are variables of the script. */
  #named(name: string): Shape {
    if (name === thrownName) return this.#thrown;
    const own = this.#names.get(name) ?? constant;
    if (this.#given.isList) return own;
    const brought = this.#given.arguments;
    return join(own, memberOf(brought, name, this.#given.policy, this.#place({ start: 0, end: 0 })));
  }

  #member({ of, name, range }: Extract<ScriptValue, { kind: 'member' }>): Shape {
    const { positions, isList, policy } = this.#given;
    if (of.kind === 'argv' && isList && positions.length > 0 && name !== null && /^\d+$/.test(name)) {
      return this.#touched(positions[Number(name) - of.skip] ?? constant, range);
    }
    const shape = this.#value(of);
    if (name === null) return this.#touched(elementOf(shape), range);
    const found =
      shape.items !== null && /^\d+$/.test(name) ? elementOf(shape) : memberOf(shape, name, policy, this.#place(range));
    return this.#touched(found, range);
  }

  /** What is put into another value; a function in it may be called from there. */
  #held(value: ScriptValue): Shape {
    const held = this.#value(value);
    if (value.kind !== 'function') return held;
    return join(
      held,
      mapLabels(derived(this.#returned.get(value.body) ?? constant), (label) => unfollowed(label)),
    );
  }

  #withEntry(shape: Shape, { name, key, value }: ScriptEntry): Shape {
    const held = this.#held(value);
    if (name !== null) return withMember(shape, name, underName(held, name, this.#given.policy, null));
    if (key === null) return sum(shape, held);
    return join(shape, shapeOf({ items: held, keys: allLabels(this.#value(key)) }));
  }

  #effect({ effect, args }: Extract<ScriptValue, { kind: 'effect' }>): Shape {
    const [first, second, third] = args;
    const subject = first === undefined ? constant : this.#value(first);
    const others = args.slice(1).map((arg) => this.#value(arg));
    switch (effect) {
      case 'nothing':
        this.#apply(second, [elementOf(subject)]);
        return constant;
      case 'derived':
        this.#apply(third, [derived(subject)]);
        return derived(subject, ...others, ...this.#resolved(third).map((one) => this.#returned.get(one) ?? constant));
      case 'same':
        this.#apply(second, [elementOf(subject), elementOf(subject)]);
        return others.reduce(join, subject);
      case 'element':
        this.#apply(second, [elementOf(subject)]);
        return others.reduce(join, elementOf(subject));
      case 'elements':
        return listOf(elementOf(subject));
      case 'iterated':
        return dataType(subject) === 'object' ? shapeOf({ labels: subject.keys }) : elementOf(subject);
      case 'keys':
        return listOf(shapeOf({ labels: subject.keys }));
      case 'entries':
        return listOf(listOf(join(elementOf(subject), shapeOf({ labels: subject.keys }))));
      case 'parsed':
        return readBack(subject);
      case 'map':
        return listOf(this.#apply(second, [elementOf(subject)]));
      case 'reduce': {
        const start = third === undefined ? elementOf(subject) : this.#value(third);
        const before = this.#resolved(second).map((one) => this.#returned.get(one) ?? constant);
        return join(start, this.#apply(second, [before.reduce(join, start), elementOf(subject)]));
      }
    }
  }

  /** What a function that is passed on gives for such arguments. */
  #apply(passed: ScriptValue | undefined, args: readonly Shape[]): Shape {
    let given: Shape = constant;
    for (const one of this.#resolved(passed)) given = join(given, this.#entered(one, args));
    return given;
  }

  #call(callee: ScriptValue, args: readonly ScriptValue[]): Shape {
    if (callee.kind === 'call') this.#value(callee);
    const own = this.#resolved(callee);
    if (own.length === 0) return this.#unknown([callee, ...args]);
    let given: Shape = constant;
    for (const one of own) {
      one.parameters.forEach((pattern, index) => {
        const arg = args[index];
        if (arg !== undefined && pattern.kind !== 'rest') this.#bind(pattern, arg);
        if (pattern.kind === 'rest') this.#bind(pattern.pattern, { kind: 'list', items: args.slice(index) });
      });
      given = join(given, this.#entered(one, []));
    }
    return given;
  }

  #entered(one: ScriptFunction, args: readonly Shape[]): Shape {
    one.parameters.forEach((pattern, index) => {
      const arg = args[index];
      if (arg !== undefined) this.#bindShape(pattern, arg);
    });
    this.#enter(one);
    return this.#returned.get(one) ?? constant;
  }

  readonly #entering = new Set<ScriptFunction>();

  /** Takes the steps of a function; what it may be given is known by its parameters' names. */
  #enter(one: ScriptFunction): void {
    if (this.#entering.has(one)) return;
    this.#entering.add(one);
    const outer = this.#function;
    this.#function = one;
    this.#run(one.steps);
    this.#function = outer;
    this.#entering.delete(one);
  }

  /** What cannot be followed may keep what it is given, and give it back. */
  #unknown(of: readonly ScriptValue[]): Shape {
    const shapes = of.map((one) => this.#value(one));
    const everything = mapLabels(derived(...shapes), (label) => unfollowed(label));
    for (const one of of) this.#apply(one, [everything, everything]);
    return join(unknownFrom(everything), everything);
  }

  #resolved(value: ScriptValue | undefined): ScriptFunction[] {
    if (value === undefined) return [];
    if (value.kind === 'function') return [value.body];
    if (value.kind === 'either') return value.of.flatMap((one) => this.#resolved(one));
    if (value.kind === 'after') return this.#resolved(value.value);
    if (value.kind === 'call') return this.#resolved(value.callee).flatMap((one) => [...(this.#handed.get(one) ?? [])]);
    return value.kind === 'name' ? [...(this.#functions.get(value.name) ?? [])] : [];
  }

  /** Notes the functions that a function returns. */
  #hand(by: ScriptFunction | null, handed: readonly ScriptFunction[]): void {
    const known = this.#handed.get(by) ?? new Set();
    this.#handed.set(by, known);
    for (const one of handed) {
      if (!known.has(one)) this.#hasChanged = true;
      known.add(one);
    }
  }

  #bind(pattern: ScriptPattern, value: ScriptValue): void {
    if (pattern.kind === 'name') {
      for (const one of this.#resolved(value)) {
        const known = this.#functions.get(pattern.name) ?? new Set();
        if (!known.has(one)) this.#hasChanged = true;
        this.#functions.set(pattern.name, known.add(one));
      }
    }
    if (pattern.kind === 'list') {
      const range = { start: 0, end: 0 };
      pattern.items.forEach((item, index) => {
        if (item === null) return;
        if (item.kind === 'rest') this.#bind(item.pattern, value);
        else this.#bind(item, { kind: 'member', of: value, name: String(index), range });
      });
      return;
    }
    this.#bindShape(pattern, this.#value(value));
  }

  #bindShape(pattern: ScriptPattern, shape: Shape): void {
    switch (pattern.kind) {
      case 'name':
        this.#names.set(pattern.name, this.#grown(this.#names.get(pattern.name) ?? constant, shape));
        break;
      case 'rest':
        this.#bindShape(pattern.pattern, shape);
        break;
      case 'list':
        for (const item of pattern.items) if (item !== null) this.#bindShape(item, elementOf(shape));
        break;
      case 'members': {
        for (const { name, pattern: inner } of pattern.members) {
          this.#bindShape(inner, memberOf(shape, name, this.#given.policy, this.#place({ start: 0, end: 0 })));
        }
        if (pattern.rest === null) break;
        const others = pattern.members.reduce((left, { name }) => withMember(left, name, constant), shape);
        this.#bindShape(pattern.rest, others);
      }
    }
  }

  /** Where the value has a name, it holds it from now on; as others may be names of the same, it may come out anywhere. */
  #store(into: ScriptValue, value: Shape): void {
    let root = into;
    while (root.kind === 'member') root = root.of;
    if (root.kind === 'name') {
      const before = this.#names.get(root.name) ?? constant;
      this.#names.set(root.name, this.#grown(before, listOf(value)));
    }
    this.#scattered = this.#grown(this.#scattered, derived(value));
  }

  #place(range: TextPlace['range']): TextPlace {
    return { text: this.#given.code, range };
  }

  #touched(shape: Shape, range: TextPlace['range']): Shape {
    if (!shape.isLabelled) return shape;
    return mapLabels(shape, (label) => readAt(label, this.#place(range)));
  }
}
