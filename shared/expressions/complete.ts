import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import type { Range } from '../workflow/document.ts';
import { type PathRead, targetsOf } from './analyse.ts';
import { documentationOf } from './builtins/documentation.ts';
import { formatNames } from './builtins/formats.ts';
import { builtinSignatures } from './builtins/table.ts';
import { parseExpression } from './parseExpression.ts';
import { partsOf } from './parts.ts';
import type { Expression } from './syntax.ts';

/** What is known about the place where an expression stands. */
export interface CompletionContext {
  /** Names of variables, without the dollar sign. */
  readonly variables: readonly string[];
  /** Values like those that the expression will see; their keys are offered. */
  readonly sampleShape?: { readonly input?: Json; readonly variables?: { readonly [name: string]: Json } };
}

/** One thing that may stand at the offset. */
export interface Completion {
  readonly kind: 'function' | 'variable' | 'field' | 'format' | 'keyword';
  readonly label: string;
  /** What to put in place of `range`. */
  readonly insertText: string;
  readonly range: Range;
  /** One line on it; empty where the label says it all. */
  readonly detail: string;
}

const keywords = [
  'if',
  'then',
  'else',
  'elif',
  'end',
  'as',
  'and',
  'or',
  'try',
  'catch',
  'reduce',
  'foreach',
  'def',
  'label',
];

/** What may be typed at `offset` (UTF-16) of an expression, which may be broken. */
export function completeExpression(source: string, offset: number, context: CompletionContext): readonly Completion[] {
  const start = wordStart(source, offset);
  const range = { start, end: offset };
  const typed = source.slice(start, offset);
  const before = source[start - 1] ?? '';
  if (before === '$') return variables(source, offset, context, { start: start - 1, end: offset }, typed);
  if (before === '@') return formats({ start: start - 1, end: offset }, typed);
  if (before === '.') return fields(source, offset, context, range, typed);
  const all = [...functions(range), ...keywordCompletions(range), ...variables(source, offset, context, range, '')];
  return all.filter(({ label }) => label.startsWith(typed) || label.startsWith(`$${typed}`));
}

function wordStart(source: string, offset: number): number {
  let start = offset;
  while (start > 0 && /\w/.test(source[start - 1] ?? '')) start--;
  return start;
}

function functions(range: Range): Completion[] {
  return builtinSignatures().map((signature) => {
    const documentation = documentationOf(signature);
    const label = documentation?.usage ?? signature;
    const name = signature.slice(0, signature.indexOf('/'));
    const insertText = signature.endsWith('/0') ? name : `${name}(`;
    return { kind: 'function', label, insertText, range, detail: documentation?.text ?? '' };
  });
}

function keywordCompletions(range: Range): Completion[] {
  return keywords.map((label) => ({ kind: 'keyword', label, insertText: label, range, detail: '' }));
}

function formats(range: Range, typed: string): Completion[] {
  const names = formatNames.filter((name) => name.startsWith(typed));
  return names.map((name) => ({ kind: 'format', label: `@${name}`, insertText: `@${name}`, range, detail: '' }));
}

function variables(
  source: string,
  offset: number,
  context: CompletionContext,
  range: Range,
  typed: string,
): Completion[] {
  const names = new Set([...context.variables, ...boundBefore(parseExpression(source).tree, offset)]);
  return [...names]
    .filter((name) => name.startsWith(typed))
    .map((name) => ({ kind: 'variable', label: `$${name}`, insertText: `$${name}`, range, detail: '' }));
}

/** Variables that the expression binds before `offset`; which of them are visible there is left to the compiler. */
function boundBefore(tree: Expression, offset: number): string[] {
  const names: string[] = [];
  for (const part of partsOf(tree)) {
    if (part.kind !== 'bind' && part.kind !== 'reduce' && part.kind !== 'foreach' && part.kind !== 'def') continue;
    if (part.kind === 'def') {
      const { parameters, range } = part.definition;
      if (range.start < offset && offset <= range.end)
        names.push(...parameters.filter((one) => one.isValue).map((one) => one.name));
      continue;
    }
    for (const pattern of part.patterns) {
      const text = pattern.range.end <= offset ? patternNames(pattern) : [];
      names.push(...text);
    }
  }
  return names;
}

function patternNames(pattern: Extract<Expression, { kind: 'bind' }>['patterns'][number]): string[] {
  if (pattern.kind === 'variable') return [pattern.name];
  if (pattern.kind === 'array') return pattern.items.flatMap(patternNames);
  return pattern.entries.flatMap(({ variable, value }) => [
    ...(variable === null ? [] : [variable.name]),
    ...(value === null ? [] : patternNames(value)),
  ]);
}

function fields(source: string, offset: number, context: CompletionContext, range: Range, typed: string): Completion[] {
  const { tree } = parseExpression(source);
  const node =
    partsOf(tree).find((part) => isFieldAt(part, offset)) ?? partsOf(tree).find((part) => isDotAt(part, offset));
  if (node === undefined) return [];
  const keys = new Set(targetsOf(tree, node).flatMap((target) => keysAt(target, context)));
  return [...keys]
    .filter((key) => key.startsWith(typed))
    .map((key): Completion => {
      const isPlain = /^[A-Za-z_]\w*$/.test(key);
      return { kind: 'field', label: `.${key}`, insertText: isPlain ? key : JSON.stringify(key), range, detail: '' };
    });
}

function isFieldAt(part: Expression, offset: number): boolean {
  return part.kind === 'field' && part.nameRange.start <= offset && offset <= part.nameRange.end;
}

function isDotAt(part: Expression, offset: number): boolean {
  return part.kind === 'identity' && part.range.end === offset && part.range.start < offset;
}

/** Largest number of sample values that are looked at for one place. */
const maxSamples = 200;

function keysAt({ root, path }: PathRead, { sampleShape }: CompletionContext): string[] {
  const sample = root === 'input' ? sampleShape?.input : sampleShape?.variables?.[root.slice(1)];
  let values: readonly Json[] = sample === undefined ? [] : [sample];
  for (const step of path) values = values.flatMap((value) => stepInto(value, step)).slice(0, maxSamples);
  return values.flatMap((value) => (isJsonObject(value) ? Object.keys(value) : []));
}

function stepInto(value: Json, step: string | number): readonly Json[] {
  if (typeof value !== 'object' || value === null) return [];
  if (step === '*') return Object.values(value as JsonObject);
  const found = Object.entries(value as JsonObject).find(([key]) => key === String(step));
  return found === undefined ? [] : [found[1]];
}
