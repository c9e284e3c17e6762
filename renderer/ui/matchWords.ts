function score(text: string, words: readonly string[]): number | null {
  let sum = 0;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at < 0) return null;
    // The start of a word counts for more than its middle.
    sum += at === 0 || /[\s:/.-]/.test(text[at - 1] ?? '') ? 0 : 1;
  }
  return sum;
}

/** The items in whose text all words occur, better matches first, otherwise in their order. */
export function matchWords<T>(items: readonly T[], query: string, textOf: (item: T) => string): readonly T[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  return items
    .map((item) => ({ item, score: score(textOf(item).toLowerCase(), words) }))
    .filter((one): one is { item: T; score: number } => one.score !== null)
    .sort((a, b) => a.score - b.score)
    .map((one) => one.item);
}
