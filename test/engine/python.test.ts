import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rehearseWorkflow } from '../../electron/core/rehearsal/rehearseWorkflow.ts';
import { build, shortLimits, testPool } from './builtEngine.ts';
import { builtPython, patient, runPython } from './builtPython.ts';

beforeAll(() => build('engine', 'python'), 120_000);

describe('a script in Python', () => {
  const python = builtPython();
  afterAll(() => python.close());
  const run = (code: string, given: Parameters<typeof runPython>[2] = {}) => runPython(python, code, given);

  it('sees its arguments, environment and standard input, and writes to both outputs', async () => {
    const code = `
import os, sys
print(sys.argv[1:], dict(os.environ))
for line in sys.stdin:
    print(line.strip(), file=sys.stderr)
`;
    const outcome = await run(code, { arguments: ['a', 'ü'], environment: { MODE: 'test' }, stdin: 'one\ntwo\n' });
    expect(outcome).toEqual({
      kind: 'ended',
      code: 0,
      stdout: "['a', 'ü'] {'MODE': 'test'}\n",
      stderr: 'one\ntwo\n',
    });
  });

  it('sees a map of arguments as variables, and gives back what it returns', async () => {
    const code = 'counter = 0\ndef count():\n  global counter\n  counter += len(items)\ncount()\nreturn {"n": counter}';
    expect(await run(code, { variables: { items: [1, 2, 3] } })).toMatchObject({ returned: { n: 3 } });
    expect(await run('pass', { variables: { 'no name': 1 } })).toMatchObject({
      kind: 'threw',
      message: "The argument 'no name' cannot be the name of a variable.",
    });
  });

  it('returns from anywhere at its top level, with names that stay global', async () => {
    const code = `
from __future__ import annotations
total: int = 0
def add(n): globals()['total'] += n
for n in [x for x in range(5)]:
    add(n)
    if total > 3:
        return [total, n]
`;
    expect(await run(code)).toMatchObject({ kind: 'ended', returned: [6, 3] });
  });

  it('has time that stands still but for what it sleeps, and randomness of the seed', async () => {
    const code = `
import asyncio, datetime, os, random, time, uuid
start = datetime.datetime.now()
time.sleep(3600)
await asyncio.gather(asyncio.sleep(60), asyncio.sleep(30))
passed = (datetime.datetime.now() - start).total_seconds()
return [start.isoformat(), passed, random.random(), str(uuid.uuid4()), os.urandom(2).hex(), hash('a')]
`;
    const first = await run(code);
    expect(first).toMatchObject({ returned: ['2000-01-01T00:00:00', 3660, ...Array(4).fill(expect.anything())] });
    expect(await run(code)).toEqual(first);
    const other = await run(code, { seed: 2 });
    expect(other).not.toEqual(first);
  });

  it.each([
    ['import sys; print("x"); sys.exit(3)', { kind: 'ended', code: 3, stdout: 'x\n' }],
    ['import sys; sys.exit("no")', { kind: 'ended', code: 1, stderr: 'no\n' }],
    ['exit()', { kind: 'ended', code: 0 }],
    ['raise ValueError("bad")', { kind: 'threw', message: 'ValueError: bad' }],
    ['1 +', { kind: 'threw', message: 'SyntaxError: invalid syntax (script.py, line 1)' }],
    ['import numpy', { kind: 'threw', message: "ModuleNotFoundError: No module named 'numpy'" }],
    ['await __import__("asyncio").Future()', { kind: 'threw', message: expect.stringContaining('never comes') }],
  ])('ends as Python does: %s', async (code, outcome) => {
    expect(await run(code)).toMatchObject(outcome);
  });

  it('is stopped with who waits for it', async () => {
    const abort = new AbortController();
    const request = { language: 'python', code: 'while True: pass', arguments: [], variables: {} } as const;
    const outcome = await python.run({ ...request, environment: {}, stdin: '', seed: 1, now: 0 }, patient, {
      signal: abort.signal,
      begun: () => abort.abort(),
    });
    expect(outcome).toMatchObject({ ok: true, value: { kind: 'limit' } });
  });
});

describe('a workflow with scripts in Python', () => {
  const pool = testPool({ ...shortLimits, run: 60_000 });
  afterAll(() => pool.close());

  const workflow = (script: object, after: object[] = []) =>
    JSON.stringify({
      document: { dsl: '1.0.3', namespace: 'test', name: 'python', version: '1.0.0' },
      do: [{ before: { set: { reached: true } } }, { script: { run: script } }, ...after],
    });
  const rehearse = async (definition: string, milliseconds = patient.milliseconds) => {
    const answer = await rehearseWorkflow(pool, { definition, scriptLimits: { ...patient, milliseconds } });
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.value;
  };

  it('gets one result after another, the same each time', async () => {
    const script = { script: { language: 'python', code: 'import random\nreturn random.random()' } };
    const definition = workflow(script, [{ again: { run: script } }]);
    const { trace } = await rehearse(definition);
    expect(trace.status).toBe('completed');
    expect((await rehearse(definition)).trace.digest).toBe(trace.digest);
  });

  it('goes on after an exception that it catches, and ends where a script is stopped', async () => {
    const raising = { script: { language: 'Python', code: 'raise KeyError("k")' } };
    const { trace } = await rehearse(workflow(raising));
    expect(trace).toMatchObject({
      status: 'faulted',
      error: { status: 500, detail: "The script failed: KeyError: 'k'" },
    });
    const all = await rehearse(workflow({ ...raising, return: 'all' }));
    expect(all.trace.output).toEqual({ code: 1, stdout: '', stderr: "KeyError: 'k'\n" });
    const endless = { script: { language: 'python', code: 'while True: pass' } };
    const stopped = await rehearse(workflow(endless), 300);
    expect(stopped).toMatchObject({
      trace: { status: 'limit', digest: null },
      limit: expect.stringContaining('300 ms'),
    });
    expect(stopped.trace.tasks[0]).toMatchObject({ name: 'before', status: 'completed' });
  });
});
