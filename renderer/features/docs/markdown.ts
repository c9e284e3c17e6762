/** A piece of a line of Markdown. */
export type Inline =
  | { readonly kind: 'text' | 'code' | 'strong' | 'emphasis'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly target: string };

/** A block of Markdown. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly inlines: readonly Inline[] }
  | { readonly kind: 'paragraph' | 'quote'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | { readonly kind: 'list'; readonly start: number | null; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly (readonly Inline[])[])[] };

const pattern = /(`+)(.+?)\1|\*\*(.+?)\*\*|\*([^*\s][^*]*)\*|\[([^\]]*)\]\(([^)\s]*)\)/g;

/** Reads a line: code, strong, emphasis and links; everything else is text as it stands, HTML too. */
export function readInlines(line: string): Inline[] {
  const inlines: Inline[] = [];
  let done = 0;
  for (const match of line.matchAll(pattern)) {
    const [whole, , code, strong, emphasis, label, target] = match;
    if (match.index > done) inlines.push({ kind: 'text', text: line.slice(done, match.index) });
    if (code !== undefined) inlines.push({ kind: 'code', text: code });
    else if (strong !== undefined) inlines.push({ kind: 'strong', text: strong });
    else if (emphasis !== undefined) inlines.push({ kind: 'emphasis', text: emphasis });
    else inlines.push({ kind: 'link', text: label ?? '', target: target ?? '' });
    done = match.index + whole.length;
  }
  if (done < line.length) inlines.push({ kind: 'text', text: line.slice(done) });
  return inlines;
}

const fence = /^\s*(```+|~~~+)\s*(\S*)/;
const heading = /^(#{1,6})\s+(.*?)\s*#*$/;
const bullet = /^\s*[-*+]\s+(.*)$/;
const numbered = /^\s*(?:\d+)[.)]\s+(.*)$/;
const tableRule = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

function cells(line: string): Inline[][] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => readInlines(cell.trim().replaceAll('\\|', '|')));
}

class Reader {
  readonly #lines: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#lines = text.replaceAll('\r\n', '\n').split('\n');
  }

  blocks(): Block[] {
    const blocks: Block[] = [];
    while (this.#at < this.#lines.length) {
      if (this.#line().trim() === '') this.#at += 1;
      else blocks.push(this.#block());
    }
    return blocks;
  }

  #line(ahead = 0): string {
    return this.#lines[this.#at + ahead] ?? '';
  }

  #block(): Block {
    const line = this.#line();
    const title = heading.exec(line);
    if (fence.test(line)) return this.#code();
    if (title !== null) {
      this.#at += 1;
      return { kind: 'heading', level: title[1]?.length ?? 1, inlines: readInlines(title[2] ?? '') };
    }
    if (line.includes('|') && tableRule.test(this.#line(1)) && this.#line(1).includes('-')) return this.#table();
    if (bullet.test(line)) return this.#list(bullet, false);
    if (numbered.test(line)) return this.#list(numbered, true);
    if (/^\s*>/.test(line)) return { kind: 'quote', inlines: readInlines(this.#while(/^\s*>\s?/)) };
    return { kind: 'paragraph', inlines: readInlines(this.#paragraph()) };
  }

  #code(): Block {
    const [, marker = '```', language = ''] = fence.exec(this.#line()) ?? [];
    this.#at += 1;
    const lines: string[] = [];
    while (this.#at < this.#lines.length && !this.#line().trim().startsWith(marker)) {
      lines.push(this.#line());
      this.#at += 1;
    }
    this.#at += 1;
    return { kind: 'code', language, text: lines.join('\n') };
  }

  #table(): Block {
    const rows = [cells(this.#line())];
    this.#at += 2;
    while (this.#line().includes('|')) {
      rows.push(cells(this.#line()));
      this.#at += 1;
    }
    return { kind: 'table', rows };
  }

  #list(item: RegExp, ordered: boolean): Block {
    const start = ordered ? Number.parseInt(this.#line(), 10) : null;
    const items: string[] = [];
    while (this.#at < this.#lines.length) {
      const text = item.exec(this.#line())?.[1];
      const goesOn = items.length > 0 && /^\s+\S/.test(this.#line());
      if (text !== undefined) items.push(text);
      else if (goesOn) items.push(`${items.pop()} ${this.#line().trim()}`);
      else break;
      this.#at += 1;
    }
    return { kind: 'list', start, items: items.map(readInlines) };
  }

  #while(prefix: RegExp): string {
    const lines: string[] = [];
    while (prefix.test(this.#line())) {
      lines.push(this.#line().replace(prefix, ''));
      this.#at += 1;
    }
    return lines.join(' ');
  }

  #paragraph(): string {
    const lines: string[] = [];
    do {
      lines.push(this.#line().trim());
      this.#at += 1;
    } while (this.#goesOn());
    return lines.join(' ');
  }

  #goesOn(): boolean {
    const line = this.#line();
    return line.trim() !== '' && ![fence, heading, bullet, numbered, /^\s*>/].some((start) => start.test(line));
  }
}

/** Reads the Markdown that our documentation is written in. It makes no HTML and never will: unknown parts stay text. */
export function readMarkdown(text: string): Block[] {
  return new Reader(text).blocks();
}

/** The page that a link of a page names, or null for what leads out of the documentation. */
export function linkedPage(target: string, from: string): string | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target) || target.startsWith('//') || target.startsWith('#')) return null;
  const base = target.startsWith('/') ? [] : from.split('/').slice(0, -1);
  const path = target.replace(/[#?].*$/, '').replace(/\.md$/i, '');
  const names = [...base];
  for (const name of path.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '.' && name !== '') names.push(name);
  }
  const page = names.join('/');
  return /^[a-z0-9-]+(\/[a-z0-9-]+)*$/.test(page) ? page : null;
}
