type HostFunction = (...args: never[]) => unknown;

/** What a module of WebAssembly imports, by module and name. */
export type Imports = Readonly<Record<string, object>>;

/** WASI's error numbers, as Emscripten's C library returns them: negative. */
const notPermitted = -63;
const notImplemented = -52;

/**
 * What the interpreter may still ask of its host once a script runs: files of its own memory, the clock, the end. The
 * names are Emscripten's and WASI's.
 */
const open = new Set([
  ...['fd_close', 'fd_fdstat_get', 'fd_pread', 'fd_pwrite', 'fd_read', 'fd_seek', 'fd_sync', 'fd_write'],
  ...['clock_res_get', 'clock_time_get', 'environ_get', 'environ_sizes_get', 'exit', 'proc_exit'],
  ...['emscripten_date_now', 'emscripten_get_heap_max', 'emscripten_get_now', '_emscripten_get_progname'],
  ...['emscripten_runtime_keepalive_pop', 'emscripten_runtime_keepalive_push', '_emscripten_runtime_keepalive_clear'],
  ...['_gmtime_js', '_localtime_js', '_mktime_js', '_timegm_js', '_tzset_js'],
  ...['_mmap_js', '_msync_js', '_munmap_js', '__assert_fail', '_abort_js', '__call_sighandler'],
  ...['_PyEM_GetCountArgsPtr', '_PyEM_InitTrampoline_js', '_PyEM_TrampolineCall_JS'],
  ...['_Py_CheckEmscriptenSignals_Helper', '_Py_emscripten_runtime'],
]);

/** System calls that reach beyond files; the others of `__syscall_…` stay. */
const sockets = /^__syscall_(accept4|bind|connect|getpeername|getsockname|getsockopt|listen|recv|send|socket)/;

/** What fails as it would on a system without it, so that a script gets an ordinary exception. */
const refused: Readonly<Record<string, number>> = {
  _dlopen_js: 0,
  _dlsym_js: 0,
  _emscripten_lookup_name: 0,
  _emscripten_system: notImplemented,
  _setitimer_js: 0,
  getprotobyname: 0,
  // EAI_FAIL of Emscripten's C library.
  getaddrinfo: -4,
  getnameinfo: -4,
};

/** Where functions of the host come from; the other modules are tables, addresses and a few lines of WebAssembly. */
const hostModules = new Set(['env', 'wasi_snapshot_preview1']);

/** What the gate needs of the child that holds it. */
export interface HostGateEnds {
  /** Random bytes of the script. */
  random(target: Uint8Array): void;
  /** More memory is wanted, up to so many bytes; whether it may be had. */
  mayGrow(bytes: number): boolean;
  /** The script reached for the host: nothing of it goes on. */
  breach(): never;
}

/**
 * Every function that the interpreter imports from its host goes through here. Until it is shut all of them work, as
 * Pyodide needs them to start. Then the bridge between Python and JavaScript is gone: whoever finds a way to it ends the
 * run, whatever the script catches.
 */
export class HostGate {
  #isShut = false;
  #memory: () => Uint8Array = () => new Uint8Array();
  readonly #ends: HostGateEnds;

  constructor(ends: HostGateEnds) {
    this.#ends = ends;
  }

  /** Shuts the gate for good; `memory` gives the interpreter's memory as it is at the time. */
  shut(memory: () => Uint8Array): void {
    this.#memory = memory;
    this.#isShut = true;
  }

  /** The imports of a module, guarded. */
  guard(imports: Imports): Imports {
    const host = (from: object): object =>
      // Emscripten links lazily through a proxy: what is there has to be asked for by name.
      new Proxy({}, { get: (_target, name) => this.#guarded(String(name), Reflect.get(from, name)) });
    return Object.fromEntries(
      Object.entries(imports).map(([module, values]) => [module, hostModules.has(module) ? host(values) : values]),
    );
  }

  #guarded(name: string, value: unknown): unknown {
    if (typeof value !== 'function' || name.startsWith('invoke_')) return value;
    const host = value as HostFunction;
    const shutting = this.#afterShut(name, host);
    if (shutting === host) return host;
    return (...args: never[]) => (this.#isShut ? shutting : host)(...args);
  }

  #afterShut(name: string, host: HostFunction): HostFunction {
    if (name === 'random_get') return (from: number, count: number) => this.#fillRandom(from, count);
    if (name === 'emscripten_resize_heap') {
      return (...[bytes]: never[]) => this.#ends.mayGrow(Number(bytes) >>> 0) && host(...([bytes] as never[]));
    }
    if (sockets.test(name)) return () => notPermitted;
    const answer = refused[name];
    if (answer !== undefined) return () => answer;
    return open.has(name) || name.startsWith('__syscall_') ? host : () => this.#ends.breach();
  }

  #fillRandom(from: number, count: number): number {
    this.#ends.random(this.#memory().subarray(from >>> 0, (from >>> 0) + (count >>> 0)));
    return 0;
  }
}
