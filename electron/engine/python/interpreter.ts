import { constants, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { loadPyodide as LoadPyodide, PyodideAPI } from 'pyodide';
import type { HostGate, Imports } from './hostGate.ts';
import { pyodideOptions } from './pyodideOptions.ts';

/** A device of the interpreter's file system; `stream` is Emscripten's. */
interface DeviceOperations {
  read?(stream: unknown, buffer: Uint8Array, offset: number, length: number): number;
  write?(stream: unknown, buffer: Uint8Array, offset: number, length: number): number;
}

/** What is used of Emscripten's file system in memory. */
interface FileSystem {
  makedev(major: number, minor: number): number;
  registerDevice(device: number, operations: DeviceOperations): void;
  mkdev(path: string, mode: number, device: number): void;
  unlink(path: string): void;
  writeFile(path: string, data: Uint8Array): void;
  readFile(path: string): Uint8Array;
}

/** What is used of the interpreter's module: CPython's C functions and its memory. */
interface PythonModule {
  readonly FS: FileSystem;
  readonly HEAPU8: Uint8Array;
  stringToNewUTF8(text: string): number;
  /** `PyRun_SimpleString` of CPython's C API: 0, or -1 after an exception that nothing caught. */
  _PyRun_SimpleString(text: number): number;
}

/** Major number of our devices; Emscripten uses small ones. */
const major = 64;

/** CPython in WebAssembly, reached through its C API and the files of its memory alone. */
export class Interpreter {
  readonly #module: PythonModule;
  #devices = 0;

  constructor(pyodide: PyodideAPI) {
    this.#module = (pyodide as unknown as { readonly _module: PythonModule })._module;
  }

  /** The interpreter's memory as it is now. */
  get memory(): Uint8Array {
    return this.#module.HEAPU8;
  }

  /** Runs statements in `__main__`; false where they threw. */
  run(statements: string): boolean {
    return this.#module._PyRun_SimpleString(this.#module.stringToNewUTF8(statements)) === 0;
  }

  writeFile(path: string, text: string): void {
    this.#module.FS.writeFile(path, new TextEncoder().encode(text));
  }

  /** The bytes of a file; null where there is none. */
  readFile(path: string): Uint8Array | null {
    try {
      return this.#module.FS.readFile(path);
    } catch {
      // Emscripten throws an error of its own for every reason; the script may have removed the file.
      return null;
    }
  }

  /** Puts a device at a path, instead of what is there. */
  addDevice(path: string, operations: DeviceOperations): void {
    const { FS } = this.#module;
    this.#devices += 1;
    const device = FS.makedev(major, this.#devices);
    FS.registerDevice(device, operations);
    try {
      FS.unlink(path);
    } catch {
      // There was none.
    }
    FS.mkdev(path, 0o666, device);
  }
}

/** Starts Pyodide from its snapshot, which lies beside this program with Pyodide's own files. */
export async function startInterpreter(gate: HostGate): Promise<{ interpreter: Interpreter; pyodide: PyodideAPI }> {
  const { loadPyodide } = await loader();
  guardImports(gate);
  hideStandardStreams();
  // Emscripten asks for the constants of the host's files, which it never gets to use, in a way that the permission
  // model refuses.
  Reflect.set(process, 'binding', () => ({ fs: constants }));
  const snapshot = readFileSync(new URL('./snapshot.bin', import.meta.url));
  const pyodide = await loadPyodide({
    ...pyodideOptions(fileURLToPath(new URL('./pyodide', import.meta.url))),
    _loadSnapshot: snapshot,
  });
  return { interpreter: new Interpreter(pyodide), pyodide };
}

/** The part of WebAssembly that Pyodide starts by; Node's types do not have it. */
interface WebAssemblyLoader {
  instantiate(source: unknown, imports?: Imports): unknown;
}

function guardImports(gate: HostGate): void {
  const webAssembly = Reflect.get(globalThis, 'WebAssembly') as WebAssemblyLoader;
  const { instantiate } = webAssembly;
  webAssembly.instantiate = (source, imports = {}) => instantiate(source, gate.guard(imports));
}

/** They are the channel to core: Pyodide would print to them, and looking at them stops them from blocking. */
function hideStandardStreams(): void {
  for (const name of ['stdin', 'stdout', 'stderr']) Reflect.defineProperty(process, name, { value: { fd: -1 } });
  for (const name of ['debug', 'error', 'info', 'log', 'trace', 'warn']) Reflect.set(console, name, () => undefined);
}

/** Pyodide's loader finds its other files beside itself, so it is not bundled. */
async function loader(): Promise<{ readonly loadPyodide: typeof LoadPyodide }> {
  const file = new URL('./pyodide/pyodide.mjs', import.meta.url).href;
  return import(/* @vite-ignore */ file);
}
