import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AppError } from '../../shared/base/appError.ts';
import { encodeFrame, FrameDecoder } from '../../shared/base/frame.ts';
import type { OpenStore } from '../../shared/contract/coreProtocol.ts';

const root = join(import.meta.dirname, '../..');
const built = join(root, 'out/core/core.js');
/** What is built starts several times faster than the sources, which do where nothing is built. */
const entry = existsSync(built) ? built : join(root, 'electron/core/main.ts');

/** An answer as it comes over the pipe. */
export type Reply = { id: number; value?: unknown; error?: AppError };

/** A real core process, spoken to as main does. */
export interface CoreProcess {
  readonly child: ChildProcess;
  readonly events: { event: string; data: unknown }[];
  /** What the process said on standard error so far. */
  diagnostics(): string;
  call(method: string, params: unknown): Promise<Reply>;
  /** Sends bytes as they are. */
  write(bytes: Uint8Array): void;
  /** Comes when the process has ended. */
  readonly ended: Promise<{ code: number | null; signal: string | null }>;
}

/** Starts core; `environment` is all it gets. */
export function startCore(environment: Record<string, string> = {}): CoreProcess {
  const child = spawn(process.execPath, [entry], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: environment,
  });
  const waiting = new Map<number, (reply: Reply) => void>();
  const events: { event: string; data: unknown }[] = [];
  const decoder = new FrameDecoder();
  let said = '';
  let id = 0;
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stdout.on('data', (chunk: Buffer) => {
    const messages = decoder.push(chunk);
    if (!messages.ok) throw new Error(messages.error.message);
    for (const message of messages.value as (Reply & { event?: string; data?: unknown })[]) {
      if (message.event !== undefined) events.push({ event: message.event, data: message.data });
      else waiting.get(message.id)?.(message);
    }
  });
  // Writing to a process that was killed is part of these tests.
  child.stdin.on('error', () => {});
  return {
    child,
    events,
    diagnostics: () => said,
    call(method, params) {
      id += 1;
      const reply = new Promise<Reply>((resolve) => waiting.set(id, resolve));
      child.stdin.write(encodeFrame({ id, method, params }));
      return reply;
    },
    write: (bytes) => void child.stdin.write(bytes),
    ended: new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal }))),
  };
}

/** A request to open a store in `folder` with a key made for the test. */
export function openRequest(folder: string, change: Partial<OpenStore> = {}): OpenStore {
  return {
    folder,
    workspace: { id: '01JDTESTWRKSPACE0000000000', name: 'Test' },
    key: { kind: 'key', key: Buffer.alloc(32, 7).toString('base64') },
    protection: { kind: 'session' },
    resources: join(root, 'resources'),
    engine: join(root, 'out/engine/engine.js'),
    seedSample: false,
    ...change,
  };
}
