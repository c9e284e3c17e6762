import { parser } from '@lezer/python';
import { isObfuscated, maxHazards, maxScriptLength, type ScriptHazard } from './scriptHazard.ts';

/** Functions that make code of text. */
const dynamic = new Set(['eval', 'exec', 'compile']);
const reflective = new Set(['getattr', 'setattr', 'delattr', 'globals', 'locals', 'vars', 'breakpoint']);
/** Modules that reach the machine, the network, or code that is not here. */
const modules: ReadonlyMap<string, ScriptHazard['kind']> = new Map<string, ScriptHazard['kind']>([
  ...['os', 'subprocess', 'pty', 'shutil', 'ctypes', 'signal', 'multiprocessing', 'threading'].map(
    (name) => [name, 'import'] as const,
  ),
  ...[
    'importlib',
    'runpy',
    'code',
    'codeop',
    'builtins',
    'pickle',
    'marshal',
    'shelve',
    'pyodide',
    'js',
    'micropip',
  ].map((name) => [name, 'import'] as const),
  ...['socket', 'ssl', 'urllib', 'http', 'ftplib', 'smtplib', 'requests', 'asyncio'].map(
    (name) => [name, 'network'] as const,
  ),
  ...['inspect', 'gc', 'ast', 'dis'].map((name) => [name, 'reflection'] as const),
]);
/** `os` is read for its environment; that alone is what scripts are meant to do. */
const harmless = new Set(['os.environ', 'os.getenv', 'os.path']);
/** Members that lead from a value to the functions of the language. */
const dunder =
  /^__(class|bases?|mro|subclasses|globals|builtins|code|closure|dict|getattribute|reduce|reduce_ex|import|loader|spec|self)__$/;

interface Piece {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** What a script in Python does that a review cannot see through, by its syntax tree. */
export function pythonHazards(code: string): readonly ScriptHazard[] {
  if (code.length > maxScriptLength)
    return [{ kind: 'unreadable', what: 'a script of this length', range: { start: 0, end: 1 } }];
  const reader = new PythonReader(code);
  reader.read();
  return reader.found;
}

class PythonReader {
  readonly found: ScriptHazard[] = [];
  readonly #code: string;
  readonly #imported: { readonly name: string; readonly piece: Piece }[] = [];

  constructor(code: string) {
    this.#code = code;
  }

  read(): void {
    parser.parse(this.#code).iterate({
      enter: ({ name, from, to, node }) => {
        if (this.found.length >= maxHazards) return false;
        const piece = { name, from, to };
        if (name === 'CallExpression') this.#call(node.firstChild, node.lastChild);
        else if (name === 'ImportStatement') this.#import(this.#text(piece), from);
        else if (name === 'PropertyName' && dunder.test(this.#text(piece)))
          this.#add('reflection', `\`${this.#text(piece)}\``, piece);
        else if (name === 'VariableName' && this.#text(piece) === '__builtins__')
          this.#add('reflection', '`__builtins__`', piece);
        else if (name === 'String' && isObfuscated(this.#text(piece)))
          this.#add('obfuscation', 'a text that nobody can read', piece);
        return true;
      },
    });
    for (const { name, piece } of this.#imported) this.#judge(name, piece);
    this.found.sort((one, other) => one.range.start - other.range.start);
  }

  #call(callee: Piece | null, given: Piece | null): void {
    if (callee?.name !== 'VariableName') return;
    const name = this.#text(callee);
    if (dynamic.has(name)) this.#add('dynamic-code', `\`${name}\``, callee);
    else if (name === '__import__') this.#add('import', '`__import__`', callee);
    else if (name === 'open') this.#add('import', '`open`', callee);
    else if (reflective.has(name)) {
      // A name that is written out says what is read.
      const isPlain = given !== null && /^\([^,]*,\s*(['"])(?!__)\w+\1\s*[,)]/.test(this.#text(given));
      if (!isPlain) this.#add('reflection', `\`${name}\``, callee);
    }
  }

  /** `import a.b as c, d` and `from a import b`. */
  #import(statement: string, from: number): void {
    const source = /^from\s+([\w.]+)/.exec(statement)?.[1];
    const names = source === undefined ? statement.replace(/^import\s+/, '').split(',') : [source];
    let at = from;
    for (const text of names) {
      const name = text.trim().split(/\s/)[0] ?? '';
      const start = this.#code.indexOf(name, at);
      at = start + name.length;
      this.#imported.push({ name, piece: { name, from: start, to: at } });
    }
  }

  #judge(name: string, piece: Piece): void {
    const [root = ''] = name.split('.');
    const kind = modules.get(root);
    if (kind === undefined || (root === 'os' && this.#readsOnlyEnvironment(name))) return;
    this.#add(kind, `the import of \`${name.slice(0, 40)}\``, piece);
  }

  /** Whether every use of `os` is one that only reads the environment or works with paths. */
  #readsOnlyEnvironment(name: string): boolean {
    if (name === 'os.path') return true;
    if (/\bimport\s+os\s+as\b|\bfrom\s+os\b/.test(this.#code)) return false;
    return [...this.#code.matchAll(/\bos\.(\w+)/g)].every(([use]) => harmless.has(use));
  }

  #text({ from, to }: Piece): string {
    return this.#code.slice(from, to);
  }

  #add(kind: ScriptHazard['kind'], what: string, { from, to }: Piece): void {
    this.found.push({ kind, what, range: { start: from, end: to } });
  }
}
