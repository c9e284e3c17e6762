/**
 * Longest run, in milliseconds, that is run again to look for leaks: all together has to stay well below what core allows
 * for one run, or the run itself would be lost.
 */
const longestWatched = 10_000;

/** Says of a run that begins now whether there is still time to run it again. */
export function runAgainClock(): () => boolean {
  const startedAt = performance.now();
  return () => performance.now() - startedAt < longestWatched;
}
