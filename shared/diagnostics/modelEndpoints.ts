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

/** The addresses in a text of a call, a document, a catalog, an authentication, a script or a webhook. */
export function endpointsIn(text: ModelText): ModelEndpoint[] {
  return isAddress(text) ? addressesIn(text) : [];
}

function addressesIn(text: ModelText): ModelEndpoint[] {
  if (text.expression === null) {
    const address = readAddress(text.value);
    return address === null ? [] : [{ text, address, isPartial: false }];
  }
  return writtenTexts(text.expression, hasHost).flatMap(({ value, range, isWhole, isLiteral }) => {
    const address = readAddress(value, { literal: range, isPartial: !isWhole, isLiteral });
    return address === null ? [] : [{ text, address, isPartial: !isWhole }];
  });
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

/** The addresses in a text of data that the definition writes; none where it has no host. */
export function dataAddressesIn(text: ModelText): ModelEndpoint[] {
  return addressesIn(text).filter(({ address }) => address.host !== null || address.isUnreadable);
}

/** The name that an address begins with which data gives, as in `.base + "/orders"`; null where it is none. */
export function addressName({ text, tree }: ModelExpression): string | null {
  return isAddress(text) ? nameBegun(tree) : null;
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

/** Members of a task that write data for it or for those behind it. */
const writingMembers = new Set(['set', 'input', 'output', 'export']);

/** Whether a text may be an address in data that the definition writes: in `set` and the like, or in arguments of its functions. */
export function isDataAddress(text: ModelText): boolean {
  const { task, path, value } = text;
  if (task === null || !value.includes('://') || isAddress(text)) return false;
  const member = path[task.depth] ?? '';
  if (path[task.depth + 1] === 'schema') return false;
  return writingMembers.has(member) || (member === 'with' && task.target?.kind === 'function');
}
