/** What Oniguruma, jq's own engine, means by its escapes: Unicode where RE2 means ASCII. */
const classes: Readonly<Record<string, string>> = {
  d: '\\p{Nd}',
  s: '\\t\\n\\x0b\\f\\r \\x{85}\\p{Z}',
  w: '\\p{L}\\p{M}\\p{N}\\p{Pc}',
  h: '0-9a-fA-F',
};

const escapes: Readonly<Record<string, string>> = {
  D: '\\P{Nd}',
  S: `[^${classes.s}]`,
  W: `[^${classes.w}]`,
  H: '[^0-9a-fA-F]',
  R: '(?:\\r\\n|[\\n\\x0b\\f\\r\\x{85}\\x{2028}\\x{2029}])',
  Z: '(?:\\n?\\z)',
};

function translateEscape(letter: string, isInClass: boolean): string {
  const set = classes[letter];
  if (set !== undefined) return isInClass ? set : `[${set}]`;
  return isInClass ? `\\${letter}` : (escapes[letter] ?? `\\${letter}`);
}

/** Constructs that need back-tracking, which a linear-time engine does without. */
const backtracking = /\(\?(?:[=!>~]|<[=!])|\\[1-9]|\\k<|[*+?}]\+|\(\?\(/;

/** Whether a pattern asks for what only a back-tracking engine has: look-around, back-references, atomic groups. */
export function needsBacktracking(source: string): boolean {
  return backtracking.test(source);
}

/** Rewrites a pattern of jq for the linear-time engine; `isExtended` drops white space and comments outside classes. */
export function translatePattern(source: string, isExtended: boolean): string {
  let result = '';
  let isInClass = false;
  for (let i = 0; i < source.length; i++) {
    const character = source[i] ?? '';
    if (character === '\\') {
      const next = source[i + 1] ?? '';
      result += translateEscape(next, isInClass);
      i++;
    } else if (isInClass) {
      if (character === ']') isInClass = false;
      result += character;
    } else if (character === '[') {
      isInClass = true;
      result += character;
      if (source[i + 1] === '^') result += source[++i];
      if (source[i + 1] === ']') result += `\\${source[++i]}`;
    } else if (isExtended && /\s/.test(character)) {
    } else if (isExtended && character === '#') {
      while (i + 1 < source.length && source[i] !== '\n') i++;
    } else {
      result += character;
    }
  }
  return result;
}
