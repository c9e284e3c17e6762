/**
 * One line about a bug for standard error: its kind and where it was thrown. Never its message, which may quote a document,
 * a sample value or a key.
 */
export function diagnostic(where: string, bug: unknown): string {
  const kind = bug instanceof Error ? bug.name : typeof bug;
  const frames = bug instanceof Error ? stackFrames(bug) : [];
  return `core: bug in ${where}: ${[kind, ...frames].join(' < ')}`.replaceAll(/[\r\n]+/g, ' ');
}

function stackFrames({ stack = '' }: Error): string[] {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 4)
    .map((line) => line.trim());
}
