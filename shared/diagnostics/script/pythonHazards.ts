import { parser } from '@lezer/python';
import { importHazard, type PythonImport, readImports } from './pythonImports.ts';
import { hidesText, isObfuscated, maxHazards, maxScriptLength, type ScriptHazard } from './scriptHazard.ts';

/** Functions that make code of text, and those that reach out: a script that only names one may call it by another name. */
const reaching: ReadonlyMap<string, ScriptHazard['kind']> = new Map<string, ScriptHazard['kind']>([
  ['eval', 'dynamic-code'],
  ['exec', 'dynamic-code'],
  ['compile', 'dynamic-code'],
  ['__import__', 'import'],
  ['open', 'import'],
  ['__builtins__', 'reflection'],
]);
const reflective = new Set(['getattr', 'setattr', 'delattr', 'globals', 'locals', 'vars', 'breakpoint']);
/** Members that lead from a value to the functions of the language. */
const dunder =
  /__(class|bases?|mro|subclasses|globals|builtins|code|closure|dict|getattribute|reduce|reduce_ex|import|loader|spec|self)__/;
/** What makes a text of one that nobody can read. */
const decoders = new Set([
  'b64decode',
  'b32decode',
  'b85decode',
  'a85decode',
  'unhexlify',
  'fromhex',
  'urlsafe_b64decode',
]);

type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];
type Piece = Pick<SyntaxNode, 'from' | 'to'>;

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
  readonly #imports: PythonImport[] = [];
  /** Members that are used of each name, `*` where the name itself is. */
  readonly #uses = new Map<string, Set<string>>();
  readonly #bound = new Set<string>();
  readonly #reaching: { readonly name: string; readonly kind: ScriptHazard['kind']; readonly piece: Piece }[] = [];

  constructor(code: string) {
    this.#code = code;
  }

  read(): void {
    parser.parse(this.#code).iterate({
      enter: ({ name, from, to, node }) => {
        if (this.found.length >= maxHazards) return false;
        if (name === 'VariableName') this.#name(node);
        else if (name === 'CallExpression') this.#call(node.firstChild, node.lastChild);
        else if (name === 'ImportStatement') {
          this.#imports.push(...readImports(this.#code.slice(from, to), from));
          return false;
        } else if (name === 'PropertyName' && dunder.test(this.#text(node)))
          this.#add('reflection', `\`${this.#text(node)}\``, node);
        else if (name === 'String') this.#string(node);
        return true;
      },
    });
    // A name that the script binds is its own.
    for (const { name, kind, piece } of this.#reaching)
      if (!this.#bound.has(name)) this.#add(kind, `\`${name}\``, piece);
    for (const one of this.#imports) {
      const kind = importHazard(one, this.#uses.get(one.alias) ?? new Set());
      if (kind !== null) this.#add(kind, `the import of \`${one.module.slice(0, 40)}\``, one);
    }
    this.found.splice(maxHazards);
    this.found.sort((one, other) => one.range.start - other.range.start);
  }

  #name(node: SyntaxNode): void {
    const name = this.#text(node);
    const { parent, nextSibling } = node;
    if (nextSibling?.name === 'AssignOp' || parent?.name === 'ParamList' || parent?.name === 'FunctionDefinition') {
      // An argument that is passed by name binds nothing here.
      if (parent?.name !== 'ArgList') this.#bound.add(name);
      return;
    }
    const member =
      parent?.name === 'MemberExpression' && parent.firstChild?.from === node.from ? parent.lastChild : null;
    const uses = this.#uses.get(name) ?? new Set();
    this.#uses.set(name, uses.add(member?.name === 'PropertyName' ? this.#text(member) : '*'));
    const kind = reaching.get(name);
    if (kind !== undefined) this.#reaching.push({ name, kind, piece: node });
    const isCalled = parent?.name === 'CallExpression' && parent.firstChild?.from === node.from;
    if (reflective.has(name) && !isCalled) this.#reaching.push({ name, kind: 'reflection', piece: node });
  }

  #call(callee: SyntaxNode | null, given: SyntaxNode | null): void {
    const values = given === null ? '' : this.#text(given).slice(0, 1_000);
    if (callee?.name === 'MemberExpression') {
      const [, literal = ''] =
        /^\(\s*[bru]*(?:'([^']*)'|"([^"]*)")/i.exec(values)?.filter((part) => part !== undefined) ?? [];
      const member = callee.lastChild === null ? '' : this.#text(callee.lastChild);
      if (decoders.has(member) && hidesText(literal))
        this.#add('obfuscation', 'a text that is written in another encoding', given ?? callee);
    }
    if (callee?.name !== 'VariableName' || !reflective.has(this.#text(callee))) return;
    // A name that is written out says what is read.
    const isPlain = /^\([^,]*,\s*(['"])(?!__)\w+\1\s*[,)]/.test(values);
    if (!isPlain) this.#add('reflection', `\`${this.#text(callee)}\``, callee);
  }

  #string(node: SyntaxNode): void {
    const text = this.#text(node);
    if (isObfuscated(text)) this.#add('obfuscation', 'a text that nobody can read', node);
    // `'{0.__class__}'.format(…)` reads the member that a text names; of a function of the language that is known.
    else if (dunder.test(text) && !this.#isGivenToReflection(node))
      this.#add('reflection', 'a text that names a member of the language', node);
  }

  #isGivenToReflection({ parent }: SyntaxNode): boolean {
    const callee = parent?.name === 'ArgList' ? parent.parent?.firstChild : null;
    return callee?.name === 'VariableName' && reflective.has(this.#text(callee));
  }

  #text({ from, to }: Piece): string {
    return this.#code.slice(from, to);
  }

  #add(kind: ScriptHazard['kind'], what: string, { from, to }: Piece): void {
    this.found.push({ kind, what, range: { start: from, end: to } });
  }
}
