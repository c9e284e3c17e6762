import type { Range } from '../workflow/document.ts';
import { RangeMap } from './rangeMap.ts';

/** A template in Handlebars' own notation, and the way back to the original. */
export interface RewrittenTemplate {
  readonly text: string;
  /** The stretch of the original that a range of `text` was made from. */
  original(range: Range): Range;
}

/**
 * Rewrites the pipe dialect to helper calls: `{{ssn | mask_ssn}}` to `{{mask_ssn ssn}}`, `{{a | default "-" | upper}}` to
 * `{{upper (default a "-")}}`. Outputs alone have pipes; in blocks `as |item|` keeps its meaning.
 */
export function rewritePipes(template: string): RewrittenTemplate {
  if (!template.includes('|')) return { text: template, original: (range) => range };
  const map = new RangeMap(template);
  let copied = 0;
  for (let at = template.indexOf('{{'); at >= 0; at = template.indexOf('{{', at)) {
    const tag = readTag(template, at);
    if (tag.pipes.length > 0) {
      map.copy(copied, tag.bodyStart);
      writeCalls(template, tag, map);
      copied = tag.bodyEnd;
    }
    at = Math.max(tag.end, at + 2);
  }
  map.copy(copied, template.length);
  return { text: map.text, original: (range) => map.original(range) };
}

interface Tag {
  readonly bodyStart: number;
  readonly bodyEnd: number;
  readonly end: number;
  /** Offsets of the `|` of an output; none where the tag is something else. */
  readonly pipes: readonly number[];
}

/** Reads the tag that opens at `at`: comments and escaped tags are passed over, in outputs the pipes are found. */
function readTag(template: string, at: number): Tag {
  const none = (end: number): Tag => ({ bodyStart: end, bodyEnd: end, end, pipes: [] });
  if (template[at - 1] === '\\' && template[at - 2] !== '\\') return none(at + 2);
  if (template.startsWith('{{{{', at)) return none(at + 4);
  const opening = /^\{\{(~?[{&])?~?/.exec(template.slice(at, at + 5))?.[0] ?? '{{';
  const bodyStart = at + opening.length;
  const first = template[bodyStart];
  if (first === '!') {
    const closing = template.startsWith('!--', bodyStart) ? '--' : '}}';
    const end = template.indexOf(closing, bodyStart + 3);
    return none(end < 0 ? template.length : end + 2);
  }
  const { bodyEnd, pipes } = scanBody(template, bodyStart);
  const isOutput =
    first !== undefined && !'#/^>*'.includes(first) && !/^\s*else\b/.test(template.slice(bodyStart, bodyStart + 20));
  const isWhole =
    bodyEnd < template.length && pipes.every((pipe, index) => hasText(template, pipe + 1, pipes[index + 1] ?? bodyEnd));
  return { bodyStart, bodyEnd, end: bodyEnd, pipes: isOutput && isWhole ? pipes : [] };
}

/** Finds the end of a tag and its pipes outside strings, brackets and parentheses. */
function scanBody(template: string, from: number): { bodyEnd: number; pipes: number[] } {
  const pipes: number[] = [];
  let depth = 0;
  let at = from;
  while (at < template.length) {
    const character = template[at];
    if (character === '"' || character === "'") at = endOfString(template, at);
    else if (character === '[') at = endOf(template, ']', at);
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === '|' && depth === 0) pipes.push(at);
    else if (character === '}' && (template[at + 1] === '}' || template.startsWith('~}}', at + 1))) break;
    at += 1;
  }
  const end = Math.min(at, template.length);
  return { bodyEnd: template[end - 1] === '~' ? end - 1 : end, pipes };
}

/** A pipe that leads to nothing is left as it is, so that the parser objects to it. */
function hasText(template: string, start: number, end: number): boolean {
  const { start: from, end: to } = trimmed(template, start, end);
  return from < to;
}

function endOfString(template: string, from: number): number {
  const quote = template[from];
  let at = from + 1;
  while (at < template.length && template[at] !== quote) at += template[at] === '\\' ? 2 : 1;
  return at;
}

function endOf(template: string, character: string, from: number): number {
  const end = template.indexOf(character, from);
  return end < 0 ? template.length : end;
}

/** Writes `a | f x | g` as `g (f a x)`: the callees from the last to the first, the value, then the arguments. */
function writeCalls(template: string, tag: Tag, map: RangeMap): void {
  const bounds = [tag.bodyStart - 1, ...tag.pipes, tag.bodyEnd];
  const segments = bounds
    .slice(0, -1)
    .map((bound, index) => trimmed(template, bound + 1, bounds[index + 1] ?? tag.bodyEnd));
  const [value, ...filters] = segments;
  if (value === undefined) return;
  const calls = filters.map((filter) => {
    const name = /^\S*/.exec(template.slice(filter.start, filter.end))?.[0] ?? '';
    return {
      name: { start: filter.start, end: filter.start + name.length },
      rest: { start: filter.start + name.length, end: filter.end },
    };
  });
  calls.toReversed().forEach((call, index) => {
    if (index > 0) map.insert('(');
    map.copy(call.name.start, call.name.end);
    map.insert(' ');
  });
  const isCall = /\s/.test(
    template.slice(value.start, value.end).replace(/"[^"]*"|'[^']*'|\[[^\]]*\]|\([^()]*\)/g, ''),
  );
  if (isCall) map.insert('(');
  map.copy(value.start, value.end);
  if (isCall) map.insert(')');
  calls.forEach((call, index) => {
    map.copy(call.rest.start, call.rest.end);
    if (index < calls.length - 1) map.insert(')');
  });
}

function trimmed(template: string, start: number, end: number): Range {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(template[from] ?? '')) from += 1;
  while (to > from && /\s/.test(template[to - 1] ?? '')) to -= 1;
  return { start: from, end: to };
}
