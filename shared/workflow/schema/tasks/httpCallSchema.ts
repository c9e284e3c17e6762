import { authentication } from '../authenticationSchema.ts';
import {
  anyMap,
  flag,
  mapOf,
  type ObjectSchema,
  type Properties,
  ref,
  type Schema,
  text,
  union,
} from '../schemaTypes.ts';

const output: Schema = text(
  'What the answer becomes: the body as data (`content`), in base64 (`raw`), or status, headers and body (`response`).',
  { enum: ['content', 'raw', 'response'], default: 'content' },
);
const redirect = flag('Whether an answer of 300 to 399 is fine instead of an error.', false);

function textsOrExpression(description: string): Schema {
  return union(
    description,
    mapOf(description, { kind: 'text' }),
    text('An expression that gives them.', { format: 'expression' }),
  );
}

const http: ObjectSchema = {
  kind: 'object',
  what: 'an HTTP call',
  description: 'An HTTP request.',
  required: ['method', 'endpoint'],
  properties: {
    method: text('Method of the request.', {
      enum: ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'],
      open: true,
      example: 'get',
    }),
    endpoint: ref('endpoint', 'Where the request goes; `{name}` stands for a member of the input.', {
      example: 'https://example.com/',
    }),
    headers: textsOrExpression('Headers of the request, all of them texts.'),
    body: { kind: 'any', description: 'Body of the request.', example: '${ . }' },
    query: textsOrExpression('Query parameters of the request, all of them texts.'),
    output,
    redirect,
  },
};

const openapi: ObjectSchema = {
  kind: 'object',
  what: 'an OpenAPI call',
  description: 'An operation of an OpenAPI document.',
  required: ['document', 'operationId'],
  properties: {
    document: ref('externalResource', 'The OpenAPI document.'),
    operationId: text('Id of the operation.', { example: 'getThing' }),
    parameters: anyMap('Parameters of the operation by name.'),
    authentication,
    output,
    redirect,
  },
};

const grpc: ObjectSchema = {
  kind: 'object',
  what: 'a gRPC call',
  description: 'A method of a gRPC service.',
  required: ['proto', 'service', 'method'],
  properties: {
    proto: ref('externalResource', 'The protocol buffer document that describes the service.'),
    service: {
      kind: 'object',
      what: 'a gRPC service',
      description: 'The service.',
      required: ['name', 'host'],
      properties: {
        name: text('Name of the service.', { example: 'Greeter' }),
        host: text('Host of the service.', { format: 'host', example: 'localhost' }),
        port: { kind: 'number', integer: true, minimum: 0, maximum: 65535, description: 'Port.', example: 50051 },
        authentication,
      },
    },
    method: text('Name of the method.', { example: 'SayHello' }),
    arguments: anyMap('Arguments of the method by name.'),
  },
};

/** `with` of the calls that ask a server and wait for its answer, by the name that `call` has. */
export const requestCalls: Properties = { http, openapi, grpc };
