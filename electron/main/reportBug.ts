/**
 * The one place that bugs of main end up in: standard error, with the kind and where it was thrown. Never with the message,
 * which may quote a document, a sample value or a key.
 */
export function reportBug(where: string, bug: unknown): void {
  const kind = bug instanceof Error ? bug.name : typeof bug;
  const frames = bug instanceof Error ? (bug.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  process.stderr.write(`drydock: bug in ${where}: ${kind}\n${frames.slice(0, 6).join('\n')}\n`);
}
