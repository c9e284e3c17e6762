import { failWith } from '../failure.ts';
import { decodeUtf8 } from '../text.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const digitValue: ReadonlyMap<string, number> = new Map([...alphabet].map((character, value) => [character, value]));

/** Base32 (RFC 4648) of a text's UTF-8 bytes. */
export function encodeBase32(text: string): string {
  let result = '';
  let held = 0;
  let bits = 0;
  for (const byte of new TextEncoder().encode(text)) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      result += alphabet[(held >> bits) & 31];
    }
  }
  if (bits > 0) result += alphabet[(held << (5 - bits)) & 31];
  return result.padEnd(Math.ceil(result.length / 8) * 8, '=');
}

/** The text that a base32 text stands for. */
export function decodeBase32(text: string): string {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const character of text) {
    if (character === '=') break;
    const value = digitValue.get(character);
    if (value === undefined) return failWith(text, 'is not valid base32 data');
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 0xff);
    }
  }
  return decodeUtf8(new Uint8Array(bytes));
}
