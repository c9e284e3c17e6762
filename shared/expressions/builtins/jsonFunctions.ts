import { failWith } from '../failure.ts';
import { parseJson } from '../parseJson.ts';
import { formatValue } from './formats.ts';
import type { NativeTable } from './native.ts';

/** Builtins that read JSON, write formats by name, or look outside. */
export const jsonNatives: NativeTable = {
  'fromjson/0': (input, meter) => {
    if (typeof input !== 'string') return failWith(input, 'only strings can be parsed');
    meter.work(input.length >> 2);
    meter.elements(input.length >> 2);
    return parseJson(input);
  },
  'format/1': (input, meter, name) =>
    typeof name === 'string' ? formatValue(name, input, meter) : failWith(name, 'is not a valid format'),
  'now/0': (_input, meter) => meter.now,
};
