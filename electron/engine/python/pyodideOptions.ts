import type { loadPyodide } from 'pyodide';

type PyodideOptions = NonNullable<Parameters<typeof loadPyodide>[0]>;

/** Modules that scripts often import: they are in the snapshot already, so that an import takes no time. */
export const snapshotModules = [
  ...['argparse', 'array', 'base64', 'bisect', 'calendar', 'collections', 'copy', 'csv', 'dataclasses', 'datetime'],
  ...['decimal', 'difflib', 'enum', 'fractions', 'functools', 'hashlib', 'heapq', 'hmac', 'html', 'io', 'ipaddress'],
  ...['itertools', 'json', 'logging', 'math', 'operator', 'os', 'pprint', 'random', 're', 'secrets', 'statistics'],
  ...['string', 'sys', 'textwrap', 'time', 'typing', 'unicodedata', 'urllib.parse', 'uuid', 'xml.etree.ElementTree'],
  ...['zoneinfo', 'asyncio', 'ast', 'traceback', 'types'],
] as const;

/**
 * How Pyodide starts, for the snapshot and from it alike: no packages to load, no global of JavaScript's to see, and
 * nothing of the machine it runs on. The hash seed makes the order of sets the same everywhere.
 */
export function pyodideOptions(folder: string): PyodideOptions {
  return {
    indexURL: folder,
    packageBaseUrl: 'https://packages.invalid/',
    lockFileContents: {
      info: {
        arch: 'wasm32',
        platform: 'emscripten_4_0_9',
        version: '0.29.5',
        python: '3.13.2',
        abi_version: '2025_0',
      },
      packages: {},
    },
    jsglobals: {},
    env: { HOME: '/home/script', PYTHONHASHSEED: '0', TZ: 'UTC', LANG: 'C.UTF-8' },
    stdin: () => null,
    stdout: () => undefined,
    stderr: () => undefined,
    _sysExecutable: '/usr/bin/python3',
  } as PyodideOptions;
}
