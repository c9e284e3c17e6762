import { anyMap, integer, type ObjectSchema, type Properties, ref, type Schema, text, union } from './schemaTypes.ts';

const count = (unit: string): Schema => integer(`Number of ${unit}.`, { minimum: 0, example: 1 });

const duration = union(
  'A time span: `PT15M`, `{ minutes: 15 }`, or an expression that gives one.',
  text('ISO 8601, e.g. `PT15M` or `P1DT12H`.', { format: 'durationOrExpression', example: 'PT30S' }),
  {
    kind: 'object',
    what: 'a duration',
    minProperties: 1,
    properties: {
      days: count('days'),
      hours: count('hours'),
      minutes: count('minutes'),
      seconds: count('seconds'),
      milliseconds: count('milliseconds'),
    },
  },
);

const timeout: ObjectSchema = {
  kind: 'object',
  what: 'a timeout',
  description: 'How long something may take before it fails with a timeout error (408).',
  required: ['after'],
  properties: { after: ref('duration', 'Time after which it fails.') },
};

const error: ObjectSchema = {
  kind: 'object',
  what: 'an error',
  description: 'An error (RFC 7807).',
  required: ['type', 'status'],
  properties: {
    type: text('URI of the kind of error, e.g. `https://serverlessworkflow.io/spec/1.0.0/errors/timeout`.', {
      format: 'uriOrExpression',
      example: 'https://serverlessworkflow.io/spec/1.0.0/errors/runtime',
    }),
    status: integer('Status code, as HTTP has them.', { example: 500 }),
    title: text('Short summary for people.'),
    detail: text('What happened this time.'),
    details: text('What happened this time.', { deprecated: '`detail`' }),
    instance: text('JSON Pointer of the task that the error comes from.', { format: 'pointerOrExpression' }),
  },
};

const errorFilter: ObjectSchema = {
  kind: 'object',
  what: 'an error filter',
  description: 'Errors whose members equal all of these.',
  minProperties: 1,
  properties: {
    type: text('URI of the kind of error.', {
      example: 'https://serverlessworkflow.io/spec/1.0.0/errors/communication',
    }),
    status: integer('Status code.', { example: 503 }),
    instance: text('JSON Pointer of the task that failed.'),
    title: text('Summary of the error.'),
    detail: text('Detail of the error.'),
    details: text('Detail of the error.', { deprecated: '`detail`' }),
  },
};

const backoffs = {
  constant: 'The wait stays the same.',
  exponential: 'The wait doubles each time.',
  linear: 'The wait grows by the same amount each time.',
} as const;

const retryPolicy: ObjectSchema = {
  kind: 'object',
  what: 'a retry policy',
  description: 'When and how often what failed is tried again.',
  properties: {
    when: text('Condition: retries only where it is true of the error, as in `.status == 503`.'),
    exceptWhen: text('Condition: does not retry where it is true of the error.'),
    delay: ref('duration', 'Wait before a retry.', { example: { seconds: 1 } }),
    backoff: {
      kind: 'object',
      what: 'a backoff',
      description: 'How the wait grows from one retry to the next.',
      properties: {},
      groups: [
        (['constant', 'exponential', 'linear'] as const).map((key) => ({
          key,
          required: [key],
          properties: { [key]: anyMap(backoffs[key]) },
        })),
      ],
    },
    limit: {
      kind: 'object',
      what: 'a retry limit',
      description: 'When retrying ends.',
      properties: {
        attempt: {
          kind: 'object',
          what: 'an attempt limit',
          description: 'Limits of the attempts.',
          properties: {
            count: integer('Most retries.', { example: 3 }),
            duration: ref('duration', 'Longest time for one attempt.'),
          },
        },
        duration: ref('duration', 'Longest time for all attempts together.'),
      },
    },
    jitter: {
      kind: 'object',
      what: 'a jitter',
      description: 'Random time that is added to each wait.',
      required: ['from', 'to'],
      properties: { from: ref('duration', 'Least time added.'), to: ref('duration', 'Most time added.') },
    },
  },
};

/** Named schemas of durations, timeouts, errors and retries. */
export const policySchemas: Properties = {
  duration,
  timeout,
  timeoutOrName: union(
    'A timeout, or the name of one.',
    ref('timeout'),
    text('Name of a timeout.', { names: 'timeouts' }),
  ),
  error,
  errorFilter,
  retryPolicy,
};
