import type { ScriptHazard } from './scriptHazard.ts';

/** A module that a script brings in. */
export interface PythonImport {
  readonly module: string;
  /** Names that are taken out of it; null where the module itself is brought in. */
  readonly names: readonly string[] | null;
  /** The name that the module has in the script. */
  readonly alias: string;
  readonly from: number;
  readonly to: number;
}

/** The modules of an `import` statement, which begins at an offset of the script. */
export function readImports(statement: string, from: number): readonly PythonImport[] {
  // A statement over several lines is read as one line of the same length.
  const line = statement.replace(/\\\r?\n|[()\r\n]/g, (part) => ' '.repeat(part.length));
  const source = /^from\s+([\w.]+)\s+import\s+/.exec(line);
  if (source !== null) {
    const [head, module = ''] = source;
    const names = line
      .slice(head.length)
      .split(',')
      .map((name) => name.trim().split(/\s/)[0] ?? '');
    const start = from + line.indexOf(module, 'from'.length);
    return [{ module, names, alias: '', from: start, to: start + module.length }];
  }
  const found: PythonImport[] = [];
  for (const { 0: part, index } of line.matchAll(/[^,]+/g)) {
    const [, before = '', module = '', alias = ''] = /^(\s*(?:import\s+)?)([\w.]+)(?:\s+as\s+(\w+))?/.exec(part) ?? [];
    if (module === '') continue;
    const start = from + index + before.length;
    const name = alias === '' ? (module.split('.')[0] ?? '') : alias;
    found.push({ module, names: null, alias: name, from: start, to: start + module.length });
  }
  return found;
}

/** Modules that reach the machine, the network, or code that is not here. */
const modules: ReadonlyMap<string, ScriptHazard['kind']> = new Map<string, ScriptHazard['kind']>([
  ...kindOf(
    'import',
    'os subprocess pty shutil ctypes signal multiprocessing threading concurrent importlib runpy code codeop builtins pickle marshal shelve dill cloudpickle jsonpickle pyodide js micropip pip pkgutil zipimport site io pathlib tempfile glob fileinput linecache sqlite3 mmap fcntl resource yaml',
  ),
  ...kindOf('dynamic-code', 'timeit cProfile profile pdb bdb trace doctest'),
  ...kindOf(
    'network',
    'socket ssl urllib urllib3 http ftplib smtplib imaplib poplib telnetlib nntplib xmlrpc socketserver selectors requests httpx aiohttp websockets websocket paramiko boto3 grpc webbrowser asyncio',
  ),
  ...kindOf('reflection', 'inspect gc ast dis types operator sys'),
]);

function kindOf(kind: ScriptHazard['kind'], names: string): [string, ScriptHazard['kind']][] {
  return names.split(' ').map((name) => [name, kind]);
}

/** Of modules that reach further: what scripts are meant to use of them. */
const harmless: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['os', new Set(['environ', 'getenv', 'path', 'linesep', 'sep'])],
  ['io', new Set(['StringIO', 'BytesIO', 'TextIOWrapper'])],
  ['pathlib', new Set(['PurePath', 'PurePosixPath', 'PureWindowsPath'])],
  ['yaml', new Set(['safe_load', 'safe_load_all', 'safe_dump', 'dump', 'YAMLError'])],
  ['types', new Set(['SimpleNamespace', 'MappingProxyType'])],
  ['urllib', new Set(['parse'])],
  ['http', new Set(['HTTPStatus'])],
]);
/** Of modules that are harmless beside: what leads out of them. */
const harmful: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['sys', new Set(['modules', 'meta_path', 'path_hooks', '_getframe', 'settrace', 'setprofile', '*'])],
  ['operator', new Set(['attrgetter', 'methodcaller', '*'])],
]);

/** What is wrong with bringing in a module that is used so; null where nothing is. `uses` are its members, `*` for itself. */
export function importHazard({ module, names }: PythonImport, uses: ReadonlySet<string>): ScriptHazard['kind'] | null {
  const [root = '', member] = module.split('.');
  const kind = modules.get(root);
  if (kind === undefined) return null;
  const used = member === undefined ? [...(names ?? uses)] : [member];
  const bad = harmful.get(root);
  if (bad !== undefined) return used.some((name) => bad.has(name)) ? kind : null;
  const good = harmless.get(root);
  const isHarmless = good !== undefined && used.every((name) => good.has(name));
  return isHarmless ? null : kind;
}
