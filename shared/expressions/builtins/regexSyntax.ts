/** What Oniguruma, jq's own engine, writes differently from RE2. */
const escapes: Readonly<Record<string, string>> = {
  h: '[0-9a-fA-F]',
  H: '[^0-9a-fA-F]',
  R: '(?:\\r\\n|[\\n\\v\\f\\r\\x{85}\\x{2028}\\x{2029}])',
  Z: '\\z',
  d: '\\p{Nd}',
  D: '\\P{Nd}',
};

/** Rewrites a pattern of jq for the linear-time engine; `isExtended` drops white space and comments outside classes. */
export function translatePattern(source: string, isExtended: boolean): string {
  let result = '';
  let isInClass = false;
  for (let i = 0; i < source.length; i++) {
    const character = source[i] ?? '';
    if (character === '\\') {
      const next = source[i + 1] ?? '';
      result += isInClass ? `\\${next}` : (escapes[next] ?? `\\${next}`);
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
