import type { JsonObject } from '../base/json.ts';

/**
 * Why a call does not fit a proto file (Protocol Buffers language, proto2 and proto3), or null: the service, the method,
 * and each argument has to be there. Types of values are not compared; a message of an imported file is not checked.
 */
export function grpcProblem(proto: string, service: string, method: string, message: JsonObject): string | null {
  const text = withoutComments(proto);
  const simpleName = service.slice(service.lastIndexOf('.') + 1);
  const body = blockOf(text, 'service', simpleName);
  if (body === null) return `The proto file has no service '${service}'.`;
  const procedures = body.matchAll(/\brpc\s+(\w+)\s*\(\s*(?:stream\s+)?\.?([\w.]+)/g);
  const procedure = [...procedures].find(([, name]) => name === method);
  if (procedure === undefined) return `The service '${service}' has no method '${method}'.`;
  const [, , type = ''] = procedure;
  const fields = blockOf(text, 'message', type.slice(type.lastIndexOf('.') + 1));
  if (fields === null) return null;
  const names = new Set([...fields.matchAll(/\b(\w+)\s*=\s*\d+/g)].flatMap(([, name = '']) => [name, camelCase(name)]));
  const unknown = Object.keys(message).find((name) => !names.has(name));
  return unknown === undefined ? null : `The message '${type}' of '${service}/${method}' has no field '${unknown}'.`;
}

/** By hand, as a regular expression for it takes quadratic time on comments that never end. */
function withoutComments(text: string): string {
  const parts: string[] = [];
  let start = 0;
  for (let index = text.indexOf('/'); index >= 0; index = text.indexOf('/', index)) {
    const ending = text[index + 1] === '/' ? '\n' : text[index + 1] === '*' ? '*/' : null;
    if (ending === null) {
      index++;
      continue;
    }
    parts.push(text.slice(start, index));
    const end = text.indexOf(ending, index + 2);
    if (end < 0) return parts.join(' ');
    index = start = end + ending.length;
  }
  return [...parts, text.slice(start)].join(' ');
}

/** What stands between the braces of a definition. */
function blockOf(text: string, kind: 'service' | 'message', name: string): string | null {
  const opening = [...text.matchAll(/\b(service|message)\s+(\w+)\s*\{/g)].find(
    ([, foundKind, foundName]) => foundKind === kind && foundName === name,
  );
  if (opening === undefined) return null;
  const start = opening.index + opening[0].length;
  let depth = 1;
  for (let index = start; index < text.length; index++) {
    if (text[index] === '{') depth++;
    else if (text[index] === '}' && --depth === 0) return text.slice(start, index);
  }
  return text.slice(start);
}

/** The name of a field in JSON (Protocol Buffers, "ProtoJSON Format"). */
function camelCase(name: string): string {
  return name.replaceAll(/_(\w)/g, (_whole, letter: string) => letter.toUpperCase());
}
