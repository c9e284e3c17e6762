import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../out/cli/drydock.js', import.meta.url));

/** Runs the built command line in a process of its own, as a user would. */
export function drydock(
  folder: string,
  args: readonly string[],
  stdin = '',
): Promise<{ status: number | null; out: string; errors: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { cwd: folder });
    let out = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, out, errors }));
    child.stdin.end(stdin);
  });
}
