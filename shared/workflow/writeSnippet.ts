import type { Format } from './document.ts';
import type { Snippet, SnippetEntry } from './snippet.ts';

/** How a snippet is to be written. */
export interface SnippetStyle {
  readonly format: Format;
  /** In brackets YAML is written without lines and indentation. */
  readonly isFlow: boolean;
  /** Blanks before every line but the first. */
  readonly indent: number;
}

/** Writes entries as keys and values, with `${1:…}` for what is to be filled in. */
export function writeEntries(entries: readonly SnippetEntry[], style: SnippetStyle): string {
  const writer = new SnippetWriter(style);
  if (style.format === 'json') return writer.jsonEntries(entries, style.indent).join(`,\n${' '.repeat(style.indent)}`);
  if (style.isFlow) return writer.flowEntries(entries).join(', ');
  return writer.blockEntries(entries, style.indent);
}

/** Writes entries as a map in brackets: an item of a list that has brackets itself. */
export function writeMap(entries: readonly SnippetEntry[], { format }: Pick<SnippetStyle, 'format'>): string {
  const writer = new SnippetWriter({ format, isFlow: true, indent: 0 });
  if (format === 'json') return `{\n  ${writer.jsonEntries(entries, 2).join(',\n  ')}\n}`;
  return `{ ${writer.flowEntries(entries).join(', ')} }`;
}

/** Writes text so that an editor does not take parts of it for places to fill in. */
export function escapeSnippet(text: string): string {
  return text.replaceAll(/[\\$}]/g, '\\$&');
}

/** A text as a value: in quotes where the notation wants them or something else would be read without. */
export function writeText(text: string, format: Format): string {
  const isPlain = format === 'yaml' && /^[A-Za-z/][\w./:@+-]*$/.test(text) && !/:$|^(?:true|false|null)$/i.test(text);
  return isPlain ? text : JSON.stringify(text);
}

class SnippetWriter {
  readonly #isJson: boolean;
  readonly #isFlow: boolean;
  #holes = 0;

  constructor({ format, isFlow }: SnippetStyle) {
    this.#isJson = format === 'json';
    this.#isFlow = isFlow;
  }

  blockEntries(entries: readonly SnippetEntry[], indent: number): string {
    const lines = entries.map((entry) => `${this.#key(entry)}:${this.#blockValue(entry.value, indent)}`);
    return lines.join(`\n${' '.repeat(indent)}`);
  }

  flowEntries(entries: readonly SnippetEntry[]): string[] {
    return entries.map((entry) => `${this.#key(entry)}: ${this.#flowValue(entry.value)}`);
  }

  jsonEntries(entries: readonly SnippetEntry[], indent: number): string[] {
    return entries.map((entry) => `"${this.#key(entry)}": ${this.#jsonValue(entry.value, indent)}`);
  }

  #blockValue(snippet: Snippet, indent: number): string {
    const start = `\n${' '.repeat(indent + 2)}`;
    if (snippet.kind === 'map') return start + this.blockEntries(snippet.entries, indent + 2);
    if (snippet.kind === 'list')
      return snippet.items.map((item) => `${start}-${this.#blockItem(item, indent + 4)}`).join('');
    if (snippet.kind === 'inside') return start + this.#hole('');
    const value = this.#scalar(snippet);
    return value === '' ? '' : ` ${value}`;
  }

  #blockItem(snippet: Snippet, indent: number): string {
    if (snippet.kind === 'map') {
      const nested = snippet.entries.map(
        ({ key, isHole, value }): SnippetEntry => ({ key, value, ...(isHole && { isHole }) }),
      );
      return ` ${this.blockEntries(nested, indent)}`;
    }
    return this.#blockValue(snippet, indent);
  }

  #flowValue(snippet: Snippet): string {
    if (snippet.kind === 'inside') return `{ ${this.#hole('')} }`;
    if (snippet.kind === 'map') return `{ ${this.flowEntries(snippet.entries).join(', ')} }`;
    if (snippet.kind === 'list') return `[ ${snippet.items.map((item) => this.#flowValue(item)).join(', ')} ]`;
    return this.#scalar(snippet);
  }

  #jsonValue(snippet: Snippet, indent: number): string {
    if (snippet.kind === 'inside') return `{ ${this.#hole('')} }`;
    const inner = `\n${' '.repeat(indent + 2)}`;
    const outer = `\n${' '.repeat(indent)}`;
    if (snippet.kind === 'map')
      return `{${inner}${this.jsonEntries(snippet.entries, indent + 2).join(`,${inner}`)}${outer}}`;
    if (snippet.kind === 'list') {
      return `[${inner}${snippet.items.map((item) => this.#jsonValue(item, indent + 2)).join(`,${inner}`)}${outer}]`;
    }
    return this.#scalar(snippet);
  }

  #key({ key, isHole }: SnippetEntry): string {
    return isHole === true ? this.#hole(key) : escapeSnippet(key);
  }

  #scalar({ kind, value }: Extract<Snippet, { kind: 'hole' | 'fixed' }>): string {
    if (typeof value !== 'string') return this.#hole(String(value));
    if (value === '' && !this.#isJson) return this.#hole('');
    const written = this.#isJson || this.#isFlow ? writeText(value, this.#isJson ? 'json' : 'yaml') : value;
    if (kind === 'fixed') return escapeSnippet(written);
    return written.startsWith('"') ? `"${this.#hole(written.slice(1, -1))}"` : this.#hole(written);
  }

  #hole(text: string): string {
    this.#holes += 1;
    return text === '' ? `$${this.#holes}` : `\${${this.#holes}:${escapeSnippet(text)}}`;
  }
}
