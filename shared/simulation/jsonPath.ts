import type { Json } from '../base/json.ts';
import { isJsonObject } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { RunLimit } from './fault.ts';
import { isList } from './planContext.ts';

/** Most values that a part of a path may find: where `..` follows `..`, the same ones are found again and again. */
const maxValues = 1_000_000;

type Selector = (value: Json) => readonly Json[];

const segment =
  /^(?:\.\.([A-Za-z_][\w-]*)|\.([A-Za-z_][\w-]*|\*)|\[(\*|\d+)\]|\['([^']*)'\]|\[\?\(@((?:\.[A-Za-z_][\w-]*)*)\s*(?:(==|!=)\s*('[^']*'|"[^"]*"|-?\d+(?:\.\d+)?|true|false|null))?\)\])/;

/**
 * The everyday part of JSONPath (RFC 9535), for WireMock's `matchesJsonPath`: `$`, `.name`, `['name']`, `[0]`, `[*]`,
 * `..name` and filters `[?(@.a.b == 'x')]`. Gives the values found; the error is a sentence.
 */
export function parseJsonPath(source: string): Result<Selector, string> {
  let rest = source.trim();
  if (!rest.startsWith('$')) return err(`the JSON path '${source}' does not begin with $`);
  rest = rest.slice(1);
  const selectors: Selector[] = [];
  while (rest !== '') {
    const found = segment.exec(rest);
    if (found === null) return err(`the JSON path '${source}' has a part that is not supported: '${rest}'`);
    selectors.push(selectorOf(found));
    rest = rest.slice(found[0].length);
  }
  return ok((value) => selectors.reduce(selectFromAll, [value]));
}

function selectFromAll(values: readonly Json[], select: Selector): readonly Json[] {
  const found: Json[] = [];
  for (const value of values) {
    for (const one of select(value)) found.push(one);
    if (found.length > maxValues) throw new RunLimit('The rehearsal was stopped: a JSON path finds too many values.');
  }
  return found;
}

function selectorOf([, descendant, name, index, quoted, path, operator, literal]: readonly (
  | string
  | undefined
)[]): Selector {
  if (descendant !== undefined) return (value) => descendants(value, descendant);
  if (name === '*' || index === '*') return children;
  if (index !== undefined) return (value) => (isList(value) ? value.slice(Number(index), Number(index) + 1) : []);
  const key = name ?? quoted;
  if (key !== undefined) return (value) => member(value, key);
  return filter((path ?? '').split('.').slice(1), operator, literal);
}

function filter(path: readonly string[], operator: string | undefined, literal: string | undefined): Selector {
  const wanted: Json = literal === undefined ? null : (JSON.parse(literal.replace(/^'(.*)'$/, '"$1"')) as Json);
  return (value) =>
    children(value).filter((child) => {
      const found = path.reduce<readonly Json[]>((values, key) => values.flatMap((one) => member(one, key)), [child]);
      if (operator === undefined) return found.length > 0;
      return found.some((one) => one === wanted) === (operator === '==');
    });
}

function member(value: Json, key: string): readonly Json[] {
  return isJsonObject(value) && Object.hasOwn(value, key) ? [value[key] ?? null] : [];
}

function children(value: Json): readonly Json[] {
  if (isList(value)) return value;
  return isJsonObject(value) ? Object.values(value) : [];
}

/** A stack of its own: a value may be nested deep. */
function descendants(root: Json, key: string): readonly Json[] {
  const found: Json[] = [];
  const open: Json[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    found.push(...member(value, key));
    for (const child of children(value).toReversed()) open.push(child);
  }
  return found;
}
