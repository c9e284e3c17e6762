import {
  type Alternative,
  listOf,
  mapOf,
  type ObjectSchema,
  type Properties,
  ref,
  type Schema,
  text,
  union,
} from './schemaTypes.ts';

const eventProperties: ObjectSchema = {
  kind: 'object',
  what: 'an event',
  description: 'Attributes of a CloudEvent; others than these are allowed.',
  additional: { kind: 'any' },
  properties: {
    id: text('Id of the event; made up where it is absent.'),
    source: text('URI of what the event comes from.', {
      format: 'uriOrExpression',
      example: 'https://example.com/orders',
    }),
    type: text('Kind of event.', { example: 'com.example.order.placed.v1' }),
    time: text('When it happened.', { format: 'timeOrExpression' }),
    subject: text('What it is about.'),
    datacontenttype: text('Media type of the data.', { example: 'application/json' }),
    dataschema: text('URI of the schema of the data.', { format: 'uriOrExpression' }),
    data: { kind: 'any', description: 'What the event carries.' },
  },
};

const eventFilter: ObjectSchema = {
  kind: 'object',
  what: 'an event filter',
  description: 'Which events are meant.',
  required: ['with'],
  properties: {
    with: {
      ...eventProperties,
      minProperties: 1,
      what: 'an event filter',
      description: 'Attributes that the event must have.',
    },
    correlate: mapOf('Which of those events belong to this run.', {
      kind: 'object',
      what: 'a correlation',
      required: ['from'],
      properties: {
        from: text('Expression that takes the value from the event.', { example: '${ .data.orderId }' }),
        expect: text('What the value must be; the first one seen, where it is absent.'),
      },
    }),
  },
};

const filters = (description: string): Schema => listOf(description, ref('eventFilter'));

function strategy(until: Properties): ObjectSchema {
  const options: readonly Alternative[] = [
    { key: 'one', required: ['one'], properties: { one: ref('eventFilter', 'Waits for one event.') } },
    {
      key: 'any',
      required: ['any'],
      properties: {
        any: filters('Waits for any of these events; for all that come, where the list is empty.'),
        ...until,
      },
    },
    { key: 'all', required: ['all'], properties: { all: filters('Waits until each of these events has come.') } },
  ];
  return {
    kind: 'object',
    what: 'an event consumption strategy',
    description: 'Which events are waited for.',
    properties: {},
    groups: [options],
  };
}

/** Named schemas of events. */
export const eventSchemas: Properties = {
  eventFilter,
  emittedEvent: { ...eventProperties, required: ['type'] },
  eventConsumption: strategy({
    until: union(
      'When listening ends: a condition, or events that end it.',
      text('Expression that is true when listening ends.', { example: '${ .done }' }),
      strategy({}),
    ),
  }),
  subscriptionIterator: {
    kind: 'object',
    what: '`foreach`',
    description: 'What is done with each event or message.',
    properties: {
      item: text('Name of the variable that holds it.', { default: 'item', example: 'item' }),
      at: text('Name of the variable that holds its index.', { default: 'index', example: 'index' }),
      do: ref('taskList', 'Tasks that run for each.'),
      output: ref('output', "Transforms each one's output."),
      export: ref('export', 'Sets the context after each one.'),
    },
  },
};
