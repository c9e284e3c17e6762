import type { Json } from '../../shared/base/json.ts';

/** A program that a bound has to stop: what it does, and its code. */
export type EndlessScript = readonly [name: string, code: string];

/** A program that ends by itself: what it reaches for, its code, and its output or what its error says. */
export type CuriousScript = readonly [
  name: string,
  code: string,
  end: { readonly output: Json } | { readonly fault: string },
];

/** Programs that end as `limit`, whatever they catch. */
export const endlessScripts: readonly EndlessScript[] = [
  ['loops', 'while (true) {}'],
  ['loops and catches everything', 'for (;;) { try { for (;;); } catch {} finally { continue; } }'],
  ['loops in a getter of its result', 'return { get a() { for (;;); } };'],
  ['loops in toJSON', 'return { toJSON() { for (;;); } };'],
  ['loops in a toJSON of all objects', 'Object.prototype.toJSON = function () { for (;;); }; return { a: 1 };'],
  ['loops when its error is shown', 'throw { get name() { for (;;); }, toString() { for (;;); } };'],
  [
    'loops when asked whether it threw an error',
    'Object.defineProperty(Error, Symbol.hasInstance, { value() { for (;;); } }); throw new Error("x");',
  ],
  [
    'loops when asked whether it gave a promise',
    'Object.defineProperty(Promise, Symbol.hasInstance, { value() { for (;;); } }); return {};',
  ],
  [
    'loops in the species of its promise',
    'const p = Promise.resolve(1); p.constructor = { get [Symbol.species]() { for (;;); } }; return p;',
  ],
  ['loops in a promise', 'return Promise.resolve().then(() => { for (;;); });'],
  [
    'loops in the reason of a rejection',
    'return Promise.reject({ get message() { for (;;); }, toJSON() { for (;;); } });',
  ],
  ['loops in an awaited thenable', 'return await { then() { for (;;); } };'],
  ['feeds microtasks without end', 'const again = () => Promise.resolve().then(again); await again();'],
  ['awaits a generator without end', 'async function* g() { for (;;) yield 1; } for await (const x of g()); return 1;'],
  ['loops in the keys of a proxy', 'return new Proxy({}, { ownKeys() { for (;;); } });'],
  ['loops while it becomes a text', 'return String({ [Symbol.toPrimitive]() { for (;;); } });'],
  ['loops in the code of its exit', 'process.exit({ valueOf() { for (;;); } });'],
  ['loops while its class is defined', 'class A { static { for (;;); } } return 1;'],
  ['loops in code from a string', 'return eval("for (;;);");'],
  ['closes its function and loops while it is compiled', '}), (() => { for (;;); })(), (function () {'],
  ['backtracks without end', 'return /^(a+)+$/.test("a".repeat(60) + "b");'],
  ['sorts by a comparison without end', 'return [1, 2].sort(() => { for (;;); });'],
  ['sorts bytes by a comparison without end', 'return new Uint8Array(9).sort(() => { for (;;); });'],
  ['revives JSON without end', 'return JSON.parse("[1]", () => { for (;;); });'],
  ['fills arrays', 'const all = []; for (;;) all.push({ a: all.length });'],
  ['fills an array from a generator', 'function* g() { for (;;) yield {}; } return [...g()];'],
  ['fills buffers', 'const all = []; for (;;) all.push(new ArrayBuffer(1e7));'],
  ['asks for a buffer beyond all bounds', 'return new Uint8Array(2 ** 33).length;'],
  ['fills a map', 'const all = new Map(); for (let i = 0; ; i++) all.set(i, "x".repeat(100) + i);'],
  ['fills a list of symbols', 'const all = []; for (;;) all.push(Symbol("x".repeat(1e4) + all.length));'],
  [
    'fills a list of regular expressions',
    'const all = []; for (let i = 0; ; i++) all.push(new RegExp("a{" + i + "}(b|c)*"));',
  ],
  ['compiles functions without end', 'for (let i = 0; ; i++) new Function("return " + i);'],
  ['makes a list of four thousand million', 'return Array.from({ length: 2 ** 32 - 1 }).length;'],
  [
    'concatenates strings',
    'const all = []; for (let i = 0; ; i++) all.push(("x" + i).repeat(1e4).split("").reverse().join(""));',
  ],
  ['doubles a string', 'let s = "a"; for (;;) s = s.replace(/a/g, "aa");'],
  ['takes a huge string apart', 'return "x".repeat(2 ** 28).split("").length;'],
  ['prints without end', 'for (;;) console.error("y".repeat(5000));'],
  ['prints without end and catches', 'for (;;) { try { console.log("y".repeat(5000)); } catch {} }'],
  ['prints a hundred megabytes at once', 'console.log(...new Array(1e5).fill("x".repeat(1e3))); return 1;'],
  ['returns too much', 'return "z".repeat(5e6);'],
  ['returns far too much', 'return "z".repeat(2e7);'],
  ['returns a list with holes for fifty million', 'const a = []; a[5e7] = 1; return a;'],
  ['returns what is nested without reason', 'let a = []; for (let i = 0; i < 5000; i++) a = [a]; return a;'],
  ['prints a huge BigInt', 'const x = 3n ** 9000000n; return String(x * x * x).length;'],
  ['multiplies huge BigInts', 'let x = 3n; for (;;) x *= x + 1n;'],
  ['reads a huge BigInt', 'return String(BigInt("9".repeat(5e6))).length;'],
  ['parses JSON in a loop', 'const text = JSON.stringify(new Array(1e5).fill({})); for (;;) JSON.parse(text);'],
];

const missing = { output: 'undefined' };

/** Programs that end by themselves. `PLACE` is a file that they may not write, `TCP` a port nobody may come to. */
export const curiousScripts: readonly CuriousScript[] = [
  [
    'members of the host process',
    'return Object.keys(process).sort().join();',
    { output: 'argv,default,env,exit,stderr,stdin,stdout' },
  ],
  ['globals of the host', 'return Object.keys(globalThis).sort().join();', { output: 'process' }],
  [
    'functions of Node',
    'return typeof (process.mainModule ?? process.binding ?? process.kill ?? process.dlopen ?? process.getBuiltinModule);',
    missing,
  ],
  ['the constructor of a shim', 'return console.log.constructor("return typeof this.process.kill")();', missing],
  ['the constructor of the settings', 'return [].constructor.constructor("return typeof require")();', missing],
  ['the caller', 'return arguments.callee.caller === null;', { output: true }],
  ['the caller of the caller', 'return (function f() { return f.caller?.caller ?? "none"; })();', { output: 'none' }],
  ['require', 'return typeof require;', missing],
  ['an import', 'import net from "node:net"; return net;', { fault: "cannot import 'node:net'" }],
  ['a dynamic import', 'return await import("node:fs");', { fault: 'Not supported' }],
  ['import.meta', 'return import.meta.url;', { fault: 'SyntaxError' }],
  [
    'another module',
    'import { execSync } from "child_process"; return execSync("id");',
    { fault: "cannot import 'child_process'" },
  ],
  [
    'a file',
    'import { readFileSync } from "node:fs"; return readFileSync("/etc/passwd", "utf8");',
    { fault: 'a rehearsal has no files' },
  ],
  [
    'a file behind standard input',
    'import { readFileSync } from "node:fs"; return readFileSync({ toString: () => "/etc/passwd", valueOf: () => 0 });',
    { fault: 'a rehearsal has no files' },
  ],
  [
    'a way to write',
    'import fs from "node:fs"; return fs.writeFileSync("PLACE", "x");',
    { fault: 'writeFileSync is not a function' },
  ],
  ['fetch', 'return await fetch("http://127.0.0.1:TCP/");', { fault: 'fetch is not defined' }],
  [
    'a socket',
    'return typeof WebSocket + typeof EventSource + typeof XMLHttpRequest;',
    { output: 'undefinedundefinedundefined' },
  ],
  ['WebAssembly', 'return typeof WebAssembly;', missing],
  [
    'memory of WebAssembly',
    'return new WebAssembly.Memory({ initial: 60_000 }).buffer.byteLength;',
    { fault: 'WebAssembly is not defined' },
  ],
  ['SharedArrayBuffer', 'return typeof SharedArrayBuffer;', missing],
  ['Atomics', 'return typeof Atomics;', missing],
  ['Temporal', 'return typeof Temporal;', missing],
  [
    'timers',
    'return typeof setTimeout + typeof setInterval + typeof setImmediate + typeof queueMicrotask;',
    { output: 'undefined'.repeat(4) },
  ],
  [
    'a timer that it calls',
    'setTimeout(() => console.log("late"), 0); return 1;',
    { fault: 'setTimeout is not defined' },
  ],
  ['weak references', 'return typeof WeakRef + typeof FinalizationRegistry;', { output: 'undefinedundefined' }],
  [
    'what browsers and Node have',
    'return [typeof performance, typeof crypto, typeof navigator, typeof Buffer, typeof Worker, typeof gc].every((kind) => kind === "undefined");',
    { output: true },
  ],
  ['the environment', 'return { ...process.env };', { output: {} }],
  [
    'an environment that it deletes',
    'delete process.env; return process.env.PATH;',
    { fault: 'Cannot read properties of undefined' },
  ],
  [
    'the place and the language of the machine',
    'const o = Intl.DateTimeFormat().resolvedOptions(); return [o.timeZone, o.locale, new Date(0).getTimezoneOffset()];',
    { output: ['UTC', 'en-US', 0] },
  ],
  [
    'the frames of the stack',
    'Error.prepareStackTrace = (_, sites) => sites.map((site) => typeof site.getThis?.()?.process?.kill); return [...new Set(new Error().stack)].join();',
    { output: 'undefined' },
  ],
  [
    'a stack without end',
    'Error.stackTraceLimit = Infinity; const f = (n) => (n ? f(n - 1) : new Error("x").stack.length > 0); return f(5000);',
    { output: true },
  ],
  ['the isolate', 'return typeof ivm + typeof $isolate + typeof _ivm;', { output: 'undefined'.repeat(3) }],
  ['a promise that never settles', 'return new Promise(() => {});', { fault: 'never comes' }],
  [
    'a promise with a then of its own',
    'const p = Promise.resolve(1); p.then = () => { for (;;); }; return p;',
    { output: 1 },
  ],
  [
    'a promise of a class of its own',
    'class P extends Promise { then() { for (;;); } } return new P(() => {});',
    { fault: 'never comes' },
  ],
  ['a thenable as its result', 'return { then(resolve) { for (;;); }, a: 1 };', { output: { a: 1 } }],
  [
    'a thenable in a thenable',
    'return await { then(resolve) { resolve({ then(again) { again("nested"); } }); } };',
    { output: 'nested' },
  ],
  ['a rejection that nobody handles', 'Promise.reject(new Error("late")); return undefined;', { fault: 'late' }],
  ['a rejection of its own', 'return Promise.reject(new Error("mine"));', { fault: 'Error: mine' }],
  ['deep recursion', 'const dive = () => dive() + 1; return dive();', { fault: 'Maximum call stack size exceeded' }],
  [
    'deep recursion that it catches',
    'const dive = () => { try { return dive() + 1; } catch { return 0; } }; return dive() > 0;',
    { output: true },
  ],
  ['a string beyond all bounds', 'return Array(2 ** 31).join("x").length;', { fault: 'Invalid string length' }],
  ['a BigInt beyond all bounds', 'return String(1n << 2n ** 40n);', { fault: 'Maximum BigInt size exceeded' }],
  ['a sparse result', 'const a = []; a[2 ** 31] = 1; return a;', { fault: 'Invalid string length' }],
  [
    'a closing of its own function',
    '}); globalThis.escaped = 1; (function () { throw new Error("outside");',
    { fault: 'Error: outside' },
  ],
  ['a closing in the wrong place', '}; for (;;); (function () {', { fault: 'SyntaxError' }],
  ['a result that is no JSON', 'return 1n;', { fault: 'not JSON: TypeError' }],
  ['a circular result', 'const a = {}; a.a = a; return a;', { fault: 'not JSON: TypeError' }],
  [
    'a result whose getter throws',
    'return Object.defineProperty({}, "x", { enumerable: true, get() { throw new Error("no"); } });',
    { fault: 'not JSON: Error: no' },
  ],
  [
    'a throwing proxy',
    'return new Proxy({}, { get() { throw new Error("no"); }, ownKeys() { throw new Error("no"); } });',
    { fault: 'not JSON: Error: no' },
  ],
  [
    'a revoked proxy as its error',
    'const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); throw proxy;',
    { fault: 'revoked' },
  ],
  [
    'an error that cannot be shown',
    'throw { toString() { throw { toString() { throw 1; } }; }, toJSON() { throw 1; } };',
    { fault: 'an exception that cannot be shown' },
  ],
  ['nothing as its error', 'throw null;', { fault: 'failed: null' }],
  ['a symbol as its error', 'throw Symbol("s");', { fault: 'Symbol(s)' }],
  [
    'the prototype in its result',
    'return JSON.parse(\'{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}\');',
    { output: JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}') as Json },
  ],
  [
    'the prototype of all objects',
    'Object.prototype.polluted = 1; Array.prototype.polluted = 1; return {}.polluted;',
    { output: 1 },
  ],
  [
    'what the one before changed',
    'return [typeof {}.polluted, typeof globalThis.escaped];',
    { output: ['undefined', 'undefined'] },
  ],
  [
    'a kind that all objects have',
    'Object.defineProperty(Object.prototype, "kind", { set() { throw 1; }, get() { return "ended"; } }); return 1;',
    { output: 1 },
  ],
  [
    'an iterator without end',
    'Array.prototype[Symbol.iterator] = function () { for (;;); }; console.log("a"); return [1];',
    { output: [1] },
  ],
  [
    'globals that it takes away',
    'globalThis.JSON = null; delete globalThis.Promise; globalThis.Object = null; return { a: 1 };',
    { output: { a: 1 } },
  ],
  [
    'an exit that it changes',
    'try { process.exit(0); } catch (e) { e.code = { toString() { for (;;); } }; throw e; }',
    { fault: 'changed what it may not change' },
  ],
  ['an exit that it takes back', 'try { process.exit(3); } finally { return "kept"; }', { output: 'kept' }],
  ['half a character', 'return "\\ud800" + "\\u0000\\u2028";', { output: '\ufffd\u0000\u2028' }],
  ['a debugger', 'debugger; return 1;', { output: 1 }],
  ['a syntax error', 'return {;', { fault: 'SyntaxError' }],
];
