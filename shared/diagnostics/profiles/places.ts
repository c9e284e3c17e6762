import { isJsonObject, type Json } from '../../base/json.ts';
import { parseExpression } from '../../expressions/parseExpression.ts';
import { partsOf } from '../../expressions/parts.ts';
import { expressionSource } from '../../expressions/runtimeExpression.ts';
import type { Expression } from '../../expressions/syntax.ts';
import type { TaskType } from '../../workflow/tasks.ts';
import type { PartModel } from '../model.ts';
import { partOf } from '../modelExpressions.ts';
import { type ModelTask, taskMember } from '../modelTask.ts';
import type { Difference, DifferencePlace } from './profile.ts';

type Find = Difference['find'];

/** A place that explains another. */
export interface SeeAlso {
  readonly pointer: string;
  readonly message: string;
}

interface MemberOptions {
  /** Whether the member is the one that is meant; it is unless said. */
  readonly isSo?: (value: Json, task: ModelTask) => boolean;
  readonly see?: (value: Json, task: ModelTask) => SeeAlso;
}

/** A member of tasks of one type (of any, for null) at a path of keys; its key is marked. */
export function members(type: TaskType | null, path: string, { isSo, see }: MemberOptions = {}): Find {
  const keys = path.split('/');
  return (model) =>
    model.part.tasks.flatMap((task) => {
      const value = type === null || task.type === type ? taskMember(task, ...keys) : undefined;
      if (value === undefined || isSo?.(value, task) === false) return [];
      return [placeAt(model, `${task.reference}/${path}`, 'key', see?.(value, task))];
    });
}

/** Several members of tasks of one type; each is a place of its own. */
export function anyOf(...finds: readonly Find[]): Find {
  return (model) => finds.flatMap((find) => find(model));
}

/** A part of the definition itself. */
export function root(pointer: string): Find {
  return (model) => {
    const { pointer: own } = model.part;
    const isIn = pointer === own || pointer.startsWith(`${own}/`);
    return isIn && model.has(pointer) ? [placeAt(model, pointer, 'key')] : [];
  };
}

/** What the tasks that fit call. */
export function calls(isSo: (task: ModelTask) => boolean): Find {
  return (model) => model.part.tasks.filter(isSo).map(({ reference }) => placeAt(model, `${reference}/call`, 'value'));
}

/** Tasks that fit: a member of theirs is marked. */
export function tasks(path: string, isSo: (task: ModelTask) => boolean): Find {
  return (model) => model.part.tasks.filter(isSo).map(({ reference }) => placeAt(model, `${reference}/${path}`, 'key'));
}

/** Where pointers of texts match: what the first group of the pattern names, once. */
export function above(pattern: RegExp): Find {
  return (model) => {
    const pointers = new Set(model.part.texts.flatMap(({ pointer }) => pattern.exec(pointer)?.[1] ?? []));
    return [...pointers].map((pointer) => placeAt(model, pointer, 'key'));
  };
}

/** Where expressions read a variable; in texts whose pointer fits alone, where that is said. */
export function variable(name: string, isIn: (pointer: string) => boolean = () => true): Find {
  return (model) =>
    model.part.expressions.flatMap((expression) => {
      const { text } = expression;
      if (!text.value.includes(`$${name}`) || !isIn(text.pointer)) return [];
      return [...partsOf(expression.tree)].flatMap((node) => {
        if (node.kind !== 'variable' || node.name !== name) return [];
        return [{ pointer: text.pointer, range: model.rangeIn(text, partOf(expression, node.range)) }];
      });
    });
}

/** Whether a task calls something over this protocol. */
export function isCall(...protocols: readonly string[]): (task: ModelTask) => boolean {
  return ({ target }) => target?.kind === 'protocol' && protocols.includes(target.protocol);
}

/** Whether an expression writes a list with an element at least: `[.owner, .deputy]`. */
export function writesElement(list: string): boolean {
  const { tree } = parseExpression(expressionSource(list));
  const open: Expression[] = tree.kind === 'array' && tree.body !== null ? [tree.body] : [];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (/^(literal|field|object|string|variable)$/.test(node.kind)) return true;
    if (node.kind === 'comma') open.push(node.left, node.right);
  }
  return false;
}

/** A member of a JSON object at a path, or undefined. */
export function memberOf(value: Json, ...path: readonly string[]): Json | undefined {
  let found: Json | undefined = value;
  for (const key of path) {
    found = found !== undefined && isJsonObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  }
  return found;
}

function placeAt(model: PartModel, pointer: string, part: 'key' | 'value', see?: SeeAlso): DifferencePlace {
  const place = { pointer, range: model.rangeOf(pointer, part) };
  if (see === undefined || !model.has(see.pointer)) return place;
  const related = { pointer: see.pointer, range: model.rangeOf(see.pointer, 'key'), message: see.message };
  return { ...place, related: [{ ...related, role: 'see-also' }] };
}
