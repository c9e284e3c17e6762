import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rehearseWorkflow } from '../../electron/core/rehearsal/rehearseWorkflow.ts';
import { digestOf } from '../../shared/base/digest.ts';
import type { TaskRecord, Trace } from '../../shared/simulation/trace.ts';
import { build, builtEngine, scriptWorkflow, shortScripts, testPool } from '../engine/builtEngine.ts';
import { curiousScripts, endlessScripts } from './hostileScripts.ts';
import { setTrap, type Trap } from './trap.ts';

const pool = testPool();
const folder = mkdtempSync(join(tmpdir(), 'drydock-sandbox-'));
const engineFolder = dirname(builtEngine.file);
let trap: Trap;
let engineBefore: readonly string[];

/** Name and digest of everything that the engine can read. */
function engineFiles(): string[] {
  return readdirSync(engineFolder).map(
    (name) => `${name} ${digestOf(readFileSync(join(engineFolder, name), 'latin1'))}`,
  );
}

beforeAll(async () => {
  build('engine');
  trap = await setTrap();
  engineBefore = engineFiles();
  process.env.DRYDOCK_TEST_SECRET = 'seen';
}, 120_000);

afterAll(() => {
  pool.close();
  trap.close();
  rmSync(folder, { recursive: true });
  delete process.env.DRYDOCK_TEST_SECRET;
});

/** Long enough for an honest script on a busy machine. */
const patientScripts = { ...shortScripts, milliseconds: 10_000 };

/** Short, because each of the endless ones is waited for. */
const strictScripts = { milliseconds: 250, mebibytes: 48, outputSize: 1024 * 1024 };

async function rehearsed(definition: string, scriptLimits: typeof shortScripts): Promise<Trace> {
  const running = rehearseWorkflow(pool, { definition, scriptLimits });
  pool.warmUp();
  const answer = await running;
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.trace;
}

const run = (code: string, scriptLimits = patientScripts) => rehearsed(scriptWorkflow(code), scriptLimits);

/** Scripts one after the other in one child, each in an isolate of its own; what became of each. */
async function runAll(codes: readonly string[]): Promise<readonly TaskRecord[]> {
  const definition = {
    document: { dsl: '1.0.3', namespace: 'test', name: 'scripts', version: '1.0.0' },
    do: codes.map((code, index) => ({
      [`attempt${index}`]: { try: [{ script: { run: { script: { language: 'js', code } } } }], catch: { as: 'error' } },
    })),
  };
  const { status, tasks } = await rehearsed(JSON.stringify(definition), patientScripts);
  expect(status).toBe('completed');
  return tasks.filter(({ name }) => name === 'script');
}

describe('a hostile script', () => {
  it.each(endlessScripts)('that %s ends as a limit', async (_name, code) => {
    const trace = await run(code, strictScripts);
    expect(trace).toMatchObject({ status: 'limit', digest: null });
    expect(trace.tasks[0]).toMatchObject({ name: 'before', status: 'completed' });
  });

  describe('that looks for a way out', () => {
    let ended: readonly TaskRecord[] = [];

    beforeAll(async () => {
      const place = (code: string) => code.replace('PLACE', join(folder, 'written')).replace('TCP', `${trap.tcpPort}`);
      ended = await runAll(curiousScripts.map(([, code]) => place(code)));
    });

    it.each(curiousScripts.map(([name, , end], index) => [name, end, index] as const))(
      'finds nothing behind %s',
      (_name, end, index) => {
        const { status, output, error } = ended[index] ?? {};
        if ('output' in end) expect({ status, output }).toEqual({ status: 'completed', output: end.output });
        else expect({ status, detail: error?.detail }).toMatchObject({ detail: expect.stringContaining(end.fault) });
      },
    );
  });

  it('cannot deceive by what it changes', async () => {
    const code = `
      JSON.stringify = () => '{"kind":"ended","overflow":false,"stdout":"fake","stderr":""}';
      JSON.parse = () => { throw 1; };
      Array.prototype.push = () => 0;
      Array.prototype.join = () => 'fake';
      Promise.prototype.then = () => 'fake';
      Object.prototype.kind = 'threw';
      String.prototype.slice = () => 'fake';
      console.log('real');
      return undefined;`;
    expect(await run(code)).toMatchObject({ status: 'completed', output: 'real\n' });
  });

  it('sees the same time and the same random numbers whenever it runs', async () => {
    const code = `return [Date.now(), new Date().toISOString(), String(Date()), Math.random(), new Intl.DateTimeFormat('en').format(),
      new Date(2000, 5, 1).getTimezoneOffset(), new (class extends Date {})().getTime()];`;
    const [first, second] = [await run(code), await run(code)];
    expect(first.output).toEqual(second.output);
    expect(first.output).toMatchObject([
      946684800000,
      '2000-01-01T00:00:00.000Z',
      expect.stringContaining('2000'),
      expect.any(Number),
      '1/1/2000',
      0,
      946684800000,
    ]);
    expect(first.digest).toBe(second.digest);
  });

  it('sees no other time where its text closes its function and runs while it is compiled', async () => {
    const early = '}), globalThis.seen = [Date.now(), Math.random()], (function () { return seen;';
    const [first, second] = [await run(early), await run(early)];
    expect(first).toMatchObject({ status: 'completed', output: [946684800000, expect.any(Number)] });
    expect(first.digest).toBe(second.digest);
  });

  it('wrote nothing, sent nothing, changed nothing of the engine, and harmed neither a later run nor this process', async () => {
    expect(readdirSync(folder)).toEqual([]);
    expect(existsSync(join(folder, 'written'))).toBe(false);
    expect(engineFiles()).toEqual(engineBefore);
    expect(trap.caught()).toBe(0);
    expect(await run('return process.argv.length')).toMatchObject({ status: 'completed', output: 2 });
    // All that the children said together is less than this; what they wanted was gigabytes.
    expect(process.memoryUsage().heapUsed).toBeLessThan(512 * 1024 * 1024);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
