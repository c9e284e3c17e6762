import { isJsonObject } from '../../base/json.ts';
import type { Policy } from '../../policy/policy.ts';
import type { SourceDocument } from '../../workflow/document.ts';
import { valueAt } from '../../workflow/pointer.ts';
import { joinLabels, labelOf } from './label.ts';
import { schemaShape } from './schemaShape.ts';
import { type Shape, shapeOf } from './shape.ts';
import { untrustedSource } from './sources.ts';

/** What whoever starts a workflow brings, as far as its schema says. */
export function workflowInput({ value }: SourceDocument, policy: Policy): Shape {
  const schema = isJsonObject(value) ? valueAt(value, '/input/schema/document') : undefined;
  const events = isJsonObject(value) ? valueAt(value, '/schedule/on') : undefined;
  const labels = [labelOf(untrustedSource(events === undefined ? 'input' : 'schedule'))];
  const shape = schemaShape(schema, '/input/schema/document', policy, labels);
  return shapeOf({ ...shape, labels: joinLabels(shape.labels, labels), root: 'input' });
}
