/**
 * Where `wanted` occurs in `target`, overlapping or not, in linear time (Knuth, Morris and Pratt, "Fast pattern matching in
 * strings", 1977): to look from each place anew takes quadratic time where much is alike.
 */
export function findAll<T>(target: ArrayLike<T>, wanted: ArrayLike<T>, isSame: (a: T, b: T) => boolean): number[] {
  const found: number[] = [];
  if (wanted.length === 0) return found;
  const isMatch = (from: ArrayLike<T>, at: number, place: number): boolean =>
    at < wanted.length && isSame(wanted[at] as T, from[place] as T);
  /** For each length of a beginning of `wanted`, the longest shorter beginning that it ends with. */
  const fallbacks: number[] = [0, 0];
  const extend = (from: ArrayLike<T>, length: number, place: number): number => {
    let matched = length;
    while (matched > 0 && !isMatch(from, matched, place)) matched = fallbacks[matched] ?? 0;
    return isMatch(from, matched, place) ? matched + 1 : 0;
  };
  for (let place = 1; place < wanted.length; place++) fallbacks.push(extend(wanted, fallbacks[place] ?? 0, place));
  let matched = 0;
  for (let place = 0; place < target.length; place++) {
    matched = extend(target, matched, place);
    if (matched === wanted.length) found.push(place + 1 - matched);
  }
  return found;
}
