import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from './builtEngine.ts';
import { builtPython, patient, runPython } from './builtPython.ts';

const python = builtPython();
const folder = mkdtempSync(join(tmpdir(), 'drydock-python-'));
let requests = 0;
const server = createServer((_request, response) => {
  requests += 1;
  response.end();
});
let port = 0;

beforeAll(async () => {
  build('python');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  process.env.DRYDOCK_TEST_SECRET = 'seen';
}, 120_000);

afterAll(() => {
  python.close();
  server.close();
  rmSync(folder, { recursive: true });
  delete process.env.DRYDOCK_TEST_SECRET;
});

/** Statements that get nowhere: what they raise, or what they leave in `got`. */
const attempts: readonly (readonly [name: string, code: string, end: RegExp])[] = [
  ['the module js', 'import js', /ModuleNotFoundError/],
  ['the module pyodide_js', 'import pyodide_js', /ModuleNotFoundError/],
  ['code in JavaScript', 'from pyodide.code import run_js', /ModuleNotFoundError/],
  ['the bridge itself', 'import _pyodide_core', /ModuleNotFoundError/],
  ['the bridge by its name', 'import importlib; importlib.import_module("pyodide.ffi")', /ModuleNotFoundError/],
  ['ctypes', 'import ctypes', /ModuleNotFoundError/],
  ['a browser', 'import webbrowser', /ModuleNotFoundError/],
  [
    'objects of JavaScript that are left over',
    'import gc; got = [1 for each in gc.get_objects() if type(each).__name__ == "JsProxy"]',
    /^\[\]$/,
  ],
  [
    'the module js without what keeps it away',
    'import sys; kept = sys.meta_path[:]; del sys.meta_path[0]\ntry: import js\nfinally: sys.meta_path[:] = kept',
    /ModuleNotFoundError/,
  ],
  ['a request', 'import urllib.request; urllib.request.urlopen(address)', /URLError|OSError|PermissionError/],
  ['a connection', 'import socket; socket.create_connection((host, port))', /OSError|gaierror|PermissionError/],
  ['a socket', 'import socket; socket.socket()', /OSError|PermissionError/],
  ['a connection of asyncio', 'import asyncio; asyncio.run(asyncio.open_connection(host, port))', /Error/],
  ['http.client', 'import http.client; http.client.HTTPConnection(host, port).request("GET", "/")', /[Ee]rror/],
  ['a name', 'import socket; socket.getaddrinfo("example.com", 80)', /gaierror|OSError/],
  ['a process', 'import subprocess; subprocess.run(["id"])', /OSError/],
  ['a process of asyncio', 'import asyncio; asyncio.run(asyncio.create_subprocess_exec("id"))', /Error/],
  ['a shell', 'import os; got = os.system("id > " + folder + "/written")', /^-\d+$/],
  ['fork', 'import os; os.fork()', /Error/],
  ['exec', 'import os; os.execv("/bin/sh", ["sh"])', /Error/],
  ['posix_spawn', 'import os; os.posix_spawn("/bin/sh", ["sh"], {})', /Error/],
  ['popen', 'import os; os.popen("id").read()', /OSError/],
  ['a thread', 'import threading; threading.Thread(target=print).start()', /RuntimeError/],
  ['processes in a pool', 'import multiprocessing; multiprocessing.Pool(1)', /Error/],
  ['a thread pool', 'import concurrent.futures as f; f.ThreadPoolExecutor().submit(print).result()', /RuntimeError/],
  ['another interpreter', 'import _interpreters; _interpreters.create()', /Error/],
  ['a file of the system', 'open("/etc/passwd")', /FileNotFoundError/],
  ['the folder of a test', 'import os; os.listdir(folder)', /FileNotFoundError/],
  ['the environment', 'import os; got = dict(os.environ)', /^\{\}$/],
  ['the environment of the process', 'open("/proc/self/environ").read()', /FileNotFoundError/],
  ['memory of the machine', 'open("/dev/mem")', /FileNotFoundError/],
  ['a way out of the root', 'import os; got = os.path.exists("/../../../../etc/passwd")', /^False$/],
  ['a link to the outside', 'import os; os.symlink("/etc", "/tmp/etc"); open("/tmp/etc/passwd")', /FileNotFoundError/],
  [
    'a native library',
    'import importlib.machinery as m; m.ExtensionFileLoader("x", "/tmp/x.so").load_module()',
    /Error/,
  ],
  ['a pickle', String.raw`import pickle; got = pickle.loads(b"cos\nsystem\n(S'id'\ntR.")`, /^-\d+$/],
  [
    'classes behind objects',
    `got = next(c for c in object.__subclasses__() if c.__name__ == "_wrap_close").__init__.__globals__["system"]("id")`,
    /^-\d+$/,
  ],
  ['the name of the machine', 'import platform; got = platform.node()', /^'emscripten'$/],
  [
    'the folder it is kept in',
    'import sys; got = [sys.executable, sys.prefix, sys.path]',
    /^(?!.*(home|root|out)\/).*$/,
  ],
  ['real time', 'import time; got = [time.time(), time.time_ns() // 10**9]', /^\[946684800\.0, 946684800\]$/],
  ['a long sleep', 'import time; time.sleep(10**7); got = time.monotonic() >= 10**7', /^True$/],
  ['an alarm', 'import signal; got = signal.setitimer(signal.ITIMER_REAL, 0.001)', /Error|\(0\.0, 0\.0\)/],
  ['deep brackets', 'compile("(" * 5000 + ")" * 5000, "x", "eval")', /SyntaxError|MemoryError|RecursionError/],
  ['recursion', 'def f(): return f()\nf()', /RecursionError/],
  ['a long number as text', 'str(10**5000)', /ValueError/],
  ['entities without end', `import xml.dom.minidom as m; m.parseString(lol)`, /Error/],
  ['the clock device', 'open("/dev/clock", "wb", 0).write(b"nonsense" * 100)', /^nothing$/],
  ['writing beyond the outputs', 'import os; os.write(99, b"x")', /OSError/],
];

/** Runs the attempts one after the other and tells how each ended. */
const harness = `
import json
ends = {}
for name, code in attempts:
    space = dict(folder=folder, host='127.0.0.1', port=port, address=f'http://127.0.0.1:{port}/', lol=lol)
    try:
        exec(code, space)
        ends[name] = repr(space['got']) if 'got' in space else 'nothing'
    except BaseException as error:
        ends[name] = f'{type(error).__name__}: {error}'
return ends
`;

const lol = `<!DOCTYPE a [<!ENTITY a "${'x'.repeat(100)}">${[...'bcdefghi']
  .map((name, at) => `<!ENTITY ${name} "${`&${'abcdefgh'.charAt(at)};`.repeat(20)}">`)
  .join('')}]><a>&i;</a>`;

describe('a hostile script in Python gets nowhere', () => {
  let ends: Record<string, string> = {};

  beforeAll(async () => {
    const variables = { attempts: attempts.map(([name, code]) => [name, code]), folder, port, lol };
    const outcome = await runPython(python, harness, { variables });
    if (outcome.kind !== 'ended') throw new Error(JSON.stringify(outcome));
    ends = outcome.returned as Record<string, string>;
  }, 120_000);

  it.each(attempts)('by %s', (name, _code, end) => {
    expect(ends[name]).toMatch(end);
  });

  it('and leaves nothing behind', () => {
    expect(existsSync(join(folder, 'written'))).toBe(false);
    expect(requests).toBe(0);
  });
});

/** Programs that a bound has to stop, and which. */
const endless: readonly (readonly [name: string, code: string, bound: RegExp])[] = [
  ['loops', 'while True: pass', /longer/],
  ['loops and catches all', 'while True:\n  try:\n    while True: pass\n  except BaseException: pass', /longer/],
  ['loops in native code', 'sum(range(10**12))', /longer/],
  ['loops when it ends', 'import atexit\natexit.register(lambda: sum(iter(int, 1)))', /longer/],
  ['loops in its error', 'class E(Exception):\n  def __str__(self):\n    while True: pass\nraise E()', /longer/],
  ['loops in its result', 'class D(dict):\n  def items(self):\n    while True: pass\nreturn D(a=1)', /longer/],
  [
    'loops in asyncio',
    'import asyncio\nasync def f():\n  while True: await asyncio.sleep(1)\nasyncio.run(f())',
    /longer/,
  ],
  ['backtracks', 'import re\nre.match(r"(a+)+$", "a" * 60 + "b")', /longer/],
  ['loops when it is collected', 'class A:\n  def __del__(self):\n    while True: pass\nA()', /longer/],
  [
    'loops in its metaclass',
    'class M(type):\n  def __new__(*a):\n    while True: pass\nclass A(metaclass=M): pass',
    /longer/,
  ],
  [
    'loops when its generator is closed',
    'def g():\n  try: yield 1\n  finally:\n    while True: pass\nfor v in g(): break',
    /longer/,
  ],
  ['reads a long number', 'import sys\nsys.set_int_max_str_digits(0)\nint("9" * 10**7)', /longer/],
  [
    'puts all keys into one place',
    'class H:\n  def __hash__(self): return 1\n  def __eq__(self, o): return False\nd = {}\nwhile True: d[H()] = 1',
    /longer/,
  ],
  ['formats beyond all bounds', 'x = "%0999999999d" % 1', /memory/],
  ['divides without end', 'from decimal import *\nsetcontext(Context(prec=MAX_PREC))\nDecimal(7) / 3', /memory/],
  ['keeps what points at itself', 'import gc\ngc.disable()\nwhile True:\n  a = [0] * 1000\n  a.append(a)', /memory/],
  ['lists a product', 'import itertools\nlist(itertools.product(range(10), repeat=12))', /memory/],
  ['parses deep JSON', 'import json\njson.loads("[" * 10**6)', /deep|memory/],
  ['compiles a long sum', 'eval("+".join(["1"] * 10**5))', /deep|memory/],
  ['raises numbers to powers', 'x = 7 ** (10 ** 9)', /longer/],
  ['fills a list', 'x = []\nwhile True: x.append("a" * 10**5)', /memory/],
  ['fills a text', 'x = "a" * 10**9', /memory/],
  ['catches the end of memory', 'while True:\n  try: x = bytearray(10**9)\n  except MemoryError: pass', /memory/],
  ['unpacks a bomb', 'import zlib\nzlib.decompress(zlib.compress(bytes(5 * 10**7)))', /memory/],
  ['prints without end', 'while True: print("x" * 10**4)', /characters/],
  ['writes without end', 'import os\nwhile True: os.write(2, b"x" * 10**4)', /characters/],
  ['returns too much', 'return "x" * (2 * 10**6)', /characters/],
  [
    'recurses beyond the stack',
    'import sys\nsys.setrecursionlimit(10**9)\nclass A:\n  def __getattr__(self, n): return getattr(self, n)\nA().x',
    /deep|memory/,
  ],
];

describe('a script in Python ends as a limit where it', () => {
  it.each(endless)('%s', async (_name, code, bound) => {
    // What ends by another bound ends soon, but on a busy machine not as soon.
    const milliseconds = bound.source === 'longer' ? 500 : patient.milliseconds;
    const outcome = await runPython(python, code, { limits: { ...patient, milliseconds } });
    expect(outcome).toEqual({ kind: 'limit', message: expect.stringMatching(/stopped/) });
    expect(outcome.kind === 'limit' && outcome.message).toMatch(bound);
  });

  it.skipIf(process.platform !== 'linux')('fills the files of its memory', async () => {
    const code = 'f = open("/tmp/big", "wb")\nwhile True: f.write(b"x" * 10**7)';
    expect(await runPython(python, code)).toMatchObject({ kind: 'limit', message: expect.stringMatching(/memory/) });
  });
});

/** Programs that break something of theirs. */
const breaking: readonly (readonly [name: string, code: string, outcome: object])[] = [
  [
    'brings back the bridge',
    'import sys\nsys.meta_path.pop(0)\nimport pyodide_js',
    { kind: 'threw', message: expect.stringMatching(/No module/) },
  ],
  [
    'starts the bridge anew',
    'import sys\nsys.meta_path.pop(0)\nfrom pyodide.code import run_js\nrun_js("process.exit(9)")',
    { kind: 'threw' },
  ],
  [
    'calls a native function by its address',
    'import sys\nsys.meta_path.pop(0)\nimport ctypes\nctypes.CFUNCTYPE(ctypes.c_int)(1234)()',
    { kind: 'threw', message: expect.stringContaining('reached for the host') },
  ],
  [
    'runs bytes that are no code',
    'f = (lambda: 0).__code__\nexec(f.replace(co_code=b"\\xff" * 100))',
    { kind: expect.stringMatching(/threw|limit/) },
  ],
  [
    'reads nonsense as code',
    'import marshal\nmarshal.loads(b"c" + bytes(range(256)))',
    { kind: expect.stringMatching(/threw|limit/) },
  ],
  [
    'changes what is sorted',
    'class S:\n  def __lt__(self, o):\n    x.append(0); return True\nx = [S() for i in range(9)]\nx.sort()',
    { kind: 'threw', message: expect.stringContaining('list modified during sort') },
  ],
  ['aborts', 'import os\nos.abort()', { kind: 'threw' }],
  ['crashes', 'import faulthandler\nfaulthandler._sigsegv()', { kind: expect.stringMatching(/threw|limit/) }],
  ['exits at once', 'import os\nos._exit(7)', { kind: 'ended', code: 7 }],
  ['kills itself', 'import os\nos.kill(os.getpid(), 9)', { kind: expect.any(String) }],
  ['takes away the builtins', 'import builtins\nbuiltins.__dict__.clear()', { kind: 'threw' }],
  ['takes away the modules', 'import sys\nsys.modules.clear()\nprint("still here")', { kind: expect.any(String) }],
  [
    'raises what cannot be shown',
    'class E(BaseException):\n  def __str__(self): raise self\nraise E()',
    { kind: 'threw', message: 'an exception that cannot be shown' },
  ],
  ['breaks its output', 'import sys\nsys.stdout = None\nsys.stderr = 3\nreturn 1', { kind: 'ended', returned: 1 }],
  [
    'writes frames of ours',
    String.raw`import os
os.write(1, b"\0\0\0\2{}")
return 1`,
    { kind: 'ended', returned: 1, stdout: '\0\0\0\u0002{}' },
  ],
  [
    'forges its ending',
    'import sys\nf = sys._getframe()\nwhile f.f_back: f = f.f_back\nimport gc\nfor o in gc.get_objects():\n  if getattr(o, "__name__", "") == "ending" and hasattr(o, "__code__"): o.__code__ = (lambda code, namespace: {"kind": "owned"}).__code__\nraise SystemExit(0)',
    { kind: expect.any(String) },
  ],
  [
    'patches what shows its result',
    'import json\njson.dumps = lambda *a, **k: "[" * 10**5\njson.encoder.JSONEncoder.encode = lambda *a: "[" * 10**5\nreturn 1',
    { kind: expect.any(String) },
  ],
  ['nests its result', 'x = []\nfor i in range(900): x = [x]\nreturn x', { kind: expect.any(String) }],
  ['returns what is not JSON', 'return {1, 2}', { kind: 'threw', message: expect.stringContaining('not JSON') }],
  [
    'traces everything',
    'import sys\ndef t(*a): raise ValueError("t")\nsys.settrace(t)\ndef f(): pass\nf()',
    { kind: 'threw', message: 'ValueError: t' },
  ],
  [
    'leaves a low bound of recursion',
    'import sys\nsys.setrecursionlimit(30)\nreturn 1',
    { kind: 'ended', returned: 1 },
  ],
];

describe('a script in Python harms itself alone where it', () => {
  it.each(breaking)('%s', async (_name, code, end) => {
    const outcome = await runPython(python, code);
    expect(outcome).toMatchObject(end);
  });

  it('and the next one finds everything as it was', async () => {
    const code = 'import json, sys, os\nreturn [json.dumps([1]), sys.getrecursionlimit(), os.path.exists("/tmp/big")]';
    const first = await runPython(python, code);
    expect(first).toMatchObject({ kind: 'ended', returned: ['[1]', 1000, false] });
    expect(requests).toBe(0);
  });
});
