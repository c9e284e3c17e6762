import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { HttpRequest } from '../httpExchange.ts';
import { isList } from '../planContext.ts';
import { textOf } from '../textOf.ts';
import { encode, withPairs } from '../uri.ts';
import type { Operation, OperationParameter } from './operation.ts';

/**
 * The request that calls an operation (OpenAPI 3.1, "Parameter Object", `style`). What is no declared parameter makes the
 * body where the operation takes one: the value named `body` alone, or all of them as a map. The error is a sentence.
 */
export function operationRequest(operation: Operation, given: JsonObject): Result<HttpRequest & JsonObject, string> {
  const headers: Record<string, Json> = {};
  const query: string[] = [];
  const cookies: string[] = [];
  const form: Record<string, Json> = {};
  let { path } = operation;
  let body: Json = null;
  for (const parameter of operation.parameters) {
    const own = Object.hasOwn(given, parameter.name) ? (given[parameter.name] ?? null) : null;
    if (own === null) {
      if (parameter.required) return err(`The operation needs the parameter '${parameter.name}'.`);
      continue;
    }
    const value = parameter.isWhole ? textOf(own) : own;
    if (parameter.in === 'path') path = path.replaceAll(`{${parameter.name}}`, () => pathText(parameter, value));
    else if (parameter.in === 'query') query.push(...pairsOf(parameter, value));
    else if (parameter.in === 'header') headers[parameter.name] = partsOf(parameter, value, (text) => text).join(',');
    else if (parameter.in === 'cookie') cookies.push(...pairsOf(parameter, value));
    else if (parameter.in === 'formData') form[parameter.name] = value;
    else if (parameter.in === 'body') body = value;
  }
  if (cookies.length > 0) headers.cookie = cookies.join('; ');
  if (Object.keys(form).length > 0) body = form;
  const [mediaType] = operation.mediaTypes;
  if (mediaType !== undefined) {
    body ??= bodyOf(operation, given);
    if (body !== null) headers['content-type'] = mediaType;
  }
  if (operation.requiresBody && body === null) return err('The operation needs a body.');
  return ok({ method: operation.method, uri: withPairs(operation.server + path, query), headers, body });
}

function bodyOf({ parameters }: Operation, given: JsonObject): Json {
  const declared = new Set(parameters.map(({ name }) => name));
  const rest = Object.entries(given).filter(([name]) => !declared.has(name));
  const [first] = rest;
  if (first === undefined) return null;
  return rest.length === 1 && first[0] === 'body' ? first[1] : Object.fromEntries(rest);
}

function pairsOf({ name, style, explode, allowReserved }: OperationParameter, value: Json): string[] {
  const key = encode(name);
  const write = (each: Json) => (allowReserved ? encodeUnreserved(textOf(each)) : encode(textOf(each)));
  if (isJsonObject(value)) {
    const members = Object.entries(value);
    if (style === 'deepObject') return members.map(([member, each]) => `${key}[${encode(member)}]=${write(each)}`);
    if (explode) return members.map(([member, each]) => `${encode(member)}=${write(each)}`);
    return [`${key}=${members.flatMap(([member, each]) => [encode(member), write(each)]).join(',')}`];
  }
  if (!isList(value)) return [`${key}=${write(value)}`];
  if (explode) return value.map((item) => `${key}=${write(item)}`);
  const separator = style === 'spaceDelimited' ? '%20' : style === 'pipeDelimited' ? '%7C' : ',';
  return [`${key}=${value.map(write).join(separator)}`];
}

/** Leaves what has a meaning in a query, all but the sign that would end it. */
function encodeUnreserved(text: string): string {
  return encodeURI(text.toWellFormed()).replaceAll('#', '%23');
}

/** The styles of paths: `simple`, `label` (`.a.b`) and `matrix` (`;name=a;name=b`). */
function pathText(parameter: OperationParameter, value: Json): string {
  const { name, style, explode } = parameter;
  const parts = partsOf(parameter, value, encode);
  if (style === 'label') return `.${parts.join(explode ? '.' : ',')}`;
  if (style !== 'matrix') return parts.join(',');
  if (!explode || typeof value !== 'object') return `;${encode(name)}=${parts.join(',')}`;
  return parts.map((part) => (isList(value) ? `;${encode(name)}=${part}` : `;${part}`)).join('');
}

/** What stands between the separators of a list or map; a scalar is one. */
function partsOf({ explode }: OperationParameter, value: Json, write: (text: string) => string): string[] {
  if (isList(value)) return value.map((item) => write(textOf(item)));
  if (!isJsonObject(value)) return [write(textOf(value))];
  const pairs = Object.entries(value).map(([name, member]) => [write(name), write(textOf(member))]);
  return explode ? pairs.map((pair) => pair.join('=')) : pairs.flat();
}
