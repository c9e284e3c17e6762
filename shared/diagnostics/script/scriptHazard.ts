import type { Range } from '../../workflow/document.ts';

/** What a script does that a review cannot see through, or that no script of a workflow needs. */
export interface ScriptHazard {
  readonly kind: 'dynamic-code' | 'import' | 'reflection' | 'network' | 'obfuscation' | 'unreadable';
  /** The construct as it is named in its language. */
  readonly what: string;
  /** In the script. */
  readonly range: Range;
}

/** Longest script that is read, in UTF-16 units, and most hazards of one. */
export const maxScriptLength = 256 * 1024;
export const maxHazards = 100;

/** Longest run of characters that only escapes or an encoding would write, and that nobody reads. */
const unreadableText =
  /(?:\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\u\{[0-9a-f]+\}|\\[0-7]{3}){12}|(?<![\w+/=])[A-Za-z0-9+/]{160,}={0,2}(?![\w+/=])/i;

/** Whether a text literal, as written, hides what it says. */
export function isObfuscated(literal: string): boolean {
  return unreadableText.test(literal);
}

/** Whether a text looks like another one in Base64 or hexadecimal digits: a short one is a constant of some kind. */
export function hidesText(text: string): boolean {
  return /^[A-Za-z0-9+/_-]{16,}={0,2}$/.test(text);
}

/** The language of a script by the name that a definition gives it; null for one that is not read. */
export function scriptLanguage(name: unknown): 'javascript' | 'python' | null {
  const known = typeof name === 'string' ? name.toLowerCase() : '';
  if (/^(js|javascript|node|nodejs|ecmascript)$/.test(known)) return 'javascript';
  return /^py(thon[0-9.]*)?$/.test(known) ? 'python' : null;
}
