/** The one place that bugs of main end up in: standard error, with the stack and never with a message's content. */
export function reportBug(where: string, error: unknown): void {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`drydock: bug in ${where}: ${detail}\n`);
}
