import { isJsonObject, type Json } from '../base/json.ts';
import type { Format, SourceDocument } from './document.ts';
import { parseDocument } from './parseDocument.ts';
import { workflow } from './schema/documentSchema.ts';

/** Members at the top of a text, as far as its lines show them. */
const topMember = /^["']?([\w.-]+)["']?\s*:/gm;
/** The same for what only definitions have; in JSON anywhere, as it may be all in one line. */
const ownMember = /^["']?(?:document|do)["']?\s*:/m;
const ownMemberInJson = /"(?:document|do)"\s*:/;

/**
 * Whether a YAML or JSON text may be a definition, where its name leaves that open. What can be read tells by its members.
 * A text with mistakes is taken for one unless what can be read of it belongs to something else: a mistake must not hide a definition.
 */
export function mayBeDefinition(text: string, format?: Format): boolean {
  const read = parseDocument(text, format);
  if (!read.ok) return namesDefinition(text);
  return read.value.problems.length === 0 ? isDefinition(read.value.value) : mayHaveMeantDefinition(read.value);
}

/** The same for a text that cannot be read whole, or for the beginning of one. */
export function namesDefinition(text: string): boolean {
  return (/^[\s\uFEFF]*\{/.test(text) ? ownMemberInJson : ownMember).test(text);
}

function isDefinition(value: Json): boolean {
  if (!isJsonObject(value)) return false;
  if ('do' in value) return 'document' in value || Array.isArray(value.do);
  return isJsonObject(value.document) && 'dsl' in value.document;
}

function mayHaveMeantDefinition({ text, value }: SourceDocument): boolean {
  if (Array.isArray(value)) return false;
  // A mistake may lead to wrong keys in the tree, and a key may stand in a line with others.
  const names = new Set([...text.matchAll(topMember)].map(([, name = '']) => name));
  if (isJsonObject(value)) for (const name of Object.keys(value)) names.add(name);
  if (names.has('document') || names.has('do')) return true;
  return [...names].every((name) => Object.hasOwn(workflow.properties, name));
}
