/** The escape of a half of a character, which jq takes only together with the other half. */
const highSurrogate = /\\u[dD][89abAB]/;

/** Whether a text has escapes of halves of characters. */
export function mayHaveHalves(text: string): boolean {
  return highSurrogate.test(text);
}

/** Whether what stands between two quotes stands for itself: no escapes, no control characters. */
export function isPlainText(body: string): boolean {
  for (let i = 0; i < body.length; i++) {
    const code = body.charCodeAt(i);
    if (code < 0x20 || code === 0x5c) return false;
  }
  return true;
}

const escaped = /\\(?:u(.{0,4})|(.))/sy;

/** What is wrong with the text between two quotes in jq's words, null where nothing is. */
export function stringProblem(body: string): string | null {
  for (let at = 0; at < body.length; ) {
    if (body.charCodeAt(at) < 0x20)
      return 'Invalid string: control characters from U+0000 through U+001F must be escaped';
    escaped.lastIndex = at;
    const match = escaped.exec(body);
    if (match === null) {
      at++;
      continue;
    }
    const [whole, digits, letter] = match;
    at += whole.length;
    if (digits === undefined) {
      if (!'"\\/bfnrt'.includes(letter ?? ' ')) return 'Invalid escape';
      continue;
    }
    if (digits.length < 4) return 'Invalid \\uXXXX escape';
    if (!fourHex.test(digits)) return 'Invalid characters in \\uXXXX escape';
    if (highSurrogate.test(whole) && !lowSurrogate.test(body.slice(at, at + 6)))
      return 'Invalid \\uXXXX\\uXXXX surrogate pair escape';
  }
  return null;
}

const fourHex = /^[0-9a-fA-F]{4}$/;

const lowSurrogate = /^\\u[dD][c-fC-F][0-9a-fA-F]{2}$/;
