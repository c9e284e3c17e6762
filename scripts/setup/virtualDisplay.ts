import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { SetupProblem } from './setupProblem.ts';

/** A display that nobody sees; `name` is its DISPLAY. */
export type VirtualDisplay = { name: string; stop: () => void };

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const reports = child.stdio[3] as Readable;
    let text = '';
    reports.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      if (text.includes('\n')) resolve(text.trim());
    });
    child.on('error', () => reject(new SetupProblem('Xvfb is missing: install it, or start with a display.')));
    child.on('exit', (code) => reject(new SetupProblem(`Xvfb ended with status ${code} before it had a display.`)));
  });
}

/** Starts Xvfb on a free display number of its own choice. */
export async function startVirtualDisplay(): Promise<VirtualDisplay> {
  const screen = ['-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-noreset'];
  const child = spawn('Xvfb', ['-displayfd', '3', ...screen], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const stop = () => void child.kill();
  process.once('exit', stop);
  const number = await firstLine(child);
  child.removeAllListeners('exit');
  child.unref();
  (child.stdio[3] as Readable).destroy();
  return { name: `:${number}`, stop };
}
