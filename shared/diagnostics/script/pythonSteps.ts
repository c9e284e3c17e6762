import { childrenOf, isPart, isStatement, type PythonNode, parsePython, partsOf, rangeOf } from './pythonNodes.ts';
import { shadowsKnown } from './pythonShadows.ts';
import { PythonValues } from './pythonValues.ts';
import { noValue, type ScriptPattern, type ScriptStep, type ScriptValue, thrownName } from './scriptSteps.ts';

/** What a script in Python does with its data; null where it does what cannot be followed (`eval`, classes, decorators …). */
export function pythonSteps(code: string): readonly ScriptStep[] | null {
  const tree = parsePython(code);
  if (tree === null || shadowsKnown(tree, code)) return null;
  const values = new PythonValues(code);
  const reader = new PythonReader(values);
  const steps = partsOf(tree).flatMap((node) => reader.steps(node));
  return values.isFollowed ? steps : null;
}

class PythonReader {
  readonly #values: PythonValues;

  constructor(values: PythonValues) {
    this.#values = values;
  }

  /** The steps of a statement. */
  steps(node: PythonNode): ScriptStep[] {
    const parts = partsOf(node);
    switch (node.name) {
      case 'ExpressionStatement':
      case 'AssertStatement':
      case 'DeleteStatement':
        return parts.map((part) => ({ kind: 'visit', value: this.#values.value(part) }));
      case 'AssignStatement':
        return this.#assignment(parts);
      case 'UpdateStatement': {
        const [target, , value] = parts;
        if (target === undefined || value === undefined) return [];
        const both: ScriptValue = {
          kind: 'either',
          of: [this.#values.value(target), this.#values.derived([target, value])],
        };
        return [this.#values.into(target, { kind: 'either', of: [both, this.#values.value(value)] })];
      }
      case 'ReturnStatement':
        return parts.length === 0 ? [] : [{ kind: 'return', value: this.#values.tuple(parts), range: rangeOf(node) }];
      case 'RaiseStatement':
        return parts.map((part) => ({ kind: 'throw', value: this.#values.value(part) }));
      case 'ForStatement':
        return this.#loop(node);
      case 'FunctionDefinition':
        return this.#definition(parts);
      case 'WithStatement':
      case 'TryStatement':
        return this.#clauses(node);
      case 'IfStatement':
      case 'WhileStatement':
      case 'Body':
      case 'StatementGroup':
        return parts.flatMap((part) => (isStatement(part) ? this.steps(part) : this.#values.visited(part)));
      case 'ImportStatement':
        this.#values.import(this.#values.text(node));
        return [];
      case 'PassStatement':
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'ScopeStatement':
      case 'Comment':
        return [];
      default:
        return this.#values.lost();
    }
  }

  /** `a, b = c = value`. */
  #assignment(parts: readonly PythonNode[]): ScriptStep[] {
    const sides: PythonNode[][] = [[]];
    for (const part of parts) {
      if (part.name === 'AssignOp') sides.push([]);
      else if (part.name !== 'TypeDef') sides.at(-1)?.push(part);
    }
    const values = sides.pop() ?? [];
    return sides.flatMap((targets): ScriptStep[] => {
      if (targets.length === values.length) {
        return targets.flatMap((target, index) => {
          const value = values[index];
          return value === undefined ? [] : [this.#values.into(target, this.#values.value(value))];
        });
      }
      const pattern: ScriptPattern = { kind: 'list', items: targets.map((target) => this.#values.pattern(target)) };
      return [{ kind: 'bind', pattern, value: this.#values.tuple(values) }];
    });
  }

  #loop(node: PythonNode): ScriptStep[] {
    const all = childrenOf(node);
    const between = all.findIndex(({ name }) => name === 'in');
    const over = all.slice(between + 1).find(isPart);
    if (over === undefined) return this.#values.lost();
    const pattern = this.#values.targets(all.slice(0, between).filter(isPart));
    const value = this.#values.iterated(over);
    const bodies = partsOf(node).filter(({ name }) => name === 'Body');
    return [{ kind: 'bind', pattern, value }, ...bodies.flatMap((body) => this.steps(body))];
  }

  #definition(parts: readonly PythonNode[]): ScriptStep[] {
    const [name, parameters] = parts;
    const body = parts.at(-1);
    if (name?.name !== 'VariableName' || parameters?.name !== 'ParamList' || body?.name !== 'Body')
      return this.#values.lost();
    const own = { parameters: this.#values.parameters(parameters), steps: this.steps(body) };
    const pattern: ScriptPattern = { kind: 'name', name: this.#values.text(name) };
    return [{ kind: 'bind', pattern, value: { kind: 'function', body: own } }];
  }

  /** `with … as name:` and `except … as name:`, with their bodies. */
  #clauses(node: PythonNode): ScriptStep[] {
    const steps: ScriptStep[] = [];
    let before: ScriptValue = noValue;
    let isNamed = false;
    for (const child of childrenOf(node)) {
      if (child.name === 'except') before = { kind: 'name', name: thrownName };
      else if (child.name === 'as') isNamed = true;
      else if (child.name === 'Body') steps.push(...this.steps(child));
      else if (isNamed) {
        steps.push(this.#values.into(child, before));
        isNamed = false;
      } else if (isPart(child) && node.name === 'WithStatement') before = this.#values.value(child);
    }
    return steps;
  }
}
