import type { Range } from '../workflow/document.ts';

/** A word, a quoted name or another character of an SQL text. */
export interface SqlToken {
  /** A word in lower case, a quoted name without its quotes, any other character as it is. */
  readonly text: string;
  readonly kind: 'word' | 'name' | 'other';
  /** In how many parentheses it stands. */
  readonly depth: number;
}

/** One statement of an SQL text. */
export interface SqlStatement {
  /** Its words outside quotes and comments, in lower case. */
  readonly words: readonly string[];
  /** Everything in it but comments and quoted texts, in order. */
  readonly tokens: readonly SqlToken[];
  /** From its first word to its end, in the text. */
  readonly range: Range;
}

/** Longest text that is read, in UTF-16 units, and most statements that are told apart. */
const maxLength = 100_000;
const maxStatements = 100;

/** What is no word: comments, quoted texts and names (`''` inside stands for one), dollar quotes of PostgreSQL. */
const token =
  /--[^\n]*|\/\*.*?(?:\*\/|$)|'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|`[^`]*(?:`|$)|\$([A-Za-z_]*)\$.*?(?:\$\1\$|$)|;|[\p{L}_][\p{L}\p{N}_]*|[^\s\p{L}_;]/gsu;

/** Parts an SQL text into its statements; comments and empty statements are none. */
export function sqlStatements(text: string): readonly SqlStatement[] {
  const found: SqlStatement[] = [];
  let tokens: SqlToken[] = [];
  let depth = 0;
  let start = -1;
  let last = -1;
  const end = (): void => {
    const words = tokens.flatMap((one) => (one.kind === 'word' ? [one.text] : []));
    if (start >= 0) found.push({ words, tokens, range: { start, end: last } });
    tokens = [];
    depth = 0;
    start = -1;
  };
  for (const { 0: part, index } of text.slice(0, maxLength).matchAll(token)) {
    if (found.length >= maxStatements) break;
    if (part.startsWith('--') || part.startsWith('/*')) continue;
    if (part === ';') {
      end();
      continue;
    }
    if (start < 0) start = index;
    last = index + part.length;
    if (part === ')') depth -= 1;
    const kind = /^[\p{L}_]/u.test(part) ? 'word' : /^["`]/.test(part) ? 'name' : 'other';
    if (kind === 'word') tokens.push({ text: part.toLowerCase(), kind, depth });
    else if (kind === 'name') tokens.push({ text: part.slice(1, -1), kind, depth });
    else if (!/^['$]./s.test(part)) tokens.push({ text: part, kind, depth });
    if (part === '(') depth += 1;
  }
  end();
  return found;
}

/** A table that a statement names, and what it does with it. */
export interface SqlTable {
  /** Without the schema before it. */
  readonly name: string;
  /** With the schema, as `billing.orders`. */
  readonly path: string;
  readonly operator: 'query' | 'insert' | 'update' | 'delete';
}

const naming: Readonly<Record<string, SqlTable['operator']>> = {
  from: 'query',
  join: 'query',
  using: 'query',
  table: 'query',
  into: 'insert',
  update: 'update',
};
/** Words that may stand between those and the name. */
const between = new Set(['only', 'table', 'lateral', 'low_priority', 'ignore', 'temporary', 'if', 'exists']);

/** The tables of a statement, but for those that its `with` names; functions and nested statements are none. */
export function tablesOf({ tokens }: SqlStatement): readonly SqlTable[] {
  const own = new Set(
    tokens.flatMap(({ text, kind }, at) => (kind !== 'other' && isCommonTable(tokens, at) ? [text] : [])),
  );
  const found: SqlTable[] = [];
  for (const [at, { text, kind }] of tokens.entries()) {
    const operator = kind === 'word' && Object.hasOwn(naming, text) ? naming[text] : undefined;
    if (operator === undefined || (text === 'update' && tokens[at - 1]?.text === 'for')) continue;
    if (text === 'from' && isOfFunction(tokens, at)) continue;
    const isDeletion = text === 'from' && tokens[at - 1]?.text === 'delete';
    for (const name of namesAt(tokens, at + 1, text === 'from')) {
      if (own.has(name.name)) continue;
      found.push({ ...name, operator: isDeletion ? 'delete' : operator });
    }
  }
  return found;
}

/** `extract(year from born)` and the like, which name no table. */
function isOfFunction(tokens: readonly SqlToken[], at: number): boolean {
  const { depth } = tokens[at] ?? { depth: 0 };
  for (let open = at - 1; open > 0 && open > at - maxArguments; open -= 1) {
    if (tokens[open]?.text !== '(' || tokens[open]?.depth !== depth - 1) continue;
    return /^(extract|substring|trim|overlay|position)$/.test(tokens[open - 1]?.text ?? '');
  }
  return false;
}

/** Most tokens of a function before its `from`. */
const maxArguments = 100;

/** `with name as (`, and the names behind a comma. */
function isCommonTable(tokens: readonly SqlToken[], at: number): boolean {
  const before = tokens[at - 1]?.text ?? '';
  if (!/^(with|recursive|,)$/.test(before)) return false;
  const next = tokens.slice(at + 1, at + 40);
  const as = next.findIndex(({ text, depth }) => text === 'as' && depth === tokens[at]?.depth);
  return (
    as >= 0 &&
    next.slice(0, as).every(({ kind, text }) => kind !== 'word' || text !== 'select') &&
    next[as + 1]?.text === '('
  );
}

function namesAt(tokens: readonly SqlToken[], from: number, isList: boolean): { name: string; path: string }[] {
  const found: { name: string; path: string }[] = [];
  let at = from;
  while (at < tokens.length) {
    while (between.has(tokens[at]?.text ?? '')) at += 1;
    const parts: string[] = [];
    while (tokens[at] !== undefined && tokens[at]?.kind !== 'other') {
      parts.push(tokens[at]?.text ?? '');
      if (tokens[at + 1]?.text !== '.') break;
      at += 2;
    }
    const name = parts.at(-1);
    // A name with parentheses is a function; that of an insertion has its columns there.
    if (name !== undefined && !(isList && tokens[at + 1]?.text === '(')) found.push({ name, path: parts.join('.') });
    if (!isList) break;
    const comma = commaAt(tokens, at, tokens[from]?.depth ?? 0);
    if (comma === null) break;
    at = comma + 1;
  }
  return found;
}

/** What ends a list of tables. */
const endsList =
  /^(where|group|order|limit|join|on|union|set|returning|inner|left|right|cross|full|from|select|insert|update|delete|into)$/;
/** Most tokens of one table of a list: its own, and those of a statement in parentheses. */
const maxTable = 2_000;

/** The comma behind a name that goes on a list of tables; null where the list ends. */
function commaAt(tokens: readonly SqlToken[], from: number, depth: number): number | null {
  for (let at = from; at < from + maxTable; at += 1) {
    const token = tokens[at];
    if (token === undefined || token.depth < depth) return null;
    if (token.depth > depth) continue;
    if (token.text === ',') return at;
    if (token.kind === 'word' && endsList.test(token.text)) return null;
  }
  return null;
}
