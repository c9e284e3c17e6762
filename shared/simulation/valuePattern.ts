import { RE2JS } from 're2js';
import { z } from 'zod';
import type { Json } from '../base/json.ts';
import { isJsonObject } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { parseJsonPath } from './jsonPath.ts';
import { isList } from './planContext.ts';
import { textOf } from './textOf.ts';

/** A matcher of WireMock for one value. At least one of the members that say what to look for. */
export const valuePatternSchema = z
  .object({
    equalTo: z.string().optional(),
    caseInsensitive: z.boolean().optional(),
    contains: z.string().optional(),
    doesNotContain: z.string().optional(),
    /** Regular expression (RE2 syntax) for the whole value. */
    matches: z.string().optional(),
    doesNotMatch: z.string().optional(),
    absent: z.boolean().optional(),
    equalToJson: (z.json() as z.ZodType<Json>).optional(),
    ignoreArrayOrder: z.boolean().optional(),
    ignoreExtraElements: z.boolean().optional(),
    matchesJsonPath: z
      .union([z.string(), z.object({ expression: z.string(), equalTo: z.string().optional() })])
      .optional(),
  })
  .refine((pattern) => conditions.some((condition) => pattern[condition] !== undefined), {
    error: 'this matcher is not known; use equalTo, contains, matches, absent, equalToJson or matchesJsonPath',
  });

const conditions = [
  'equalTo',
  'contains',
  'doesNotContain',
  'matches',
  'doesNotMatch',
  'absent',
  'equalToJson',
  'matchesJsonPath',
] as const;

/** A matcher as it is written. */
export type ValuePattern = z.output<typeof valuePatternSchema>;

/** A value of a request: its text, and what it is as JSON. Undefined where the request has none. */
export interface PatternSubject {
  readonly text: string;
  readonly json: Json;
}

/** Whether a value fits. */
export type Matcher = (subject: PatternSubject | undefined) => boolean;

/** Compiles a matcher; the error is a sentence on what is wrong with it. */
export function compilePattern(pattern: ValuePattern): Result<Matcher, string> {
  const tests: ((subject: PatternSubject) => boolean)[] = [];
  const fold = (text: string) => (pattern.caseInsensitive === true ? text.toLowerCase() : text);
  const { equalTo, contains, doesNotContain, equalToJson } = pattern;
  if (equalTo !== undefined) tests.push(({ text }) => fold(text) === fold(equalTo));
  if (contains !== undefined) tests.push(({ text }) => text.includes(contains));
  if (doesNotContain !== undefined) tests.push(({ text }) => !text.includes(doesNotContain));
  for (const [source, wanted] of [
    [pattern.matches, true],
    [pattern.doesNotMatch, false],
  ] as const) {
    if (source === undefined) continue;
    const expression = wholeMatch(source);
    if (!expression.ok) return expression;
    tests.push(({ text }) => expression.value(text) === wanted);
  }
  if (equalToJson !== undefined) {
    const expected = parsedOr(equalToJson);
    tests.push(({ json }) => isEqualJson(expected, json, pattern));
  }
  if (pattern.matchesJsonPath !== undefined) {
    const path = jsonPathTest(pattern.matchesJsonPath);
    if (!path.ok) return path;
    tests.push(path.value);
  }
  if (pattern.absent === true) return ok((subject) => subject === undefined);
  return ok((subject) => subject !== undefined && tests.every((test) => test(subject)));
}

/** A regular expression in linear time that has to match a whole text. */
export function wholeMatch(source: string): Result<(text: string) => boolean, string> {
  try {
    const expression = RE2JS.compile(source);
    return ok((text) => expression.matcher(text).matches());
  } catch {
    return err(`the regular expression '${source}' is not valid (RE2 syntax)`);
  }
}

type JsonPathPattern = NonNullable<ValuePattern['matchesJsonPath']>;

function jsonPathTest(pattern: JsonPathPattern): Result<(subject: PatternSubject) => boolean, string> {
  const { expression, equalTo } = typeof pattern === 'string' ? { expression: pattern, equalTo: undefined } : pattern;
  const path = parseJsonPath(expression);
  if (!path.ok) return path;
  return ok(({ json }) => {
    const found = path.value(json);
    return equalTo === undefined ? found.length > 0 : found.some((value) => textOf(value) === equalTo);
  });
}

function parsedOr(value: Json): Json {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}

/** How strictly two JSON values are compared. */
export interface JsonComparison {
  readonly ignoreArrayOrder?: boolean | undefined;
  readonly ignoreExtraElements?: boolean | undefined;
}

/** Whether `actual` is `expected`; with `ignoreExtraElements` objects may have more members. */
export function isEqualJson(expected: Json, actual: Json, how: JsonComparison = {}): boolean {
  if (isList(expected)) {
    if (!isList(actual)) return false;
    const isLong = actual.length > expected.length;
    if (
      actual.length < expected.length ||
      (isLong && !(how.ignoreExtraElements === true && how.ignoreArrayOrder === true))
    ) {
      return false;
    }
    if (how.ignoreArrayOrder !== true)
      return expected.every((item, index) => isEqualJson(item, actual[index] ?? null, how));
    const rest = [...actual];
    return expected.every((item) => {
      const index = rest.findIndex((candidate) => isEqualJson(item, candidate, how));
      if (index >= 0) rest.splice(index, 1);
      return index >= 0;
    });
  }
  if (isJsonObject(expected)) {
    if (!isJsonObject(actual)) return false;
    const keys = Object.keys(expected);
    if (how.ignoreExtraElements !== true && Object.keys(actual).length !== keys.length) return false;
    return keys.every(
      (key) => Object.hasOwn(actual, key) && isEqualJson(expected[key] ?? null, actual[key] ?? null, how),
    );
  }
  return expected === actual;
}
