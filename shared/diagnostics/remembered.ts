/** Longest text whose answer is kept, in UTF-16 units. */
const maxLength = 4_096;
/** Most answers that are kept. */
const maxAnswers = 4_000;

/**
 * The same pure function, with its answers for short texts kept: while someone types, all texts of a document but one
 * are the same as at the check before.
 */
export function remembered<T>(read: (text: string) => T): (text: string) => T {
  const answers = new Map<string, T>();
  return (text) => {
    if (text.length > maxLength) return read(text);
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = read(text);
    if (answers.size >= maxAnswers) answers.clear();
    answers.set(text, answer);
    return answer;
  };
}
