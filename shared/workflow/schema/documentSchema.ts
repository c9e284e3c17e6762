import { anyMap, listOf, mapOf, type ObjectSchema, type Properties, ref, text, union } from './schemaTypes.ts';

const header: ObjectSchema = {
  kind: 'object',
  what: 'the document header',
  description: 'Identifies the definition: which language it is written in, and what it is called.',
  required: ['dsl', 'namespace', 'name', 'version'],
  properties: {
    dsl: text('Version of the language, e.g. `1.0.3`.', { format: 'dslVersion', example: '1.0.3' }),
    namespace: text('Namespace that the workflow belongs to.', { format: 'name', example: 'default' }),
    name: text('Name of the workflow, unique in its namespace.', { format: 'name', example: 'my-workflow' }),
    version: text('Semantic version of this definition.', { format: 'version', example: '1.0.0' }),
    title: text('Title for people.'),
    summary: text('What the workflow does, in Markdown.'),
    tags: anyMap('Keys and values to find the workflow by.'),
    metadata: anyMap('Anything else worth keeping with the workflow.'),
  },
};

const evaluate: ObjectSchema = {
  kind: 'object',
  what: '`evaluate`',
  description: 'How runtime expressions are written.',
  properties: {
    language: text('Language of expressions.', { default: 'jq', example: 'jq' }),
    mode: text('`strict`: expressions stand in `${ }`; `loose`: they need not.', {
      enum: ['strict', 'loose'],
      default: 'strict',
    }),
  },
};

const schedule: ObjectSchema = {
  kind: 'object',
  what: 'a schedule',
  description: 'When the workflow starts by itself.',
  properties: {
    every: ref('duration', 'Starts again and again at this interval.'),
    cron: text('Starts at the times of a cron expression, e.g. `0 0 * * *` for every midnight.', {
      example: '0 0 * * *',
    }),
    after: ref('duration', 'Starts again this long after the last run ended.'),
    on: ref('eventConsumption', 'Starts when these events arrive.'),
    read: text('What of the events becomes input: their `data`, the whole `envelope`, or the `raw` data.', {
      enum: ['data', 'envelope', 'raw'],
      default: 'data',
    }),
  },
  dependentRequired: { read: ['on'] },
};

/** The definition itself. */
export const workflow: ObjectSchema = {
  kind: 'object',
  what: 'a workflow',
  description: 'A workflow of the Serverless Workflow DSL 1.0.',
  required: ['document', 'do'],
  properties: {
    document: header,
    input: ref('input', 'Checks and transforms what the workflow is started with.'),
    use: ref('use', 'What the definition declares once and names in many places.'),
    do: ref('taskList', 'The tasks of the workflow, in order.'),
    timeout: ref('timeoutOrName', 'How long a run may take: inline, or the name of a timeout of `use.timeouts`.'),
    output: ref('output', 'Transforms and checks what the workflow ends with.'),
    schedule,
    evaluate,
  },
};

function transform(what: string, description: string, key: 'from' | 'as', keyDescription: string): ObjectSchema {
  return {
    kind: 'object',
    what,
    description,
    properties: {
      schema: ref('schema', 'Schema that the data must match.'),
      [key]: union(keyDescription, text('An expression.'), anyMap('Values and expressions by name.')),
    },
  };
}

const input = transform(
  'an input',
  'Checks and transforms the input.',
  'from',
  'What the input becomes: an expression, or a map of them.',
);
const output = transform(
  'an output',
  'Transforms and checks the output.',
  'as',
  'What the output becomes: an expression, or a map of them.',
);
const exported = transform(
  'an export',
  'Sets the context, which all later tasks see as `$context`.',
  'as',
  'What the context becomes: an expression, or a map of them. It replaces the old one.',
);

const schema: ObjectSchema = {
  kind: 'object',
  what: 'a schema',
  description: 'A schema, written here or kept elsewhere.',
  properties: {
    format: text('Format of the schema, with its version where that matters: `json`, `avro:1.11`.', {
      default: 'json',
      example: 'json',
    }),
  },
  groups: [
    [
      {
        key: 'document',
        required: ['document'],
        properties: { document: { kind: 'any', description: 'The schema itself.', example: { type: 'object' } } },
      },
      {
        key: 'resource',
        required: ['resource'],
        properties: { resource: ref('externalResource', 'Where the schema is kept.') },
      },
    ],
  ],
};

const use: ObjectSchema = {
  kind: 'object',
  what: '`use`',
  description: 'What the definition declares once and names in many places.',
  properties: {
    authentications: mapOf('Authentication policies by name.', ref('authenticationPolicy')),
    errors: mapOf('Errors by name, to be raised.', ref('error')),
    extensions: listOf('Tasks that run around other tasks.', {
      kind: 'entry',
      what: 'extension',
      value: ref('extension'),
    }),
    functions: mapOf('Functions by name: tasks that `call` runs.', ref('task')),
    retries: mapOf('Retry policies by name.', ref('retryPolicy')),
    secrets: listOf('Names of the secrets that the workflow may read.', { kind: 'text' }),
    timeouts: mapOf('Timeouts by name.', ref('timeout')),
    catalogs: mapOf('Catalogs of functions by name.', ref('catalog')),
  },
};

const extension: ObjectSchema = {
  kind: 'object',
  what: 'an extension',
  description: 'Tasks that run before or after every task of a type.',
  required: ['extend'],
  properties: {
    extend: text('Type of the tasks that are extended.', {
      enum: ['all', 'call', 'composite', 'emit', 'for', 'listen', 'raise', 'run', 'set', 'switch', 'try', 'wait'],
      example: 'all',
    }),
    when: text('Condition: the extension applies only where it is true.'),
    before: ref('taskList', 'Tasks that run before the extended task.'),
    after: ref('taskList', 'Tasks that run after the extended task.'),
  },
};

const catalog: ObjectSchema = {
  kind: 'object',
  what: 'a catalog',
  description: 'A place that holds functions, called as `name:version@catalog`.',
  required: ['endpoint'],
  properties: { endpoint: ref('endpoint', 'Root of the catalog.') },
};

/** Named schemas of the document's frame. */
export const documentSchemas: Properties = {
  workflow,
  input,
  output,
  export: exported,
  schema,
  use,
  extension,
  catalog,
};
