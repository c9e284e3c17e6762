import { isJsonObject, type Json } from '../base/json.ts';
import type { SourceDocument, SourceNode } from '../workflow/document.ts';
import { splitPointer } from '../workflow/pointer.ts';
import type { TextEdit } from './finding.ts';

/**
 * The edit that puts `key: value` into the map at a pointer: before the member `before` where it has it, else first.
 * Null where the notation leaves no room for a safe insertion (an anchor or an explicit key in the way).
 */
export function insertEntry(
  document: SourceDocument,
  pointer: string,
  key: string,
  value: Json,
  before?: string,
): TextEdit | null {
  const node = nodeAt(document.tree, pointer);
  if (node === null || node.kind !== 'map') return null;
  const isJson = document.format === 'json';
  const entry = `${isJson ? JSON.stringify(key) : key}: ${flowText(value, isJson)}`;
  const next = (before === undefined ? undefined : node.entries.get(before)) ?? node.entries.values().next().value;
  if (document.text[node.range.start] === '{') {
    if (next === undefined) return insertion(node.range.start + 1, `${entry}`);
    return insertion(next.keyRange.start, `${entry}, `);
  }
  return next === undefined ? null : insertLine(document.text, next.keyRange.start, entry);
}

/** The edits that declare a secret in `use.secrets`: none where it is declared; null where there is no room. */
export function declareSecret(document: SourceDocument, name: string): readonly TextEdit[] | null {
  const secrets = nodeAt(document.tree, '/use/secrets');
  if (secrets?.kind === 'list' && secrets.value.includes(name)) return [];
  const edit = secrets === null ? addSecrets(document, name) : addItem(document, secrets, name);
  return edit === null ? null : [edit];
}

function addSecrets(document: SourceDocument, name: string): TextEdit | null {
  return nodeAt(document.tree, '/use') === null
    ? insertEntry(document, '', 'use', { secrets: [name] }, 'do')
    : insertEntry(document, '/use', 'secrets', [name]);
}

function addItem(document: SourceDocument, list: SourceNode, name: string): TextEdit | null {
  if (list.kind !== 'list') return null;
  const [first] = list.items;
  const text = document.format === 'json' ? JSON.stringify(name) : name;
  if (document.text[list.range.start] === '[') {
    return first === undefined ? insertion(list.range.start + 1, text) : insertion(first.range.start, `${text}, `);
  }
  if (first === undefined) return null;
  const indent = /^( *)- +$/.exec(linePrefix(document.text, first.range.start))?.[1];
  return indent === undefined
    ? null
    : insertion(first.range.start, `${text}${lineBreak(document.text, first.range.start)}${indent}- `);
}

function insertLine(text: string, at: number, entry: string): TextEdit | null {
  const prefix = linePrefix(text, at);
  if (!/^ *(- +)*$/.test(prefix)) return null;
  return insertion(at, `${entry}${lineBreak(text, at)}${' '.repeat(prefix.length)}`);
}

function linePrefix(text: string, at: number): string {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
}

/** The break that ends the line of an offset: that of another line may be another. */
function lineBreak(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text[end - 1] === '\r' ? '\r\n' : '\n';
}

function insertion(at: number, newText: string): TextEdit {
  return { range: { start: at, end: at }, newText };
}

/** The value on one line, in flow style: YAML without quotes where none are needed, or JSON. */
function flowText(value: Json, isJson: boolean): string {
  if (isJson) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => flowText(item, false)).join(', ')}]`;
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(([key, member]) => `${flowText(key, false)}: ${flowText(member, false)}`);
    return `{ ${members.join(', ')} }`;
  }
  const isPlain =
    typeof value === 'string' &&
    /^[A-Za-z][A-Za-z0-9_-]*$/.test(value) &&
    !/^(true|false|null|yes|no|on|off|y|n)$/i.test(value);
  return isPlain ? value : JSON.stringify(value);
}

function nodeAt(tree: SourceNode, pointer: string): SourceNode | null {
  let node = tree;
  for (const token of splitPointer(pointer)) {
    const next =
      node.kind === 'map' ? node.entries.get(token) : node.kind === 'list' ? node.items[Number(token)] : undefined;
    // What an alias names is written, and shared, elsewhere.
    if (next === undefined || next.node.range !== next.range) return null;
    node = next.node;
  }
  return node;
}
