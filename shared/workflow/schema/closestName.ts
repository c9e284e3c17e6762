/** The name that was probably meant, or null where none is close. */
export function closestName(written: string, names: Iterable<string>): string | null {
  if (written.length > 64) return null;
  const allowed = written.length <= 3 ? 1 : 2;
  let best: string | null = null;
  let bestDistance = allowed + 1;
  for (const name of names) {
    const distance = editDistance(written.toLowerCase(), name.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** Names that one check compares at most: a definition of thousands of wrong names and as many right ones gets fewer hints. */
const maxCompared = 200_000;

/** {@link closestName} for all names of one check, which stops guessing once that takes too long. */
export function nameGuesser(): (
  written: string,
  names: ReadonlySet<string> | ReadonlyMap<string, unknown>,
) => string | null {
  let left = maxCompared;
  return (written, names) => {
    left -= names.size;
    return left < 0 ? null : closestName(written, names.keys());
  };
}

/** Insertions, removals, replacements and swaps of neighbours (optimal string alignment); stops counting at `bound`. */
function editDistance(one: string, other: string, bound: number): number {
  if (Math.abs(one.length - other.length) >= bound) return bound;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      let cost = Math.min(
        (last[column] ?? bound) + 1,
        (current[column - 1] ?? bound) + 1,
        (last[column - 1] ?? bound) + (isSame ? 0 : 1),
      );
      const isSwap = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (isSwap) cost = Math.min(cost, (beforeLast[column - 2] ?? bound) + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[other.length] ?? bound;
}
