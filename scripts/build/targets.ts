/**
 * What is built, from what, to where. Conventions that the processes rely on, in a checkout and in the package alike:
 *
 * - `out/main/main.js` (ESM, Node 20 as in the oldest Electron we start on), `out/preload/preload.cjs` (CJS, sandboxed),
 *   `out/renderer/index.html`; main finds the others as `../preload/preload.cjs` and `../renderer/` from its own file.
 * - `core/core.js`, `engine/engine.js`, `python/python.js`, `cli/drydock.js` and `resources/` are siblings: each finds the others as
 *   `../<name>/…` from its own file. In a checkout they are in `out/`, in the package in `process.resourcesPath`.
 * - So main finds core as `../core/core.js` from its own file in a checkout and as `<resourcesPath>/core/core.js` in the
 *   package, and Node as the environment's `DRYDOCK_NODE` in a checkout and `<resourcesPath>/node/bin/node` in the package
 *   (`node/node.exe` on Windows).
 * - `engine/isolated_vm.node` lies beside `engine.js`, which opens it with `process.dlopen`: its folder is all it may read.
 *   Beside `python/python.js` lie `pyodide/` and the snapshot that it starts from, for the same reason.
 * - `better-sqlite3` is the only package that core and the CLI resolve at run time; everything else is bundled.
 */
export type BuildTarget = {
  name: string;
  /** Entry file, relative to the root; a target whose entry does not exist yet is skipped. */
  entry: string;
  /** Output file, relative to `out/`. */
  output: string;
  /** Folders and files whose change makes the output stale, relative to the root. */
  sources: readonly string[];
  kind: 'node' | 'page';
  format: 'es' | 'cjs';
  /** Oldest runtime that has to run the output. */
  runtime: string;
  external: readonly string[];
};

/** Every output of the build. */
export const targets: readonly BuildTarget[] = [
  {
    name: 'main',
    entry: 'electron/main/main.ts',
    output: 'main/main.js',
    sources: ['electron/main', 'shared'],
    kind: 'node',
    format: 'es',
    runtime: 'node20',
    external: ['electron'],
  },
  {
    name: 'preload',
    entry: 'electron/preload/preload.ts',
    output: 'preload/preload.cjs',
    sources: ['electron/preload', 'shared/contract', 'shared/base'],
    kind: 'node',
    format: 'cjs',
    runtime: 'chrome130',
    external: ['electron'],
  },
  {
    name: 'core',
    entry: 'electron/core/main.ts',
    output: 'core/core.js',
    sources: ['electron/core', 'electron/store', 'shared', 'resources'],
    kind: 'node',
    format: 'es',
    runtime: 'node24',
    external: ['better-sqlite3'],
  },
  {
    name: 'engine',
    entry: 'electron/engine/main.ts',
    output: 'engine/engine.js',
    sources: ['electron/engine', 'shared'],
    kind: 'node',
    format: 'es',
    runtime: 'node24',
    external: [],
  },
  {
    name: 'python',
    entry: 'electron/engine/python/main.ts',
    output: 'python/python.js',
    sources: ['electron/engine', 'shared/base', 'shared/simulation'],
    kind: 'node',
    format: 'es',
    runtime: 'node24',
    external: [],
  },
  {
    name: 'cli',
    entry: 'electron/cli/main.ts',
    output: 'cli/drydock.js',
    sources: ['electron/cli', 'electron/core', 'electron/store', 'shared', 'resources'],
    kind: 'node',
    format: 'es',
    runtime: 'node24',
    external: ['better-sqlite3'],
  },
  {
    name: 'renderer',
    entry: 'renderer/index.html',
    output: 'renderer/index.html',
    sources: ['renderer', 'shared', 'resources'],
    kind: 'page',
    format: 'es',
    runtime: 'chrome130',
    external: [],
  },
];
