import { isJsonObject, type Json } from '../base/json.ts';

/** Escapes one reference token of a JSON Pointer (RFC 6901, section 3). */
export function escapePointerToken(token: string): string {
  return token.includes('/') || token.includes('~') ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token;
}

/** Undoes {@link escapePointerToken}. */
export function unescapePointerToken(token: string): string {
  return token.includes('~') ? token.replaceAll('~1', '/').replaceAll('~0', '~') : token;
}

/** The pointer of a child, of a grandchild …: `joinPointer('/do', 0, 'a/b')` is `/do/0/a~1b`. */
export function joinPointer(pointer: string, ...tokens: readonly (string | number)[]): string {
  let joined = pointer;
  for (const token of tokens) joined += `/${typeof token === 'number' ? token : escapePointerToken(token)}`;
  return joined;
}

/** The unescaped tokens of a pointer; none for the root, and for a text that does not begin with a slash. */
export function splitPointer(pointer: string): string[] {
  if (!pointer.startsWith('/')) return [];
  return pointer.slice(1).split('/').map(unescapePointerToken);
}

/** The pointer of the node that holds this one; the root is its own parent. */
export function parentPointer(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}

/** The last unescaped token; the empty string for the root. */
export function lastPointerToken(pointer: string): string {
  return unescapePointerToken(pointer.slice(pointer.lastIndexOf('/') + 1));
}

/** The value that a pointer names, or undefined where there is none. Only own members count. */
export function valueAt(value: Json, pointer: string): Json | undefined {
  let found: Json | undefined = value;
  for (const token of splitPointer(pointer)) {
    if (Array.isArray(found)) found = found[Number(token)];
    else found = isJsonObject(found) && Object.hasOwn(found, token) ? found[token] : undefined;
  }
  return found;
}
