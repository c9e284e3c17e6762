import { failWith } from '../failure.ts';
import { decodeUtf8, isAscii } from '../text.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const digitValue: ReadonlyMap<string, number> = new Map([...alphabet].map((character, value) => [character, value]));

/** Base64 (RFC 4648) of a text's UTF-8 bytes. */
export function encodeBase64(text: string): string {
  if (isAscii(text)) return btoa(text);
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** What the platform's own decoder takes and reads as jq does. */
const plainGroups = /^[A-Za-z0-9+/]*={0,2}$/;

/** The text that a base64 text stands for; padding may be missing, bytes that are no UTF-8 become U+FFFD. */
export function decodeBase64(text: string): string {
  if (text.length % 4 === 0 && plainGroups.test(text)) {
    const binary = atob(text);
    return isAscii(binary) ? binary : decodeUtf8(Uint8Array.from(binary, (byte) => byte.charCodeAt(0)));
  }
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
