import type { Format, SourceEntry, SourceNode } from '../document.ts';
import type { Edit } from '../edit.ts';
import { writeText } from '../writeSnippet.ts';
import { columnOf, contentEnd, endsLine, lineBreak, lineEnd, lineStart } from './textLines.ts';

type MapNode = Extract<SourceNode, { kind: 'map' }>;

interface Source {
  readonly text: string;
  readonly format: Format;
}

/** Makes a map say `then: <to>`, or nothing of it where `to` is null. */
export function thenEdits(source: Source, map: MapNode, to: string | null): Edit[] {
  const entry = map.entries.get('then');
  if (to === null) return entry === undefined ? [] : removal(source, map, entry);
  const written = writeText(to, source.format);
  if (entry !== undefined) return [{ range: entry.range, newText: written }];
  return [addition(source, map, written)];
}

function isFlow({ text }: Source, { range }: MapNode): boolean {
  return text[range.start] === '{';
}

function addition(source: Source, map: MapNode, written: string): Edit {
  const { text, format } = source;
  const entries = [...map.entries.values()].sort((a, b) => a.keyRange.start - b.keyRange.start);
  const [first, last] = [entries[0], entries.at(-1)];
  const key = format === 'json' ? '"then"' : 'then';
  if (first === undefined || last === undefined) return { range: map.range, newText: `{ ${key}: ${written} }` };
  const column = columnOf(text, first.keyRange.start);
  if (isFlow(source, map)) {
    const hasLine = lineStart(text, first.keyRange.start) > map.range.start;
    const gap = hasLine ? `,${lineBreak(text)}${' '.repeat(column)}` : ', ';
    return { range: { start: last.range.end, end: last.range.end }, newText: `${gap}${key}: ${written}` };
  }
  const at = contentEnd(text, { start: last.keyRange.start, end: Math.max(last.keyRange.end, last.range.end) });
  const line = `${' '.repeat(column)}${key}: ${written}`;
  const eol = lineBreak(text);
  const newText = endsLine(text.slice(0, at)) ? `${line}${eol}` : `${eol}${line}`;
  return { range: { start: at, end: at }, newText };
}

function removal(source: Source, map: MapNode, entry: SourceEntry): Edit[] {
  const { text } = source;
  if (map.entries.size === 1) return [{ range: map.range, newText: '{}' }];
  if (!isFlow(source, map)) {
    const range = { start: lineStart(text, entry.keyRange.start), end: lineEnd(text, entry.range.end) };
    return [{ range, newText: '' }];
  }
  const entries = [...map.entries.values()].sort((a, b) => a.keyRange.start - b.keyRange.start);
  const at = entries.indexOf(entry);
  const [before, next] = [entries[at - 1], entries[at + 1]];
  if (next !== undefined) return [{ range: { start: entry.keyRange.start, end: next.keyRange.start }, newText: '' }];
  return [{ range: { start: before?.range.end ?? entry.keyRange.start, end: entry.range.end }, newText: '' }];
}
