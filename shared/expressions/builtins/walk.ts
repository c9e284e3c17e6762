import type { Code, Env, Single } from '../code.ts';
import { fromRun, fromSingle, pathOfComputed } from '../codes.ts';
import { enterCall } from '../compileCall.ts';
import { isArray, isObject, keysOf, type MutableObject, putKey, type Value } from '../value.ts';

/** `walk(change)`: puts all parts of a value through `change`, the innermost first. */
export function walk(change: Code): Code {
  const { single } = change;
  if (single !== null) return fromSingle(walkSingle(single), change.isExact);
  const visit: Code['run'] = (env, input, path, emit) => {
    enterCall(env);
    const rebuilt = rebuild(env, input, (part, use) => visit(env, part, null, use));
    const stopped = change.run(env, rebuilt, pathOfComputed(rebuilt, input, path), emit);
    env.meter.depth--;
    return stopped;
  };
  return fromRun(visit);
}

function walkSingle(change: Single): Single {
  const visit: Single = (env, input) => {
    if (typeof input !== 'object' || input === null) return change(env, input);
    enterCall(env);
    const rebuilt = rebuild(env, input, (part, use) => {
      const changed = visit(env, part);
      return changed !== undefined && use(changed);
    });
    const value = change(env, rebuilt);
    env.meter.depth--;
    return value;
  };
  return visit;
}

type Visit = (part: Value, use: (changed: Value) => boolean) => boolean;

/** An array of all outputs for the elements, or an object with the first one for each value; anything else as it is. */
function rebuild({ meter }: Env, input: Value, visit: Visit): Value {
  if (isArray(input)) {
    const items: Value[] = [];
    for (const item of input) {
      meter.step();
      visit(item, (changed) => {
        meter.elements(1);
        items.push(changed);
        return false;
      });
    }
    return items;
  }
  if (!isObject(input)) return input;
  const keys = keysOf(input);
  meter.object(keys.length);
  const object: MutableObject = {};
  for (const key of keys) {
    meter.step();
    visit(input[key] ?? null, (changed) => {
      putKey(object, key, changed);
      return true;
    });
  }
  return object;
}
