import { failWith } from '../failure.ts';
import { decodeUtf8 } from '../text.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const digitValue: ReadonlyMap<string, number> = new Map([...alphabet].map((character, value) => [character, value]));

/** Base64 (RFC 4648) of a text's UTF-8 bytes. */
export function encodeBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let result = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    result += `${alphabet[group >> 18]}${alphabet[(group >> 12) & 63]}`;
    result += i + 1 < bytes.length ? alphabet[(group >> 6) & 63] : '=';
    result += i + 2 < bytes.length ? alphabet[group & 63] : '=';
  }
  return result;
}

/** The text that a base64 text stands for; padding may be missing, bytes that are no UTF-8 become U+FFFD. */
export function decodeBase64(text: string): string {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  for (const character of text) {
    if (character === '=') break;
    const value = digitValue.get(character);
    if (value === undefined) return failWith(text, 'is not valid base64 data');
    held = ((held << 6) | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = (held >> bits) & 0xff;
    }
  }
  if (bits === 6) return failWith(text, 'trailing base64 byte found');
  return decodeUtf8(bytes.subarray(0, length));
}
