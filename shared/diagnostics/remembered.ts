/** Longest text whose answer is kept, in UTF-16 units. */
const maxLength = 4_096;
/** What an answer counts for beside its text, and most units that are kept before older ones begin to go. */
const unitsOfAnswer = 64;
const maxUnits = 1_000_000;

/**
 * The same pure function, with its answers for short texts kept: while someone types, all texts of a document but one
 * are the same as at the check before. What was not asked for goes when newer answers have filled the room twice.
 */
export function remembered<T>(read: (text: string) => T): (text: string) => T {
  let recent = new Map<string, T>();
  let older: ReadonlyMap<string, T> = recent;
  let units = 0;
  return (text) => {
    if (text.length > maxLength) return read(text);
    const known = recent.get(text);
    if (known !== undefined) return known;
    const answer = older.get(text) ?? read(text);
    if (units > maxUnits) {
      older = recent;
      recent = new Map();
      units = 0;
    }
    units += text.length + unitsOfAnswer;
    recent.set(text, answer);
    return answer;
  };
}
