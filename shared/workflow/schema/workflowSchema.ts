import { authenticationSchemas } from './authenticationSchema.ts';
import { documentSchemas, workflow } from './documentSchema.ts';
import { eventSchemas } from './eventSchema.ts';
import { policySchemas } from './policySchema.ts';
import { resourceSchemas } from './resourceSchema.ts';
import type { Properties, RefSchema, Schema } from './schemaTypes.ts';
import { taskSchemas } from './tasks/taskSchema.ts';

const namedSchemas: Properties = {
  ...documentSchemas,
  ...policySchemas,
  ...authenticationSchemas,
  ...resourceSchemas,
  ...eventSchemas,
  ...taskSchemas,
};

/** The schema of a definition. */
export const workflowSchema: Schema = workflow;

/** The schema that stands behind a name; a name that does not exist is a bug of the schema. */
export function resolveSchema(schema: Schema): Exclude<Schema, RefSchema> {
  let resolved = schema;
  while (resolved.kind === 'ref') {
    const named: Schema | undefined = namedSchemas[resolved.to];
    if (named === undefined) throw new Error(`the schema has no part named ${resolved.to}`);
    resolved = named;
  }
  return resolved;
}
