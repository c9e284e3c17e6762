import type { JsonObject } from '../../base/json.ts';
import type { TaskType } from '../tasks.ts';
import { withEntry } from './changedValue.ts';

const inner = { doSomething: { set: { result: '' } } };
const error = 'https://serverlessworkflow.io/spec/1.0.0/errors/runtime';

/** What a new task of each type says at first: small, and whole as far as the language goes. */
const beginnings: Readonly<Record<TaskType, JsonObject>> = {
  call: { call: 'http', with: { method: 'get', endpoint: 'https://example.com/' } },
  do: { do: [inner] },
  emit: { emit: { event: { with: { source: 'https://example.com/', type: 'com.example.happened' } } } },
  for: { for: { each: 'item', in: '${ .items }' }, do: [inner] },
  fork: { fork: { branches: [inner] } },
  listen: { listen: { to: { one: { with: { type: 'com.example.happened' } } } } },
  raise: { raise: { error: { type: error, status: 500 } } },
  run: { run: { script: { language: 'js', code: "console.log('done');" } } },
  set: { set: { result: '' } },
  switch: { switch: [{ otherwise: withEntry({}, 'then', 'continue') }] },
  try: { try: [inner], catch: {} },
  wait: { wait: { seconds: 30 } },
};

/** A new task of a type, and a name that no other task of its list has: `newCall`, `newCall2` … */
export function newTask(
  type: TaskType,
  taken: readonly string[],
): { readonly name: string; readonly task: JsonObject } {
  const stem = `new${type.charAt(0).toUpperCase()}${type.slice(1)}`;
  let name = stem;
  for (let number = 2; taken.includes(name); number += 1) name = `${stem}${number}`;
  return { name, task: beginnings[type] };
}
