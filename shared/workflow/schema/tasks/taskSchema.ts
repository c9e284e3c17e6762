import {
  type Alternative,
  anyMap,
  flag,
  listOf,
  type ObjectSchema,
  type Properties,
  ref,
  type Schema,
  text,
  union,
} from '../schemaTypes.ts';
import { houseCalls } from './houseCallSchema.ts';
import { requestCalls } from './httpCallSchema.ts';
import { messageCalls } from './messageCallSchema.ts';
import { containerLifetime, run } from './runSchema.ts';

const condition = (description: string): Schema => text(description, { example: '${ true }' });
const then = ref('flowDirective', 'Where the workflow goes on.');

const base: Properties = {
  if: condition('Runs the task only where this is true.'),
  input: ref('input', 'Checks and transforms what the task gets.'),
  output: ref('output', 'Transforms and checks what the task gives.'),
  export: ref('export', 'Sets the context from what the task gives.'),
  timeout: ref('timeoutOrName', 'How long the task may take: inline, or the name of a timeout of `use.timeouts`.'),
  then,
  metadata: anyMap('Anything else worth keeping with the task.'),
};

/** Calls whose arguments the language or the built-in catalog knows. */
const knownCalls: Properties = { ...requestCalls, ...messageCalls, ...houseCalls };

const call: Alternative = {
  key: 'call',
  description: 'Calls a service, a function of `use.functions`, or a function of a catalog.',
  required: ['call'],
  properties: {
    call: text('What is called: a protocol, a function, or `name:version@catalog`.', {
      enum: Object.keys(knownCalls),
      open: true,
      names: 'functions',
      example: 'http',
    }),
    with: {
      kind: 'dependent',
      on: 'call',
      description: 'Arguments of the call.',
      cases: knownCalls,
      otherwise: anyMap('Parameters of the function by name.'),
    },
  },
  casesRequire: { call: Object.fromEntries(Object.keys(knownCalls).map((name) => [name, ['with']])) },
};

const forLoop: ObjectSchema = {
  kind: 'object',
  what: '`for`',
  description: 'What the loop goes through.',
  required: ['in'],
  properties: {
    each: text('Name of the variable that holds the item.', { default: 'item', example: 'item' }),
    in: union(
      'The collection.',
      text('Expression that gives it.', { example: '${ .items }' }),
      listOf('The items themselves.', anyMap('An item.')),
    ),
    at: text('Name of the variable that holds the index.', { default: 'index', example: 'index' }),
  },
};

const switchCase: ObjectSchema = {
  kind: 'object',
  what: 'a case',
  required: ['then'],
  properties: {
    when: condition('Condition of the case; without it the case is the default.'),
    // biome-ignore lint/suspicious/noThenProperty: the DSL's own name
    then: ref('flowDirective', 'Where the workflow goes on in this case.'),
  },
};

const caught: ObjectSchema = {
  kind: 'object',
  what: '`catch`',
  description: 'Which errors are caught, and what is done about them.',
  properties: {
    errors: {
      kind: 'object',
      what: '`errors`',
      description: 'Errors that are caught; all of them, where it is absent.',
      properties: { with: ref('errorFilter', 'Members that the error must have.') },
    },
    as: text('Name of the variable that holds the error.', { default: 'error', example: 'error' }),
    when: condition('Catches only where this is true of the error: `.status == 503`.'),
    exceptWhen: condition('Does not catch where this is true of the error.'),
    retry: union(
      'How often the tasks are tried again: inline, or the name of a policy of `use.retries`.',
      ref('retryPolicy'),
      text('Name of a retry policy.', { names: 'retries' }),
    ),
    do: ref('taskList', 'Tasks that run when the error is caught and retries are exhausted.'),
    // biome-ignore lint/suspicious/noThenProperty: the DSL's own name
    then: ref('flowDirective', "Where the workflow goes on after an error; the task's own `then` otherwise."),
  },
};

const listen: ObjectSchema = {
  kind: 'object',
  what: '`listen`',
  description: 'Which events are waited for.',
  required: ['to'],
  properties: {
    to: ref('eventConsumption', 'The events.'),
    read: text('What of the events becomes data: their `data`, the whole `envelope`, or the `raw` data.', {
      enum: ['data', 'envelope', 'raw'],
      default: 'data',
    }),
  },
};

const emit: ObjectSchema = {
  kind: 'object',
  what: '`emit`',
  description: 'The event to publish.',
  required: ['event'],
  properties: {
    event: {
      kind: 'object',
      what: 'an event',
      description: 'The event.',
      additional: { kind: 'any' },
      properties: { with: ref('emittedEvent', 'Attributes of the event.') },
    },
  },
};

const fork: ObjectSchema = {
  kind: 'object',
  what: '`fork`',
  description: 'Branches that run at the same time.',
  required: ['branches'],
  properties: {
    branches: ref('taskList', 'The branches, each a task.'),
    compete: flag('Whether the first branch to end wins and the others are cancelled.', false),
  },
};

function only(key: string, description: string, schema: Schema): Alternative {
  return { key, description, required: [key], properties: { [key]: schema } };
}

const types: readonly Alternative[] = [
  call,
  only(
    'set',
    'Makes data from values and expressions.',
    union(
      'The data: a map of values and expressions, or one expression.',
      anyMap('Values and expressions by name.', { minProperties: 1 }),
      text('An expression.', { example: '${ . }' }),
    ),
  ),
  only('switch', 'Goes on with the first case that matches.', {
    kind: 'list',
    minItems: 1,
    description: 'The cases, tried in order.',
    items: { kind: 'entry', what: 'case', value: switchCase },
  }),
  {
    key: 'for',
    description: 'Runs tasks for each item of a collection.',
    required: ['for', 'do'],
    properties: {
      for: forLoop,
      while: condition('Goes on as long as this is true.'),
      do: ref('taskList', 'Tasks that run for each item.'),
    },
  },
  {
    key: 'try',
    description: 'Runs tasks and handles their errors.',
    required: ['try', 'catch'],
    properties: { try: ref('taskList', 'Tasks that may fail.'), catch: caught },
  },
  only('do', 'Runs tasks one after the other.', ref('taskList', 'The tasks.')),
  only('fork', 'Runs branches at the same time.', fork),
  only('wait', 'Waits for a time.', ref('duration', 'How long.', { example: { seconds: 30 } })),
  only('emit', 'Publishes an event.', emit),
  {
    key: 'listen',
    description: 'Waits for events.',
    required: ['listen'],
    properties: { listen, foreach: ref('subscriptionIterator', 'What is done with each event.') },
  },
  only('raise', 'Raises an error.', {
    kind: 'object',
    what: '`raise`',
    description: 'The error to raise.',
    required: ['error'],
    properties: {
      error: union(
        'The error: inline, or the name of one of `use.errors`.',
        ref('error'),
        text('Name of an error.', { names: 'errors' }),
      ),
    },
  }),
  only('run', 'Runs a script, a shell command, a container or another workflow.', run),
];

/** Named schemas of tasks. */
export const taskSchemas: Properties = {
  taskList: listOf('Tasks in order, each with its name.', { kind: 'entry', what: 'task', value: ref('task') }),
  task: { kind: 'object', what: 'a task', description: 'A step of the workflow.', properties: base, groups: [types] },
  flowDirective: text(
    '`continue`, `exit` (leaves this list), `end` (ends the workflow), or the name of a task of this list.',
    {
      enum: ['continue', 'exit', 'end'],
      open: true,
      names: 'tasks',
      default: 'continue',
    },
  ),
  containerLifetime,
};
