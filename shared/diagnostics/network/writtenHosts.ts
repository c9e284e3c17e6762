import { isJsonObject } from '../../base/json.ts';
import type { Expression } from '../../expressions/syntax.ts';
import { callArguments } from '../callTarget.ts';
import { expressionIn } from '../modelExpressions.ts';
import type { ModelTask } from '../modelTask.ts';
import { writtenTexts } from '../writtenText.ts';
import { readAddress } from './readAddress.ts';

/** The hosts that a call writes itself, in an expression too; null where something else, or data, has a say. */
export function writtenHosts(task: ModelTask): readonly string[] | null {
  const { endpoint, service } = callArguments(task.task);
  const address = isJsonObject(endpoint) ? endpoint.uri : endpoint;
  const written = address ?? (isJsonObject(service) ? service.host : null);
  if (typeof written !== 'string') return null;
  const path = [...task.reference.split('/').slice(1), 'with', 'endpoint'];
  const place = { pointer: `/${path.join('/')}`, path, range: { start: 0, end: 0 }, task, isData: false };
  const expression = expressionIn({ ...place, value: written, expression: null, template: null });
  if (expression === null) return listed([readAddress(written)?.host ?? null]);
  if (!isBegunHere(expression.tree)) return null;
  return listed(
    writtenTexts(expression).map(({ value, isWhole, range, isLiteral }) => {
      return readAddress(value, { literal: range, isPartial: !isWhole, isLiteral })?.host ?? null;
    }),
  );
}

function listed(hosts: readonly (string | null)[]): readonly string[] | null {
  return hosts.length > 0 && hosts.every((host) => host !== null) ? hosts : null;
}

/** Whether whatever an expression gives begins with a text that it writes. */
function isBegunHere(tree: Expression): boolean {
  switch (tree.kind) {
    case 'literal':
      return typeof tree.value === 'string';
    case 'string':
      return typeof tree.parts[0] === 'string' && tree.parts[0] !== '';
    case 'binary':
      return tree.operator === '+' && isBegunHere(tree.left);
    case 'if':
      return isBegunHere(tree.then) && tree.otherwise !== null && isBegunHere(tree.otherwise);
    default:
      return false;
  }
}
