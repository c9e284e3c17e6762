import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../root.ts';

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Waits for a child of ours; a signal to end goes to the child first and then ends this script too. */
function statusOf(child: ChildProcess): Promise<number> {
  let ended = false;
  const pass = (signal: NodeJS.Signals) => {
    ended = true;
    child.kill(signal);
  };
  for (const signal of endings) process.on(signal, pass);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      for (const signal of endings) process.off(signal, pass);
      if (ended) process.exit(130);
      resolve(code ?? 1);
    });
  });
}

/** Runs a script on the pinned Node with the checkout as its folder; resolves to its status. */
export function runNode(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<number> {
  const options = { cwd: root, env: { ...process.env, ...env } };
  return statusOf(spawn(process.execPath, args, { ...options, stdio: ['ignore', 'inherit', 'inherit'] }));
}

/** Runs a command-line tool of node_modules (path of its script in there); resolves to its status. */
export function runTool(
  script: string,
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
): Promise<number> {
  return runNode([join(root, 'node_modules', script), ...args], env);
}
