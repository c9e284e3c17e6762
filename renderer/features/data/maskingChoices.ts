import { dataClasses } from '../../../shared/masking/dataClass.ts';
import type { Operator } from '../../../shared/masking/operators.ts';

/** Classes that a column may be put in. */
export const maskingClasses: readonly string[] = dataClasses;

/** What may be done to a column. A list of its own, because the operators' module brings all of its masking with it. */
export const maskingOperators: readonly Operator[] = [
  'fake',
  'format-preserving',
  'generalise',
  'hash',
  'redact',
  'scrub',
  'keep',
];
