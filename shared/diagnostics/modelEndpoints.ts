import type { Expression } from '../expressions/syntax.ts';
import type { Range } from '../workflow/document.ts';
import type { ModelTask } from './model.ts';
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
  tasks: ReadonlyMap<string, ModelTask>,
): ModelEndpoint[] {
  const byText = new Map(expressions.map((expression) => [expression.text, expression]));
  const found: ModelEndpoint[] = [];
  for (const text of texts) {
    if (!isAddress(text, tasks)) continue;
    const expression = byText.get(text);
    if (expression === undefined) {
      const address = readAddress(text.value, 0);
      if (address !== null) found.push({ text, address, isPartial: false });
    } else {
      for (const { value, range, isWhole } of textsOf(expression)) {
        const address = readAddress(value, range.start, range);
        if (address !== null) found.push({ text, address, isPartial: !isWhole });
      }
    }
  }
  return found;
}

/** Whether the language or a house action reads the text as an address. */
function isAddress(text: ModelText, tasks: ReadonlyMap<string, ModelTask>): boolean {
  const key = text.path.at(-1);
  const holder = text.path.at(-2);
  if (key === 'url') return isWebhookAddress(text, tasks);
  if (text.isData) return false;
  if (key === 'endpoint' || key === 'authority' || key === 'document') return true;
  if (key === 'uri') return holder === 'endpoint';
  return key === 'host' && holder === 'service';
}

function isWebhookAddress(text: ModelText, tasks: ReadonlyMap<string, ModelTask>): boolean {
  const target = text.task === null ? null : tasks.get(text.task.reference)?.target;
  return (
    target?.kind === 'action' && target.action === 'webhook' && text.pointer === `${text.task?.reference}/with/url`
  );
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
  const visit = (node: Expression, isWhole: boolean): void => {
    switch (node.kind) {
      case 'literal':
        if (typeof node.value === 'string')
          found.push({ value: node.value, range: partOf(expression, node.range), isWhole });
        return;
      case 'string': {
        const first = node.parts[0];
        if (typeof first === 'string')
          found.push({ value: first, range: partOf(expression, node.range), isWhole: false });
        return;
      }
      case 'binary':
        if (node.operator === '+') visit(node.left, false);
        return;
      case 'alternative':
        visit(node.left, isWhole);
        visit(node.right, isWhole);
        return;
      case 'if':
        visit(node.then, isWhole);
        if (node.otherwise !== null) visit(node.otherwise, isWhole);
    }
  };
  visit(expression.tree, true);
  return found;
}
