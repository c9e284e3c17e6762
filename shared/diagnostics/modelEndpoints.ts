import type { Expression } from '../expressions/syntax.ts';
import type { Range } from '../workflow/document.ts';
import type { ModelExpression } from './modelExpressions.ts';
import { partOf } from './modelExpressions.ts';
import type { ModelText } from './modelText.ts';
import { type EndpointAddress, readAddress } from './network/readAddress.ts';

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
  const byText = new Map(expressions.map((expression) => [expression.text, expression]));
  const found: ModelEndpoint[] = [];
  for (const text of texts) {
    if (!isAddress(text)) continue;
    const expression = byText.get(text);
    if (expression === undefined) {
      const address = readAddress(text.value);
      if (address !== null) found.push({ text, address, isPartial: false });
    } else {
      for (const { value, range, isWhole } of textsOf(expression)) {
        const address = readAddress(value, { literal: range, isPartial: !isWhole });
        if (address !== null) found.push({ text, address, isPartial: !isWhole });
      }
    }
  }
  return found;
}

/** Whether the language or a house action reads the text as an address. */
export function isAddress(text: ModelText): boolean {
  const key = text.path.at(-1);
  if (key === 'url') return isWebhookAddress(text);
  if (key === undefined || text.isData) return false;
  if (addressKeys.has(key)) return true;
  const holder = text.path.at(-2);
  if (key === 'uri') return holder === 'endpoint' || holder === 'server';
  return (key === 'host' && holder === 'service') || (holder === 'endpoints' && text.value.includes('://'));
}

/** Keys whose text is an address: of calls, catalogs and documents, of who gives tokens, of an A2A server. */
const addressKeys = new Set(['endpoint', 'authority', 'document', 'server']);

function isWebhookAddress({ task, pointer }: ModelText): boolean {
  return task !== null && task.action === 'webhook' && pointer === `${task.reference}/with/url`;
}

interface ExpressionText {
  readonly value: string;
  /** In the text's value, with its quotes. */
  readonly range: Range;
  readonly isWhole: boolean;
}

/** The string literals that an expression's result may begin with or be. */
function textsOf(expression: ModelExpression): ExpressionText[] {
  const found: ExpressionText[] = [];
  const open: { node: Expression; isWhole: boolean }[] = [{ node: expression.tree, isWhole: true }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, isWhole } = next;
    if (node.kind === 'literal') {
      if (typeof node.value === 'string') {
        found.push({ value: node.value, range: partOf(expression, node.range), isWhole });
      }
    } else if (node.kind === 'string') {
      const first = node.parts[0];
      if (typeof first === 'string')
        found.push({ value: first, range: partOf(expression, node.range), isWhole: false });
    } else if (node.kind === 'binary') {
      if (node.operator === '+') open.push({ node: node.left, isWhole: false });
    } else if (node.kind === 'alternative') {
      open.push({ node: node.right, isWhole }, { node: node.left, isWhole });
    } else if (node.kind === 'if') {
      if (node.otherwise !== null) open.push({ node: node.otherwise, isWhole });
      open.push({ node: node.then, isWhole });
    }
  }
  return found;
}
