import { format } from '@cfworker/json-schema';
import { RE2JS } from 're2js';
import { isJsonObject, type Json } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { isList } from './planContext.ts';

/** Keywords whose values are data, not schemas (JSON Schema Core and Validation). */
const dataKeywords: ReadonlySet<string> = new Set(['const', 'enum', 'default', 'examples']);

/** What makes a backtracking engine run without end: a group that is repeated. */
const repeatedGroup = /\)[*+{]/;

/**
 * The same schema with each `pattern` as a format that is checked in linear time: the validator would run it on an engine
 * that can backtrack without end, and the table of formats is its only hook. Patterns of names (`patternProperties`) stay,
 * so those that could do so are refused, like whatever the linear engine does not know. The error is a sentence.
 */
export function withLinearPatterns(schema: Json): Result<Json, string> {
  if (isList(schema)) {
    const items: Json[] = [];
    for (const item of schema) {
      const rewritten = withLinearPatterns(item);
      if (!rewritten.ok) return rewritten;
      items.push(rewritten.value);
    }
    return ok(items);
  }
  if (!isJsonObject(schema)) return ok(schema);
  return rewriteObject(schema);
}

function rewriteObject(schema: { readonly [key: string]: Json }): Result<Json, string> {
  const members: [string, Json][] = [];
  let patternFormat: string | null = null;
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'pattern' && typeof value === 'string') {
      const name = formatOf(value);
      if (!name.ok) return name;
      patternFormat = name.value;
      continue;
    }
    const risky = keyword === 'patternProperties' && isJsonObject(value) ? riskyName(value) : null;
    if (risky !== null) return err(`The schema's pattern '${risky}' for names could take without end.`);
    const rewritten = dataKeywords.has(keyword) ? ok(value) : rewriteMember(keyword, value);
    if (!rewritten.ok) return rewritten;
    members.push([keyword, rewritten.value]);
  }
  const rest = Object.fromEntries(members);
  if (patternFormat === null) return ok(rest);
  const { allOf } = rest;
  return ok({ ...rest, allOf: [...(isList(allOf) ? allOf : []), { format: patternFormat }] });
}

/** What stands under these has names of its own, which are no keywords. */
const mapKeywords: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
]);

function rewriteMember(keyword: string, value: Json): Result<Json, string> {
  if (!mapKeywords.has(keyword) || !isJsonObject(value)) return withLinearPatterns(value);
  const members: [string, Json][] = [];
  for (const [name, schema] of Object.entries(value)) {
    const rewritten = withLinearPatterns(schema);
    if (!rewritten.ok) return rewritten;
    members.push([name, rewritten.value]);
  }
  return ok(Object.fromEntries(members));
}

/** Puts a pattern into the validator's table of formats; the same pattern is always the same format. */
function formatOf(pattern: string): Result<string, string> {
  const name = `pattern ${pattern}`;
  if (Object.hasOwn(format, name)) return ok(name);
  try {
    const expression = RE2JS.compile(pattern);
    format[name] = (text) => expression.matcher(text).find();
    return ok(name);
  } catch {
    return err(`The schema's pattern '${pattern}' cannot be checked in linear time (RE2 syntax).`);
  }
}

function riskyName(patterns: { readonly [pattern: string]: Json }): string | null {
  return Object.keys(patterns).find((pattern) => repeatedGroup.test(pattern)) ?? null;
}
