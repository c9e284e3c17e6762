import { authentication } from '../authenticationSchema.ts';
import {
  anyMap,
  integer,
  listOf,
  type ObjectSchema,
  type Properties,
  ref,
  type Schema,
  text,
  union,
} from '../schemaTypes.ts';

const template = (description: string, example: string): Schema => text(`${description} A template.`, { example });

function addresses(description: string): Schema {
  return union(
    description,
    text('One address. A template.', { example: 'someone@example.com' }),
    listOf('Several addresses.', { kind: 'text' }),
  );
}

function rowsOf(description: string): Schema {
  const row = anyMap('Values by column.');
  return union(description, row, listOf('Several of them.', row), text('An expression that gives them.'));
}

const email: ObjectSchema = {
  kind: 'object',
  what: 'an e-mail',
  description: 'Sends an e-mail. Its texts are templates: `{{name}}`, `{{ssn | mask_ssn}}`.',
  required: ['to'],
  suggested: ['subject', 'body'],
  properties: {
    to: addresses('Who it goes to.'),
    cc: addresses('Who gets a copy.'),
    bcc: addresses('Who gets a copy unseen.'),
    from: template('Who it comes from.', 'no-reply@example.com'),
    replyTo: template('Where answers go.', 'help@example.com'),
    subject: template('Subject.', 'Your order {{id}}'),
    body: template('Text of the message.', 'Dear {{name}}, …'),
    html: union(
      'The message in HTML; or `true`, where `body` is HTML.',
      template('The message in HTML.', '<p>Dear {{name}}, …</p>'),
      { kind: 'boolean' },
    ),
  },
};

const notification: ObjectSchema = {
  kind: 'object',
  what: 'a notification',
  description: 'Sends a notification. Its texts are templates.',
  suggested: ['channel', 'title', 'body'],
  properties: {
    channel: template('Where it is sent: `push`, `sms`, the name of a chat room.', 'push'),
    to: addresses('Who gets it.'),
    title: template('Title.', 'Order {{id}}'),
    body: template('Text.', 'Your order has been sent.'),
    data: { kind: 'any', description: 'Data for the receiving application.' },
  },
};

const webhook: ObjectSchema = {
  kind: 'object',
  what: 'a webhook',
  description: "Calls somebody's webhook.",
  required: ['url'],
  properties: {
    url: text('Where it is sent. A template.', { example: 'https://hooks.example.com/orders' }),
    method: text('Method of the request.', {
      enum: ['POST', 'PUT', 'PATCH', 'GET', 'DELETE'],
      open: true,
      default: 'POST',
      example: 'POST',
    }),
    headers: union('Headers of the request.', anyMap('Values by name.'), text('An expression that gives them.')),
    body: { kind: 'any', description: 'Body of the request: data, or a template.' },
    authentication,
    timeout: ref('duration', 'How long the answer may take.'),
  },
};

const database: ObjectSchema = {
  kind: 'object',
  what: 'a database action',
  description: 'Reads or changes rows: by `operation` and `table`, or by `sql` with bound parameters.',
  suggested: ['connection'],
  properties: {
    connection: text('Name of the connection.', { example: 'main' }),
    tenant: { kind: 'any', description: 'Tenant whose rows are meant, where the policy names a tenant column.' },
  },
  groups: [
    [
      {
        key: 'operation',
        required: ['operation', 'table'],
        properties: {
          operation: text('What is done.', { enum: ['query', 'insert', 'update', 'delete'], example: 'query' }),
          table: text('The table.', { example: 'orders' }),
          fields: listOf('Columns that are read; all of them, where it is absent.', { kind: 'text' }),
          values: rowsOf('Columns and their new values; a list of these for several rows.'),
          filter: rowsOf('Columns and the values they must have.'),
          parameters: { kind: 'any', description: 'Values for the parameters of the filter.' },
          limit: union('Most rows.', integer('Number of rows.', { minimum: 0, example: 100 }), text('An expression.')),
        },
      },
      {
        key: 'sql',
        required: ['sql'],
        properties: {
          sql: text('SQL text; values belong into `parameters`.', { example: 'select id from orders where id = $1' }),
          parameters: { kind: 'any', description: 'Values of the parameters: a list, a map, or an expression.' },
        },
      },
    ],
  ],
};

/** `with` of the actions of the built-in catalog, by the name that `call` has. */
export const houseCalls: Properties = {
  'email:1.0.0@default': email,
  'notification:1.0.0@default': notification,
  'webhook:1.0.0@default': webhook,
  'database:1.0.0@default': database,
};
