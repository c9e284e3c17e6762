import { type AppError, appError } from '../base/appError.ts';
import type { Json } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { expressionBody } from './runtimeExpression.ts';

/** Nesting of a definition's value beyond which it is refused. */
const maxDepth = 200;

/**
 * A copy of `value` in which the outcome of `evaluateOne` stands for every `${ … }` string, at any depth; keys stay as they are.
 * The first error ends it. `pointer` is the JSON Pointer of the string inside `value`.
 */
export function evaluateDeep<E>(
  value: Json,
  evaluateOne: (source: string, pointer: string) => Result<Json, E>,
): Result<Json, E | AppError> {
  return evaluateAt(value, '', 0, evaluateOne);
}

function evaluateAt<E>(
  value: Json,
  pointer: string,
  depth: number,
  evaluateOne: (source: string, pointer: string) => Result<Json, E>,
): Result<Json, E | AppError> {
  if (depth > maxDepth)
    return err(appError('limit', `A value is nested more than ${maxDepth} levels deep; make it flatter.`));
  if (typeof value === 'string') {
    const source = expressionBody(value);
    return source === null ? ok(value) : evaluateOne(source, pointer);
  }
  if (typeof value !== 'object' || value === null) return ok(value);
  const results: [string, Json][] = [];
  for (const [key, child] of Object.entries(value)) {
    const result = evaluateAt(child, `${pointer}/${escapeKey(key)}`, depth + 1, evaluateOne);
    if (!result.ok) return result;
    results.push([key, result.value]);
  }
  return ok(Array.isArray(value) ? results.map(([, child]) => child) : Object.fromEntries(results));
}

function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
