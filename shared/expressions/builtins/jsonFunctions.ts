import { failWith } from '../failure.ts';
import { parseJson } from '../parseJson.ts';
import { formatValue } from './formats.ts';
import type { NativeTable } from './native.ts';

/** Builtins that read JSON, write formats by name, or look outside. */
export const jsonNatives: NativeTable = {
  'fromjson/0': (input, _args, env) => {
    if (typeof input !== 'string') return failWith(input, 'only strings can be parsed');
    const { meter } = env.evaluation;
    meter.work(input.length / 4);
    meter.elements(input.length / 4);
    return parseJson(input);
  },
  'format/1': (input, [name], env) =>
    typeof name === 'string'
      ? formatValue(name, input, env.evaluation.meter)
      : failWith(name ?? null, 'is not a valid format'),
  'now/0': (_input, _args, env) => env.evaluation.now,
};
