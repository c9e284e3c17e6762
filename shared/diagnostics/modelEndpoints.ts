import type { Expression } from '../expressions/syntax.ts';
import type { ModelExpression } from './modelExpressions.ts';
import type { ModelText } from './modelText.ts';
import { type EndpointAddress, readAddress } from './network/readAddress.ts';
import { writtenTexts } from './writtenText.ts';

/** An address that the definition reaches, written out or as a text inside an expression. */
export interface ModelEndpoint {
  readonly text: ModelText;
  /** The address with its parts; ranges are of the text's value. */
  readonly address: EndpointAddress;
  /** Whether only its beginning is known, because an expression puts the rest together. */
  readonly isPartial: boolean;
}

/** Collects the addresses of calls, documents, catalogs, authentications, scripts and webhooks. */
export function collectEndpoints(
  texts: readonly ModelText[],
  expressions: readonly ModelExpression[],
): ModelEndpoint[] {
  return readAll(texts.filter(isAddress), expressions);
}

function readAll(texts: readonly ModelText[], expressions: readonly ModelExpression[]): ModelEndpoint[] {
  const byText = new Map(expressions.map((expression) => [expression.text, expression]));
  const found: ModelEndpoint[] = [];
  for (const text of texts) {
    const expression = byText.get(text);
    if (expression === undefined) {
      const address = readAddress(text.value);
      if (address !== null) found.push({ text, address, isPartial: false });
    } else {
      for (const { value, range, isWhole, isLiteral } of writtenTexts(expression, hasHost)) {
        const address = readAddress(value, { literal: range, isPartial: !isWhole, isLiteral });
        if (address !== null) found.push({ text, address, isPartial: !isWhole });
      }
    }
  }
  return found;
}

/** Whether a text goes on behind its host, so that nothing that is appended is part of that. */
function hasHost(text: string): boolean {
  return /^\s*[a-z][a-z0-9+.-]*:[\\/]*[^\\/?#\s]+[\\/?#]/i.test(text);
}

/** Whether the language or a house action reads the text as an address. */
export function isAddress(text: ModelText): boolean {
  const key = text.path.at(-1);
  if (key === 'url') return isWebhookAddress(text);
  if (key === undefined || text.isData) return false;
  if (addressKeys.has(key)) return true;
  if (key === 'call') return text.value.includes('://');
  const holder = text.path.at(-2);
  if (key === 'uri') return holder === 'endpoint' || holder === 'server';
  return (key === 'host' && holder === 'service') || (holder === 'endpoints' && text.value.includes('://'));
}

/** Keys whose text is an address: of calls, catalogs and documents, of who gives tokens, of an A2A server. */
const addressKeys = new Set(['endpoint', 'authority', 'document', 'server']);

function isWebhookAddress({ task, pointer }: ModelText): boolean {
  return task !== null && task.action === 'webhook' && pointer === `${task.reference}/with/url`;
}

/**
 * Addresses that the definition writes into data of its own (`set`, arguments of its functions) under a name that an address
 * is read by elsewhere: `set: { base: "https://…" }`, and later `endpoint: ${ .base + "/orders" }`.
 */
export function namedEndpoints(
  texts: readonly ModelText[],
  expressions: readonly ModelExpression[],
): readonly ModelEndpoint[] {
  const names = new Set(
    expressions.flatMap((expression) => (isAddress(expression.text) ? [nameBegun(expression.tree)] : [])),
  );
  names.delete(null);
  if (names.size === 0) return [];
  const written = texts.filter((text) => names.has(text.path.at(-1) ?? '') && isOwnData(text) && !isAddress(text));
  return readAll(written, expressions).filter(({ address }) => address.host !== null || address.isUnreadable);
}

/** The name of the field that an address begins with; null where it begins with anything else. */
function nameBegun(tree: Expression): string | null {
  switch (tree.kind) {
    case 'field':
      return tree.name;
    case 'index':
      return tree.index.kind === 'literal' && typeof tree.index.value === 'string' ? tree.index.value : null;
    case 'binary':
    case 'alternative':
      return nameBegun(tree.left);
    case 'pipe':
      return nameBegun(tree.right);
    case 'string': {
      const [first] = tree.parts.filter((part) => part !== '');
      return first === undefined || typeof first === 'string' ? null : nameBegun(first);
    }
    default:
      return null;
  }
}

function isOwnData({ task, path, value }: ModelText): boolean {
  if (task === null || !value.includes('://')) return false;
  const member = path[task.depth];
  return member === 'set' || (member === 'with' && task.target?.kind === 'function');
}
