import { type Schema, Validator } from '@cfworker/json-schema';
import type { Json } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { boundSchema, type SchemaPart } from './boundedSchema.ts';
import { RunLimit } from './fault.ts';
import { MemberPatterns, type SpendSteps } from './memberPatterns.ts';
import { isList } from './planContext.ts';

/** Why a value does not fit, as a sentence that names its place and never the value; null where it fits. */
export type SchemaCheck = (value: Json) => Result<string | null, string>;

/** Most times that parts of a schema are applied to parts of one value: references can make their number exponential. */
const maxApplications = 1_000_000;
/** Most steps of comparing, for `uniqueItems`, each item of a list with each other: a scalar is one step, a map or list several. */
const maxComparing = 300_000_000;
/** Steps that a map or list takes beside its members. */
const stepsOfParent = 8;

/** Compiles a JSON Schema (2020-12). The error is a sentence on why it cannot be applied, also where that shows only later. */
export function compileJsonSchema(document: Json): Result<SchemaCheck, string> {
  const bounded = boundSchema(document);
  if (!bounded.ok) return bounded;
  const { schema, parts } = bounded.value;
  const validator = validatorOf(schema);
  if (validator === null) return err('The schema cannot be applied.');
  const unique = parts.filter((part) => part.schema.uniqueItems === true).length;
  let left = maxApplications;
  const spend = (steps: number): void => {
    left -= steps;
    if (left < 0) throw new RunLimit(tooManySteps);
  };
  const members = new MemberPatterns(spend);
  for (const part of parts) {
    countApplications(part, spend);
    if (part.names.length > 0) members.standIn(part);
  }
  return ok((value) => {
    left = maxApplications;
    members.begin(value);
    if (unique > 0 && unique * comparingOf(value).steps > maxComparing) {
      throw new RunLimit('The rehearsal was stopped: a list has too many items to be checked for uniqueItems.');
    }
    return firstProblem(validator, value);
  });
}

/** The definition passed our schema, but what it holds as a JSON Schema may be anything. */
function validatorOf(schema: Json): Validator | null {
  try {
    return new Validator(schema as Schema, '2020-12', true);
  } catch {
    return null;
  }
}

/**
 * Makes a part of a schema count how often it is applied: the validator reads every keyword that it knows each time, also
 * this one of an older draft, which means nothing to the current one.
 */
function countApplications({ schema }: SchemaPart, spend: SpendSteps): void {
  Object.defineProperty(schema, '$recursiveAnchor', { get: () => spend(1) });
}

const tooManySteps = 'The rehearsal was stopped: a schema takes too many steps.';

function firstProblem(validator: Validator, value: Json): Result<string | null, string> {
  try {
    const { valid, errors } = validator.validate(value);
    if (valid) return ok(null);
    const deepest = errors.at(-1);
    if (deepest === undefined) return ok('The data does not fit the schema.');
    return ok(`${deepest.instanceLocation}: ${withoutValue(deepest.error)}`);
  } catch (thrown) {
    if (thrown instanceof RunLimit) throw thrown;
    if (thrown instanceof RangeError) throw new RunLimit(tooManySteps);
    return err('The schema cannot be applied: it refers to what is not there.');
  }
}

/** The validator's texts quote numbers that are too large or too small; patterns are formats to it. */
function withoutValue(text: string): string {
  return text
    .replace(/^\S+ (?=is (?:less|greater|not a multiple))/, 'The number ')
    .replace('format "pattern ', 'pattern "');
}

interface Comparing {
  /** Steps that it takes to look at a value. */
  readonly size: number;
  /** Steps that it takes to compare the items of each list in it with each other. */
  readonly steps: number;
}

/** What is to be compared is no deeper than values may be. */
function comparingOf(value: Json): Comparing {
  if (typeof value !== 'object' || value === null) return { size: 1, steps: 0 };
  let size = stepsOfParent;
  let steps = 0;
  const members = isList(value) ? value : Object.values(value);
  for (const member of members) {
    const inner = comparingOf(member);
    size += inner.size;
    steps += inner.steps;
  }
  return { size, steps: isList(value) ? steps + members.length * size : steps };
}
