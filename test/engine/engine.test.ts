import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EnginePool } from '../../electron/core/rehearsal/enginePool.ts';
import { engineProgram } from '../../electron/core/rehearsal/enginePrograms.ts';
import { noGuards } from '../../electron/core/rehearsal/guards.ts';
import { LockedProcess } from '../../electron/core/rehearsal/lockedProcess.ts';
import { rehearseWorkflow } from '../../electron/core/rehearsal/rehearseWorkflow.ts';
import { defaultScriptLimits } from '../../shared/simulation/scriptProtocol.ts';
import { rehearseYaml } from '../unit/simulation/rehearseYaml.ts';
import { build, builtEngine, scriptWorkflow, shortLimits, shortScripts, testPool } from './builtEngine.ts';

const header = "document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\n";
const endless = `${header}do: [ { a: { set: { n: 1 } } }, { b: { set: '\${ last(range(1e12)) }' } } ]`;

beforeAll(() => build('engine'), 120_000);

describe('a rehearsal in a child', () => {
  const pool = testPool();
  afterAll(() => pool.close());
  const run = (code: string, scriptLimits = shortScripts) =>
    rehearseWorkflow(pool, { definition: scriptWorkflow(code), scriptLimits });

  it('gives the same trace as anywhere else', async () => {
    const definition = `${header}do: [ { a: { set: { n: '\${ .x + 1 }' } } }, { w: { wait: PT1H } }, { e: { emit: { event: { with: { type: t } } } } } ]`;
    const answer = await rehearseWorkflow(pool, { definition, input: { x: 1 } });
    expect(answer.ok && answer.value.trace).toEqual(rehearseYaml(definition, { input: { x: 1 } }).trace);
  });

  it('judges expectations and knows what could be covered', async () => {
    const answer = await rehearseWorkflow(pool, {
      definition: `${header}do: [ { a: { set: { n: 1 } } } ]`,
      scenario: '{ "inputFile": "in.json", "expect": { "output": { "n": 2 } } }',
      readFile: async (name) => ({ ok: true, value: name === 'in.json' ? '{"x":1}' : '' }),
    });
    expect(answer).toMatchObject({
      ok: true,
      value: {
        trace: { input: { x: 1 } },
        expectations: [{ passed: true }, { passed: false }],
        coverable: { tasks: ['/do/0/a'] },
      },
    });
  });

  it('speaks English to scripts that name no language, on any system', async () => {
    const code = `return [(1234.5).toLocaleString(), new Date(0).toLocaleDateString(), 'i'.toLocaleUpperCase(),
      new Intl.NumberFormat().resolvedOptions().locale, Intl.DateTimeFormat().resolvedOptions().locale,
      'a'.localeCompare('b'), new Intl.NumberFormat('de').format(0.5), [1234.5].toLocaleString()]`;
    // The first use of a language loads its data, which takes long on a busy machine.
    expect(await run(code, { ...shortScripts, milliseconds: 10_000 })).toMatchObject({
      value: { trace: { output: ['1,234.5', '1/1/1970', 'I', 'en-US', 'en-US', -1, '0,5', '1,234.5'] } },
    });
  });

  it('refuses what it cannot read', async () => {
    expect(await rehearseWorkflow(pool, { definition: 'a: [' })).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    });
    const scenario = await rehearseWorkflow(pool, { definition: scriptWorkflow(''), scenario: 'seed: x' });
    expect(scenario).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  });

  it.each([
    ['an endless loop', 'for (;;);'],
    ['arrays without end', 'const all = []; for (;;) all.push(new Array(1e5).fill(1));'],
    ['buffers without end', 'const all = []; for (;;) all.push(new Uint8Array(1e7).fill(1));'],
    ['output without end', 'for (;;) console.log("x".repeat(1e4));'],
    ['an operation that no timeout interrupts', 'const x = 2n ** 29999999n; return String(x * x).length;'],
  ])('ends %s as a limit, keeps the trace, and does not harm the next', async (_name, code) => {
    const answer = await run(code);
    expect(answer).toMatchObject({ ok: true, value: { trace: { status: 'limit', digest: null } } });
    expect(answer.ok && answer.value.limit).toContain('stopped');
    expect(answer.ok && answer.value.trace.tasks[0]).toMatchObject({ name: 'before', status: 'completed' });
    expect(await run('return 1')).toMatchObject({ ok: true, value: { trace: { status: 'completed', output: 1 } } });
  });

  it('ends an expression without end as a limit', async () => {
    const answer = await rehearseWorkflow(pool, { definition: endless });
    expect(answer).toMatchObject({
      ok: true,
      value: { trace: { status: 'limit', tasks: [{ name: 'a' }, { name: 'b' }] } },
    });
  });

  it('keeps seed, start and input of a run that is killed', async () => {
    const answer = await rehearseWorkflow(pool, {
      definition: scriptWorkflow('const x = 2n ** 29999999n; return String(x * x).length;'),
      scenario: '{ "seed": 7, "clock": "2031-01-01T00:00:00Z", "input": { "a": 1 } }',
      scriptLimits: shortScripts,
    });
    expect(answer).toMatchObject({
      value: { trace: { status: 'limit', seed: 7, startedAt: '2031-01-01T00:00:00.000Z', input: { a: 1 } } },
    });
  });

  it('is cancelled on request', async () => {
    const cancel = new AbortController();
    const running = rehearseWorkflow(pool, { definition: scriptWorkflow('for (;;);'), signal: cancel.signal });
    setTimeout(() => cancel.abort(), 100);
    const answer = await running;
    expect(answer).toMatchObject({ ok: true, value: { trace: { status: 'cancelled', digest: null } } });
    expect(answer.ok && answer.value.limit).toBeUndefined();
    const late = rehearseWorkflow(pool, { definition: endless, signal: cancel.signal });
    expect(await late).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });

  it('tells how far it has come', async () => {
    const seen: number[] = [];
    await rehearseWorkflow(pool, {
      definition: scriptWorkflow('return 1'),
      progress: ({ tasks }) => void seen.push(tasks),
    });
    expect(seen.at(-1)).toBe(1);
  });
});

describe('the pool', () => {
  it('runs several at once, each in its own child', async () => {
    const pool = testPool();
    const answers = await Promise.all(
      [1, 2, 3].map((n) => rehearseWorkflow(pool, { definition: scriptWorkflow(`return ${n}`) })),
    );
    expect(answers.map((answer) => answer.ok && answer.value.trace.output)).toEqual([1, 2, 3]);
    pool.close();
    expect(await rehearseWorkflow(pool, { definition: endless })).toMatchObject({ error: { code: 'unavailable' } });
  });

  it('keeps to its number of children; who waits for one can be cancelled', async () => {
    const pool = new EnginePool(builtEngine, { limits: shortLimits, children: 1 });
    const [first, last, waiting] = [new AbortController(), new AbortController(), new AbortController()];
    const run = (code: string, signal: AbortSignal) =>
      rehearseWorkflow(pool, { definition: scriptWorkflow(code), signal, scriptLimits: defaultScriptLimits });
    const endings: string[] = [];
    const told = (name: string) => (answer: Awaited<ReturnType<typeof run>>) => {
      endings.push(`${name} ${answer.ok ? answer.value.trace.status : answer.error.code}`);
    };
    const running = [
      run('for (;;);', first.signal).then(told('first')),
      run('return 1', waiting.signal).then(told('waiting')),
      run('return 2', last.signal).then(told('last')),
    ];
    waiting.abort();
    await running[1];
    first.abort();
    await Promise.all(running);
    expect(endings).toEqual(['waiting cancelled', expect.stringMatching(/^first cancelled/), 'last completed']);
    pool.close();
  });

  it('stops what takes too long as a whole', async () => {
    const pool = testPool({ ...shortLimits, run: 700 });
    const answer = await rehearseWorkflow(pool, { definition: scriptWorkflow('for (;;);') });
    expect(answer).toMatchObject({
      ok: true,
      value: { trace: { status: 'limit' }, limit: expect.stringContaining('too long') },
    });
    pool.close();
  });

  it('tells when somebody ends the spare child', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'drydock-engine-'));
    const file = join(folder, 'engine.js');
    writeFileSync(file, 'process.exit(0);');
    const states: string[] = [];
    let told: () => void = () => undefined;
    const restarting = new Promise<void>((resolve) => {
      told = resolve;
    });
    const pool = new EnginePool(
      { node: process.execPath, file },
      {
        stateChanged(state) {
          states.push(state);
          if (state === 'restarting') told();
        },
      },
    );
    pool.warmUp();
    await restarting;
    expect(states).toEqual(['running', 'restarting']);
    pool.close();
    rmSync(folder, { recursive: true });
  });
});

describe('a child that is not what it should be', () => {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-engine-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  async function answerOf(name: string, source: string) {
    const file = join(folder, `${name}.mjs`);
    writeFileSync(file, source);
    const pool = new EnginePool({ node: process.execPath, file }, { limits: shortLimits });
    const answer = await rehearseWorkflow(pool, { definition: endless });
    pool.close();
    return answer;
  }

  const send = `
    import { writeSync } from 'node:fs';
    const send = (message) => {
      const body = Buffer.from(JSON.stringify(message));
      const head = Buffer.alloc(4);
      head.writeUInt32BE(body.length);
      writeSync(1, Buffer.concat([head, body]));
    };`;

  it.each([
    [
      'says what is no JSON',
      "import { writeSync } from 'node:fs'; writeSync(1, Buffer.from([0, 0, 0, 2, 65, 65]));",
      'integrity',
    ],
    ['says what is not in the protocol', `${send} send({ report: 'ended', trace: { trace: 2 } });`, 'integrity'],
    [
      'nests without end',
      `${send} send({ report: 'records', effects: [], tasks: JSON.parse('['.repeat(9000) + ']'.repeat(9000)) });`,
      'integrity',
    ],
    ['ends with a mistake', 'throw new Error("bug");', 'unavailable'],
  ])('%s: it is stopped, with an error', async (name, source, code) => {
    expect(await answerOf(name.replaceAll(/\W/g, '-'), `${source}\nsetTimeout(() => {}, 60_000);`)).toMatchObject({
      ok: false,
      error: { code },
    });
  });

  it('is stopped where it says too much at once, as a limit', async () => {
    const source = "import { writeSync } from 'node:fs'; writeSync(1, Buffer.from([255, 255, 255, 255]));";
    const answer = await answerOf('large', `${source}\nsetTimeout(() => {}, 60_000);`);
    expect(answer).toMatchObject({ ok: true, value: { trace: { status: 'limit' } } });
  });

  it('is locked down by the permission model: no files, network, children, code from strings or environment', async () => {
    const answer = await answerOf(
      'locked',
      `${send}
      import fs from 'node:fs';
      import net from 'node:net';
      import { spawnSync } from 'node:child_process';
      import { Worker } from 'node:worker_threads';
      const tried = {};
      const attempt = (name, act) => { try { act(); tried[name] = 'allowed'; } catch (error) { tried[name] = error.code ?? error.name; } };
      attempt('read', () => fs.readFileSync('/etc/hostname'));
      attempt('write', () => fs.writeFileSync(${JSON.stringify(join(folder, 'written'))}, 'x'));
      attempt('spawn', () => spawnSync('true'));
      attempt('worker', () => new Worker('1', { eval: true }));
      attempt('eval', () => (0, eval)('1'));
      attempt('proto', () => { if (({}).__proto__ === undefined) throw new TypeError(); });
      tried.environment = Object.keys(process.env).filter((name) => name !== 'TZ' && name !== 'PWD');
      const socket = net.connect(9, '127.0.0.1');
      socket.on('error', (error) => { tried.network = error.code; send({ report: 'refused', error: { code: 'denied', message: JSON.stringify(tried) } }); });`,
    );
    const tried = JSON.parse(answer.ok ? '{}' : answer.error.message);
    expect(tried).toEqual({
      read: 'ERR_ACCESS_DENIED',
      write: 'ERR_ACCESS_DENIED',
      spawn: 'ERR_ACCESS_DENIED',
      worker: 'ERR_ACCESS_DENIED',
      eval: 'EvalError',
      proto: 'TypeError',
      environment: [],
      network: expect.stringMatching(/ERR_ACCESS_DENIED|EACCES/),
    });
  });
});

describe.skipIf(process.platform !== 'linux')('an engine process', () => {
  it('is killed where it wants more memory than it may have', async () => {
    const child = new LockedProcess(engineProgram(builtEngine, 60), 1024 * 1024, noGuards);
    const end = await new Promise((resolve) => child.listen({ report: () => undefined, end: resolve }));
    expect(end).toEqual({ kind: 'killed', reason: 'memory' });
    expect(child.isAlive).toBe(false);
  });
});
