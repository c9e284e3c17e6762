/** A text, and what was undone to get it: nothing, or the encodings from the outside to the inside. */
export interface TextView {
  readonly text: string;
  readonly undone: readonly string[];
}

/** How many encodings around each other are undone. */
const maxDepth = 3;
/** Most characters of all views of one text: it is bounded work whatever the text is. */
const maxCharacters = 4_000_000;

/** A text and every other text that it may be an encoding of, up to a few layers. */
export function decodings(text: string): TextView[] {
  const views: TextView[] = [{ text, undone: [] }];
  const known = new Set([text]);
  let characters = text.length;
  for (const { text: outer, undone } of views) {
    if (undone.length >= maxDepth) continue;
    for (const { name, decode } of decoders) {
      for (const inner of decode(outer)) {
        if (inner === '' || known.has(inner) || characters + inner.length > maxCharacters) continue;
        known.add(inner);
        characters += inner.length;
        views.push({ text: inner, undone: [...undone, name] });
      }
    }
  }
  return views;
}

interface Decoder {
  readonly name: string;
  decode(text: string): readonly string[];
}

const decoders: readonly Decoder[] = [
  { name: 'uri', decode: (text) => escapes(text, /%([0-9a-f]{2})/gi, 16) },
  { name: 'quoted-printable', decode: (text) => escapes(text, /=([0-9a-f]{2})/gi, 16) },
  { name: 'escape', decode: (text) => escapes(text, /\\(?:u\{?|x)([0-9a-f]{2,6})\}?/gi, 16) },
  {
    name: 'html',
    decode: (text) => [...escapes(text, /&#(\d{1,7});?/g, 10), ...escapes(text, /&#x([0-9a-f]{1,6});?/gi, 16)],
  },
  { name: 'codes', decode: characterCodes },
  { name: 'base64', decode: (text) => radix(text, /[A-Za-z0-9+/_-]{7,}/g, base64Value, 6) },
  { name: 'hex', decode: (text) => radix(text, /[0-9A-Fa-f]{10,}/g, hexValue, 4) },
  { name: 'base32', decode: (text) => radix(text, /[A-Z2-7]{8,}|[a-z2-7]{8,}/g, base32Value, 5) },
];

/** Undoes escapes of single characters; nothing where there is none. What is no character is left as it is. */
function escapes(text: string, pattern: RegExp, base: number): string[] {
  const decoded = text.replace(pattern, (escaped, code: string) => {
    const point = Number.parseInt(code, base);
    return point <= 0x10ffff ? String.fromCodePoint(point) : escaped;
  });
  return decoded === text ? [] : [decoded];
}

/** Runs of numbers that are codes of printable characters: `57, 56, 55, …`. */
function characterCodes(text: string): string[] {
  const runs =
    text.match(/\b(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6])(?:[^0-9a-z]{1,3}(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6])\b){4,}/gi) ??
    [];
  return runs.length === 0
    ? []
    : [runs.map((run) => String.fromCharCode(...(run.match(/\d+/g) ?? []).map(Number).slice(0, 10_000))).join('\n')];
}

/**
 * Decodes runs of digits of `bits` bits, from each place where a byte may begin: a run may be a piece of a longer text or
 * have other characters before it. Only what comes out as text is kept.
 */
function radix(text: string, pattern: RegExp, valueAt: (code: number) => number, bits: number): string[] {
  const pieces: string[] = [];
  const offsets = bits === 6 ? 4 : bits === 5 ? 8 : 2;
  for (const [run] of text.matchAll(pattern)) {
    for (let offset = 0; offset < offsets; offset++) {
      const piece = decodeRun(run, offset, valueAt, bits);
      if (isReadable(piece)) pieces.push(piece);
    }
  }
  return pieces.length === 0 ? [] : [pieces.join('\n')];
}

function decodeRun(run: string, offset: number, valueAt: (code: number) => number, bits: number): string {
  const characters: string[] = [];
  let buffer = 0;
  let filled = 0;
  for (let at = offset; at < run.length; at++) {
    buffer = ((buffer << bits) | valueAt(run.charCodeAt(at))) & 0xffff;
    filled += bits;
    if (filled < 8) continue;
    filled -= 8;
    characters.push(String.fromCharCode((buffer >> filled) & 0xff));
  }
  return characters.join('');
}

/** Share of printable characters from which bytes are taken for text. UTF-16 has zeros between them. */
const readableShare = 0.7;

function isReadable(text: string): boolean {
  if (text.length < 4) return false;
  let printable = 0;
  let zeros = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0) zeros++;
    else if ((code >= 32 && code < 127) || code === 10 || code === 13 || code === 9) printable++;
  }
  return printable >= readableShare * (text.length - zeros) && zeros <= text.length / 2 + 1;
}

/** Both alphabets of RFC 4648. */
function base64Value(code: number): number {
  if (code >= 97) return code - 71;
  if (code === 95) return 63;
  if (code >= 65) return code - 65;
  if (code >= 48) return code + 4;
  return code === 47 ? 63 : 62;
}

function hexValue(code: number): number {
  return code <= 57 ? code - 48 : (code & 0xdf) - 55;
}

function base32Value(code: number): number {
  return code <= 57 ? code - 24 : (code & 0xdf) - 65;
}
