import type { Json, JsonObject } from '../base/json.ts';
import { isJsonObject } from '../base/json.ts';
import { RunLimit } from './fault.ts';
import { isList } from './planContext.ts';
import { standardFault } from './standardErrors.ts';
import { textOf } from './textOf.ts';

/** Longest URI that is made of a template, in UTF-16 units. */
const maxUriLength = 1024 * 1024;

/**
 * Fills `{name}` in a URI from the top level of the input (RFC 6570, simple string expansion; reference, "URI Template").
 * What is missing gives nothing; a list or map faults with an expression error.
 */
export function expandUri(template: string, input: Json, instance: string): string {
  let length = template.length;
  return template.replaceAll(/\{([^{}]*)\}/g, (_whole, name: string) => {
    const value = isJsonObject(input) && Object.hasOwn(input, name) ? (input[name] ?? null) : null;
    if (value === null) return '';
    if (typeof value !== 'object') {
      const text = encode(String(value));
      length += text.length;
      if (length > maxUriLength) throw new RunLimit('The rehearsal was stopped: a URI is too long.');
      return text;
    }
    const detail = `The variable '{${name}}' of the URI is neither a text nor a number, a boolean or null.`;
    throw standardFault('expression', { detail, instance });
  });
}

/** A URI with more query parameters; a list repeats its parameter, null leaves it out. */
export function withQuery(uri: string, query: JsonObject): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (isList(value) ? value : [value])
      .filter((item) => item !== null)
      .map((item) => `${encode(name)}=${encode(textOf(item))}`),
  );
  return withPairs(uri, pairs);
}

/** A URI with more query parameters that are written already: `name=value`. */
export function withPairs(uri: string, pairs: readonly string[]): string {
  if (pairs.length === 0) return uri;
  const [before = '', fragment] = uri.split('#', 2);
  const joined = `${before}${before.includes('?') ? '&' : '?'}${pairs.join('&')}`;
  return fragment === undefined ? joined : `${joined}#${fragment}`;
}

/** Leaves the unreserved characters of RFC 3986 and encodes the rest. */
export function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
