import { digestOf } from '../base/digest.ts';
import { splitPointer } from '../workflow/pointer.ts';
import { remembered } from './remembered.ts';

const digest = remembered(digestOf);

/**
 * Identity of a finding that survives line moves and new neighbours: rule, place by names (positions in lists left
 * out) and the text with its white space evened. `occurrence` tells apart what is otherwise the same.
 */
export function fingerprintOf(rule: string, pointer: string, snippet: string, occurrence: number): string {
  const names = splitPointer(pointer).filter((token) => !/^[0-9]+$/.test(token));
  const text = snippet.replace(/\s+/g, ' ').trim();
  return digest(JSON.stringify([rule, names, text, occurrence]));
}
