import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerLimit, LanguageClient, type WorkerPort } from '../../renderer/workers/languageClient.ts';
import type { WorkerRequest } from '../../renderer/workers/protocol.ts';

/** A worker that does what a test tells it. */
class ToldWorker implements WorkerPort {
  onmessage: WorkerPort['onmessage'] = null;
  onerror: WorkerPort['onerror'] = null;
  readonly asked: WorkerRequest[] = [];
  ended = false;

  postMessage(request: WorkerRequest): void {
    this.asked.push(request);
  }

  terminate(): void {
    this.ended = true;
  }

  reply(data: object): void {
    this.onmessage?.({ data: { id: this.asked.at(-1)?.id ?? 0, ...data } } as MessageEvent);
  }
}

const document = { path: 'a.yaml', kind: 'workflow', text: '' } as const;
const question = { ask: 'outline', document } as const;
let workers: ToldWorker[];
let client: LanguageClient;

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  client = new LanguageClient(() => {
    const worker = new ToldWorker();
    workers.push(worker);
    return worker;
  });
});
afterEach(() => vi.useRealTimers());

describe('the client of the language worker', () => {
  it('starts one worker for all questions and gives each its answer', async () => {
    const first = client.ask<'outline'>(question);
    const second = client.ask<'outline'>(question);
    workers[0]?.onmessage?.({ data: { id: 2, answer: [] } } as unknown as MessageEvent);
    expect(await second).toEqual({ ok: true, value: [] });
    workers[0]?.onmessage?.({ data: { id: 1, answer: [] } } as unknown as MessageEvent);
    expect((await first).ok).toBe(true);
    expect(workers).toHaveLength(1);
  });

  it('passes on that a check failed, and goes on', async () => {
    const asked = client.ask<'outline'>(question);
    workers[0]?.reply({ failure: 'a rule of ours broke' });
    expect(await asked).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    expect(workers[0]?.ended).toBe(false);
  });

  it('ends a worker that hangs, and starts another for the next question', async () => {
    const asked = client.ask<'outline'>(question);
    await vi.advanceTimersByTimeAsync(answerLimit);
    expect(await asked).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    expect(workers[0]?.ended).toBe(true);
    void client.ask<'outline'>(question);
    expect(workers).toHaveLength(2);
  });

  it('does the same with one that crashed', async () => {
    const asked = client.ask<'outline'>(question);
    workers[0]?.onerror?.({} as ErrorEvent);
    expect((await asked).ok).toBe(false);
    expect(workers[0]?.ended).toBe(true);
  });
});
