import { failWith } from '../failure.ts';

/** A text with everything but RFC 3986's unreserved characters percent-encoded as UTF-8. */
export function encodeUri(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, percent);
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** The text that a percent-encoded text stands for. */
export function decodeUri(text: string): string {
  try {
    return text.replace(/%.{0,2}(?:%.{0,2})*/g, (run) => decodeURIComponent(run));
  } catch {
    return failWith(text, 'is not a valid uri encoding');
  }
}
