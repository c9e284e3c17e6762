/** Whether a branch of a trace's coverage is one that an error takes: caught, retried, or passed on by a selective `catch`. */
export function isErrorPath(branch: string): boolean {
  return /#(?:catch|retry|uncaught)$/.test(branch);
}
