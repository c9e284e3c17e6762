import { compactText } from './compactText.ts';

/** A value and its canary, and what its masking helper leaves of it. */
export interface MaskedPair {
  readonly datum: string;
  readonly canary: string;
  /** Template helper that masks the class. */
  readonly mask: string;
}

/** What a changed text gives away that holds no canary. */
export type Remainder =
  /** Only what masking leaves, or too little to tell anything. */
  | { readonly kind: 'allowed' }
  /** A few characters of the value of that index, more than masking leaves. */
  | { readonly kind: 'part'; readonly index: number }
  /** Something that was made of one or more of the values; which, the text does not say. */
  | { readonly kind: 'derived' };

/**
 * Characters that say too little to be called a leak: an initial, a two-digit remainder. Ten bits are what two letters or
 * three digits hold.
 */
const negligible = 2;

/** What remains of values in the words in which two texts differ. */
export function remainderOf(given: string, twin: string, pairs: readonly MaskedPair[]): Remainder {
  // Of numbers the digits that differ say little: they may have been computed.
  if (isNumeric(given) && isNumeric(twin)) return judged({ given, twin }, pairs);
  const words = wordsOf(given);
  const others = wordsOf(twin);
  if (words.length !== others.length) return { kind: 'derived' };
  const stretches = words.flatMap((word, index) => differing(word, others[index] ?? '') ?? []);
  const telling = stretches.filter((stretch) => !isNegligible(stretch));
  // Short pieces may be one longer piece with separators in between.
  const joined = {
    given: stretches.map(({ given }) => given).join(''),
    twin: stretches.map(({ twin }) => twin).join(''),
  };
  const owners = [...telling, ...(isNegligible(joined) ? [] : [joined])].map((stretch) => ownerOf(stretch, pairs));
  if (owners.slice(0, telling.length).includes('none')) return { kind: 'derived' };
  const part = owners.find((owner) => typeof owner === 'number');
  return part === undefined ? { kind: 'allowed' } : { kind: 'part', index: part };
}

function judged(stretch: Stretch, pairs: readonly MaskedPair[]): Remainder {
  if (isNegligible(stretch)) return { kind: 'allowed' };
  const owner = ownerOf(stretch, pairs);
  if (owner === 'none') return { kind: 'derived' };
  return owner === 'mask' ? { kind: 'allowed' } : { kind: 'part', index: owner };
}

/** Whose piece it is: the index of a value, `mask` where masking leaves it. */
function ownerOf(stretch: Stretch, pairs: readonly MaskedPair[]): number | 'mask' | 'none' {
  if (isLeftByMask(stretch, pairs)) return 'mask';
  const owner = pairs.findIndex(({ datum, canary }) => has(datum, stretch.given) && has(canary, stretch.twin));
  return owner < 0 ? 'none' : owner;
}

interface Stretch {
  readonly given: string;
  readonly twin: string;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
}

function isNumeric(text: string): boolean {
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text);
}

/** The words without what they begin and end with alike; null where they are the same. */
function differing(given: string, twin: string): Stretch | null {
  if (given === twin) return null;
  let start = 0;
  while (start < given.length && given[start] === twin[start]) start++;
  let end = 0;
  const most = Math.min(given.length, twin.length) - start;
  while (end < most && given.at(-1 - end) === twin.at(-1 - end)) end++;
  return { given: given.slice(start, given.length - end), twin: twin.slice(start, twin.length - end) };
}

function isNegligible({ given, twin }: Stretch): boolean {
  return given.length <= negligible && twin.length <= negligible;
}

/** Whether the policy's masking helper leaves it: the last four digits. Of an address it leaves what has no canary. */
function isLeftByMask({ given, twin }: Stretch, pairs: readonly MaskedPair[]): boolean {
  return pairs.some(({ datum, canary, mask }) => {
    if (mask !== 'mask_card' && mask !== 'mask_ssn') return false;
    return compactText(datum).slice(-4).includes(given) && compactText(canary).slice(-4).includes(twin);
  });
}

function has(whole: string, part: string): boolean {
  return part !== '' && compactText(whole).includes(part);
}
