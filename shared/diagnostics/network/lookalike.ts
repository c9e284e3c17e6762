import { readLabel } from './punycode.ts';

/** Scripts some of whose letters look like Latin ones. */
const similarScripts =
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}\p{Script=Lisu}]/u;

/**
 * Letters that look like Latin ones in most typefaces (UTS #39, confusables): a label of these alone is read as another
 * word. The last line are letters of the Latin script itself that stand for others.
 */
const lookalikes = new Set([...'асеорхуѕіјԁԛԝһӏүԍпгԉ', ...'ονραικυχγϲϳ', ...'օսհոցզքյ', ...'ɑɡɩıȷɪʟʀɴʏⅼⅰ']);
const latinLookalike = /[ɑɡɩıȷɪʟʀɴʏ]/u;

/** How a host, in the ASCII form of the URL standard, imitates another; null where it does not. */
export function lookalikeOf(host: string): 'mixed' | 'whole' | null {
  const written = host.split('.').map(readLabel);
  const isMixed = written.some((label) => /\p{Script=Latin}/u.test(label) && similarScripts.test(label));
  if (isMixed || written.some((label) => latinLookalike.test(label))) return 'mixed';
  // Under a domain of its own script a name is what it says.
  const top = written.at(-1) ?? '';
  if (similarScripts.test(top)) return null;
  const isWhole = written.some((label) => {
    const letters = [...label].filter((letter) => /\p{L}/u.test(letter));
    return letters.length > 1 && letters.every((letter) => lookalikes.has(letter));
  });
  return isWhole ? 'whole' : null;
}
