import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { isList } from './planContext.ts';

/**
 * Why a call does not fit a proto file (Protocol Buffers language, proto2 and proto3), or null: the service, the method,
 * and each argument has to be there and of its type (ProtoJSON Format). What an imported file defines is not checked, nor is
 * a message whose simple name another one has.
 */
export function grpcProblem(proto: string, service: string, method: string, message: JsonObject): string | null {
  const text = plainText(proto);
  const body = blockOf(text, 'service', simpleNameOf(service));
  if (body === null) return `The proto file has no service '${service}'.`;
  const procedures = body.matchAll(/\brpc\s+(\w+)\s*\(\s*(?:stream\s+)?\.?([\w.]+)/g);
  const procedure = [...procedures].find(([, name]) => name === method);
  if (procedure === undefined) return `The service '${service}' has no method '${method}'.`;
  const [, , type = ''] = procedure;
  return messageProblem(messagesOf(text), type, message, `The message '${type}' of '${service}/${method}'`, 0);
}

interface Field {
  /** `repeated`, or empty. */
  readonly label: string;
  readonly type: string;
}

type Fields = ReadonlyMap<string, Field>;
/** The fields of a message by its name; null where the file has no such message, or several. */
type Messages = (type: string) => Fields | null;

function messagesOf(text: string): Messages {
  const known = new Map<string, Fields | null>();
  return (type) => {
    const name = simpleNameOf(type);
    let fields = known.get(name);
    if (fields === undefined) {
      const body = type.startsWith('google.protobuf.') ? null : blockOf(text, 'message', name);
      fields = body === null ? null : fieldsOf(body);
      known.set(name, fields);
    }
    return fields;
  };
}

/** How deep messages in messages are followed. */
const maxMessages = 16;

function messageProblem(
  messages: Messages,
  type: string,
  value: JsonObject,
  what: string,
  depth: number,
): string | null {
  const fields = messages(type);
  if (fields === null || depth >= maxMessages) return null;
  for (const [name, member] of Object.entries(value)) {
    const field = fields.get(name);
    if (field === undefined) return `${what} has no field '${name}'.`;
    const problem = fieldProblem(messages, field, member, `${what} has the field '${name}'`, depth);
    if (problem !== null) return problem;
  }
  return null;
}

/** The fields of a message by each of their names, without those of messages inside it. */
function fieldsOf(body: string): Fields {
  const own = withoutBlocks(body);
  const declarations = own.matchAll(
    /(?<![\w.])(?:(repeated|optional|required)\s+)?(map\s*<[^<>]*>|[\w.]+)\s+(\w+)\s*=\s*\d+\s*(?:\[([^\]]{0,1000}))?/g,
  );
  const fields = new Map<string, Field>();
  for (const [, label = '', type = '', name = '', options = ''] of declarations) {
    const field = { label: label === 'repeated' ? label : '', type };
    const [, jsonName = camelCase(name)] = /\bjson_name\s*=\s*["'](\w+)["']/.exec(options) ?? [];
    fields.set(name, field).set(jsonName, field);
  }
  return fields;
}

/** Null stands for the default of any field. */
function fieldProblem(messages: Messages, field: Field, value: Json, what: string, depth: number): string | null {
  if (value === null) return null;
  const { label, type } = field;
  if (type.startsWith('map')) return isJsonObject(value) ? null : `${what}, which is a map.`;
  if (label === '') return valueProblem(messages, type, value, what, depth);
  if (!isList(value)) return `${what}, which is a list.`;
  for (const item of value) {
    const problem = valueProblem(messages, type, item, what, depth);
    if (problem !== null) return problem;
  }
  return null;
}

function valueProblem(messages: Messages, type: string, value: Json, what: string, depth: number): string | null {
  const isScalar = scalars.find(([names]) => names.test(type));
  if (isScalar !== undefined) return isScalar[1](value) ? null : `${what}, which is of the type '${type}'.`;
  if (messages(type) === null) return null;
  if (!isJsonObject(value)) return `${what}, which is a message '${type}'.`;
  return messageProblem(messages, type, value, `The message '${type}'`, depth + 1);
}

/** What ProtoJSON takes for the scalar types: numbers may be written as texts, bytes are base64. */
const scalars: readonly (readonly [RegExp, (value: Json) => boolean])[] = [
  [/^(?:string|bytes)$/, (value) => typeof value === 'string'],
  [/^bool$/, (value) => typeof value === 'boolean'],
  [
    /^(?:double|float)$/,
    (value) => typeof value === 'number' || isNumeric(value) || /^(?:NaN|-?Infinity)$/.test(String(value)),
  ],
  [/^(?:[su]?int|s?fixed)(?:32|64)$/, (value) => Number.isInteger(isNumeric(value) ? Number(value) : value)],
];

function isNumeric(value: Json): value is string {
  return typeof value === 'string' && /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(value);
}

function simpleNameOf(type: string): string {
  return type.slice(type.lastIndexOf('.') + 1);
}

/**
 * A proto file without comments, and without braces in its texts. By hand, as a regular expression for it takes quadratic
 * time on comments and texts that never end.
 */
function plainText(text: string): string {
  const parts: string[] = [];
  const beginning = /["'/]/g;
  let start = 0;
  for (let found = beginning.exec(text); found !== null; found = beginning.exec(text)) {
    const { index } = found;
    const end = found[0] === '/' ? endOfComment(text, index) : endOfText(text, index);
    if (end === null) continue;
    parts.push(text.slice(start, index), found[0] === '/' ? ' ' : text.slice(index, end).replaceAll(/[{}]/g, ' '));
    beginning.lastIndex = start = end;
  }
  return parts.join('') + text.slice(start);
}

/** Where a comment that begins at `index` is over; null where none begins there. */
function endOfComment(text: string, index: number): number | null {
  const ending = text[index + 1] === '/' ? '\n' : text[index + 1] === '*' ? '*/' : null;
  if (ending === null) return null;
  const end = text.indexOf(ending, index + 2);
  return end < 0 ? text.length : end + ending.length;
}

/** Where a text is over whose quote stands at `index`: behind the same quote, or where the line ends. */
function endOfText(text: string, index: number): number {
  let end = index + 1;
  while (end < text.length && text[end] !== text[index] && text[end] !== '\n') end += text[end] === '\\' ? 2 : 1;
  return Math.min(end + 1, text.length);
}

/** What stands between the braces of a definition; null where there is none of that name, or more than one. */
function blockOf(text: string, kind: 'service' | 'message', name: string): string | null {
  const [opening, another] = [...text.matchAll(/\b(service|message)\s+(\w+)\s*\{/g)].filter(
    ([, foundKind, foundName]) => foundKind === kind && foundName === name,
  );
  if (opening === undefined || another !== undefined) return null;
  const start = opening.index + opening[0].length;
  return text.slice(start, endOfBlock(text, start)).replace(/\}$/, '');
}

/** A message's body without the messages and enumerations inside it; the fields of `oneof` are its own. */
function withoutBlocks(body: string): string {
  const parts: string[] = [];
  let start = 0;
  for (const opening of body.matchAll(/\b(?:message|enum)\s+\w+\s*\{/g)) {
    // One that stands in a block that was left out already.
    if (opening.index < start) continue;
    parts.push(body.slice(start, opening.index));
    start = endOfBlock(body, opening.index + opening[0].length);
  }
  return [...parts, body.slice(start)].join(' ');
}

/** Where a block ends whose inside begins at `start`: behind its closing brace. */
function endOfBlock(text: string, start: number): number {
  let depth = 1;
  for (let index = start; index < text.length; index++) {
    if (text[index] === '{') depth++;
    else if (text[index] === '}' && --depth === 0) return index + 1;
  }
  return text.length;
}

/** The name of a field in JSON (Protocol Buffers, "ProtoJSON Format"). */
function camelCase(name: string): string {
  return name.replaceAll(/_(\w)/g, (_whole, letter: string) => letter.toUpperCase());
}
