import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rehearseWorkflow } from '../../electron/core/rehearsal/rehearseWorkflow.ts';
import type { Trace } from '../../shared/simulation/trace.ts';
import { build, scriptWorkflow, shortScripts, testPool } from '../engine/builtEngine.ts';

const pool = testPool();
const folder = mkdtempSync(join(tmpdir(), 'drydock-sandbox-'));
let requests = 0;
const server = createServer((_request, response) => {
  requests += 1;
  response.end();
});

beforeAll(async () => {
  build('engine');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env.DRYDOCK_TEST_SECRET = 'seen';
}, 120_000);

afterAll(() => {
  pool.close();
  server.close();
  rmSync(folder, { recursive: true });
  delete process.env.DRYDOCK_TEST_SECRET;
});

/** Long enough for an honest script on a busy machine. */
const patientScripts = { ...shortScripts, milliseconds: 10_000 };

async function run(code: string, scriptLimits = patientScripts): Promise<Trace> {
  const running = rehearseWorkflow(pool, { definition: scriptWorkflow(code), scriptLimits });
  pool.warmUp();
  const answer = await running;
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.trace;
}

/** Programs that a bound has to stop. */
const endless: readonly (readonly [string, string])[] = [
  ['loops', 'while (true) {}'],
  ['loops and catches everything', 'for (;;) { try { for (;;); } catch {} finally { continue; } }'],
  ['loops in a getter of its result', 'return { get a() { for (;;); } };'],
  ['loops in toJSON', 'return { toJSON() { for (;;); } };'],
  ['loops when its error is shown', 'throw { get name() { for (;;); }, toString() { for (;;); } };'],
  ['loops in a promise', 'return Promise.resolve().then(() => { for (;;); });'],
  ['feeds microtasks without end', 'const again = () => Promise.resolve().then(again); await again();'],
  ['backtracks without end', 'return /^(a+)+$/.test("a".repeat(60) + "b");'],
  ['sorts by a comparison without end', 'return [1, 2].sort(() => { for (;;); });'],
  ['fills arrays', 'const all = []; for (;;) all.push({ a: all.length });'],
  ['fills buffers', 'const all = []; for (;;) all.push(new ArrayBuffer(1e7));'],
  ['fills a map', 'const all = new Map(); for (let i = 0; ; i++) all.set(i, "x".repeat(100) + i);'],
  [
    'concatenates strings',
    'const all = []; for (let i = 0; ; i++) all.push(("x" + i).repeat(1e4).split("").reverse().join(""));',
  ],
  ['prints without end', 'for (;;) console.error("y".repeat(5000));'],
  ['prints without end and catches', 'for (;;) { try { console.log("y".repeat(5000)); } catch {} }'],
  ['returns too much', 'return "z".repeat(5e6);'],
  ['prints a huge BigInt', 'const x = 3n ** 9000000n; return String(x * x * x).length;'],
  ['multiplies huge BigInts', 'let x = 3n; for (;;) x *= x + 1n;'],
  ['parses JSON in a loop', 'const text = JSON.stringify(new Array(1e5).fill({})); for (;;) JSON.parse(text);'],
];

/** Programs that reach for what is not there. Each has to fault, or to answer that it found nothing. */
const curious: readonly (readonly [string, string])[] = [
  ['process of the host', 'return process.mainModule ?? process.binding ?? process.kill ?? process.dlopen;'],
  [
    'the constructor of a shim',
    'return console.log.constructor("return typeof this.process.kill")() === "function" ? 1 : undefined;',
  ],
  [
    'the constructor of the settings',
    'return [].constructor.constructor("return typeof require")() === "undefined" ? undefined : 1;',
  ],
  ['the caller', 'return arguments.callee.caller ?? undefined;'],
  ['require', 'return typeof require === "undefined" ? undefined : 1;'],
  ['an import', 'import net from "node:net"; return net;'],
  ['a dynamic import', 'return await import("node:fs");'],
  ['import.meta', 'return import.meta.url;'],
  ['another module', 'import { execSync } from "child_process"; return execSync("id");'],
  ['a file', 'import { readFileSync } from "node:fs"; return readFileSync("/etc/passwd", "utf8");'],
  ['a way to write', 'import fs from "node:fs"; return fs.writeFileSync("PLACE", "x");'],
  ['fetch', 'return typeof fetch === "undefined" ? undefined : await fetch("URL");'],
  ['XMLHttpRequest', 'return typeof XMLHttpRequest === "undefined" ? undefined : 1;'],
  ['WebAssembly', 'return typeof WebAssembly === "undefined" ? undefined : 1;'],
  ['SharedArrayBuffer', 'return typeof SharedArrayBuffer === "undefined" ? undefined : 1;'],
  ['Atomics', 'return typeof Atomics === "undefined" ? undefined : 1;'],
  ['Temporal', 'return typeof Temporal === "undefined" ? undefined : 1;'],
  ['timers', 'return typeof setTimeout === "undefined" ? undefined : 1;'],
  ['weak references', 'return typeof WeakRef === "undefined" ? undefined : 1;'],
  ['the environment', 'return process.env.DRYDOCK_TEST_SECRET ?? process.env.PATH;'],
  ['getBuiltinModule', 'return process.getBuiltinModule?.("fs");'],
  [
    'the stack',
    'Error.prepareStackTrace = (_, sites) => sites.map((site) => site.getThis?.()?.process?.kill); return new Error().stack.find?.(Boolean);',
  ],
  ['the isolate', 'return typeof ivm === "undefined" && typeof $isolate === "undefined" ? undefined : 1;'],
  ['a promise that never settles', 'return new Promise(() => {});'],
  ['deep recursion', 'const dive = () => dive() + 1; return dive();'],
  ['a buffer beyond all bounds', 'return new Uint8Array(2 ** 33).length;'],
  ['a closing of its own function', '}); globalThis.escaped = 1; (function () { throw new Error("outside");'],
  ['a rejection that nobody handles', 'Promise.reject(new Error("late")); return undefined;'],
  ['a result that is no JSON', 'return 1n;'],
  ['a circular result', 'const a = {}; a.a = a; return a;'],
  [
    'a throwing proxy',
    'return new Proxy({}, { get() { throw new Error("no"); }, ownKeys() { throw new Error("no"); } });',
  ],
  ['a syntax error', 'return {;'],
];

describe('a hostile script', () => {
  it.each(endless)('that %s ends as a limit', async (_name, code) => {
    const trace = await run(code, shortScripts);
    expect(trace).toMatchObject({ status: 'limit', digest: null });
    expect(trace.tasks[0]).toMatchObject({ name: 'before', status: 'completed' });
  });

  it.each(curious)('finds nothing behind %s', async (_name, code) => {
    const { port } = server.address() as AddressInfo;
    const trace = await run(code.replace('PLACE', join(folder, 'written')).replace('URL', `http://127.0.0.1:${port}/`));
    if (trace.status === 'completed') expect(trace.output).toBe('');
    else expect(trace).toMatchObject({ status: expect.stringMatching(/faulted|limit/) });
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

  it('treats hostile thenables as data', async () => {
    expect(await run('return { then(resolve) { for (;;); }, a: 1 };')).toMatchObject({ output: { a: 1 } });
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

  it('wrote nothing, sent nothing, and harmed no later run', async () => {
    expect(readdirSync(folder)).toEqual([]);
    expect(existsSync(join(folder, 'written'))).toBe(false);
    expect(requests).toBe(0);
    expect(await run('return process.argv.length')).toMatchObject({ status: 'completed', output: 2 });
  });
});
