import { authentication } from '../authenticationSchema.ts';
import {
  anyMap,
  integer,
  mapOf,
  type ObjectSchema,
  type Properties,
  ref,
  type Schema,
  text,
  textList,
  union,
} from '../schemaTypes.ts';

const message: Schema = {
  kind: 'object',
  what: 'a message',
  description: 'The message to publish.',
  properties: { payload: anyMap('What the message carries.'), headers: anyMap('Headers of the message.') },
};

const expression = (description: string): Schema => text(description, { format: 'expression', example: '${ true }' });

const subscription: Schema = {
  kind: 'object',
  what: 'a subscription',
  description: 'Which messages are consumed, and what is done with them.',
  required: ['consume'],
  properties: {
    filter: expression('Condition that messages must meet.'),
    consume: {
      kind: 'object',
      what: 'a consumption policy',
      description: 'How long messages are consumed.',
      properties: { for: ref('duration', 'For this long at most.') },
      groups: [
        [
          {
            key: 'amount',
            required: ['amount'],
            properties: { amount: integer('So many messages.', { example: 1 }) },
          },
          { key: 'while', required: ['while'], properties: { while: expression('As long as this is true.') } },
          { key: 'until', required: ['until'], properties: { until: expression('Until this is true.') } },
        ],
      ],
    },
    foreach: ref('subscriptionIterator', 'What is done with each message.'),
  },
};

const asyncapi: ObjectSchema = {
  kind: 'object',
  what: 'an AsyncAPI call',
  description: 'Publishes a message, or subscribes to messages, as an AsyncAPI document describes.',
  required: ['document'],
  properties: {
    document: ref('externalResource', 'The AsyncAPI document.'),
    server: {
      kind: 'object',
      what: 'an AsyncAPI server',
      description: 'Which server of the document.',
      required: ['name'],
      properties: { name: text('Name of the server.'), variables: anyMap('Variables of the server by name.') },
    },
    protocol: text('Protocol by which the server is chosen.', {
      enum: [
        'amqp',
        'amqp1',
        'anypointmq',
        'googlepubsub',
        'http',
        'ibmmq',
        'jms',
        'kafka',
        'mercure',
        'mqtt',
        'mqtt5',
        'nats',
        'pulsar',
        'redis',
        'sns',
        'solace',
        'sqs',
        'stomp',
        'ws',
      ],
    }),
    authentication,
  },
  groups: [
    [
      {
        key: 'operation',
        required: ['operation'],
        properties: { operation: text('Operation of the document.', { example: 'sendThing' }) },
      },
      {
        key: 'channel',
        required: ['channel'],
        properties: { channel: text('Channel of the document (AsyncAPI 2.6).', { example: '/things' }) },
      },
    ],
    [
      { key: 'message', required: ['message'], properties: { message } },
      { key: 'subscription', required: ['subscription'], properties: { subscription } },
    ],
  ],
};

function parameters(description: string, minProperties: number): Schema {
  return union(description, anyMap(description, { minProperties }), text('An expression that gives them.'));
}

const a2a: ObjectSchema = {
  kind: 'object',
  what: 'an A2A call',
  description: 'A method of an agent (Agent2Agent protocol).',
  required: ['method'],
  properties: {
    agentCard: ref('externalResource', 'The card that describes the agent.'),
    server: ref('endpoint', 'Where the agent is.'),
    method: text('Method of the protocol.', {
      enum: [
        'message/send',
        'message/stream',
        'tasks/get',
        'tasks/list',
        'tasks/cancel',
        'tasks/resubscribe',
        'tasks/pushNotificationConfig/set',
        'tasks/pushNotificationConfig/get',
        'tasks/pushNotificationConfig/list',
        'tasks/pushNotificationConfig/delete',
        'agent/getAuthenticatedExtendedCard',
      ],
      example: 'message/send',
    }),
    parameters: parameters('Parameters of the method.', 1),
  },
};

const mcp: ObjectSchema = {
  kind: 'object',
  what: 'an MCP call',
  description: 'A method of a Model Context Protocol server.',
  required: ['method', 'transport'],
  properties: {
    protocolVersion: text('Version of the protocol.', { default: '2025-06-18', example: '2025-06-18' }),
    method: text('Method of the protocol.', {
      enum: [
        'tools/list',
        'tools/call',
        'prompts/list',
        'prompts/get',
        'resources/list',
        'resources/read',
        'resources/templates/list',
      ],
      example: 'tools/call',
    }),
    parameters: parameters('Parameters of the method.', 0),
    timeout: ref('duration', 'How long the call may take.'),
    transport: {
      kind: 'object',
      what: 'an MCP transport',
      description: 'How the server is reached.',
      properties: { options: mapOf('Further options of the transport.', { kind: 'text' }) },
      groups: [
        [
          {
            key: 'http',
            required: ['http'],
            properties: {
              http: {
                kind: 'object',
                what: 'an HTTP transport',
                description: 'Over HTTP.',
                required: ['endpoint'],
                properties: {
                  endpoint: ref('endpoint', 'Where the server is.'),
                  headers: mapOf('Headers of each request.', { kind: 'text' }),
                },
              },
            },
          },
          {
            key: 'stdio',
            required: ['stdio'],
            properties: {
              stdio: {
                kind: 'object',
                what: 'a standard input and output transport',
                description: 'As a process of its own.',
                required: ['command'],
                properties: {
                  command: text('Command that starts the server.'),
                  arguments: textList('Arguments of the command.'),
                  environment: mapOf('Environment variables of the command.', { kind: 'text' }),
                },
              },
            },
          },
        ],
      ],
    },
    client: {
      kind: 'object',
      what: 'an MCP client',
      description: 'Who calls.',
      required: ['name', 'version'],
      properties: { name: text('Name of the client.'), version: text('Version of the client.') },
    },
  },
};

/** `with` of the calls that exchange messages, by the name that `call` has. */
export const messageCalls: Properties = { asyncapi, a2a, mcp };
