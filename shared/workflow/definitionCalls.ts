import type { Json, JsonObject } from '../base/json.ts';
import type { SubscriptionIterator } from './definition.ts';
import type { Authentication } from './definitionAuthentication.ts';
import type { DurationValue, Endpoint, ExternalResource, Named } from './definitionValues.ts';

/** What an answer of HTTP becomes: the body in base64, the body as data, or status, headers and body. */
export type HttpOutput = 'raw' | 'content' | 'response';

/** `with` of `call: http`. */
export interface HttpArguments {
  readonly method: string;
  readonly endpoint: Endpoint;
  readonly headers?: Named<string> | string;
  readonly body?: Json;
  readonly query?: JsonObject | string;
  readonly output?: HttpOutput;
  readonly redirect?: boolean;
}

/** `with` of `call: openapi`. */
export interface OpenApiArguments {
  readonly document: ExternalResource;
  readonly operationId: string;
  readonly parameters?: JsonObject;
  readonly authentication?: Authentication;
  readonly output?: HttpOutput;
  readonly redirect?: boolean;
}

/** `with` of `call: grpc`. */
export interface GrpcArguments {
  readonly proto: ExternalResource;
  readonly service: {
    readonly name: string;
    readonly host: string;
    readonly port?: number;
    readonly authentication?: Authentication;
  };
  readonly method: string;
  readonly arguments?: JsonObject;
}

/** `with` of `call: asyncapi`: `operation` or `channel`, and `message` or `subscription`. */
export interface AsyncApiArguments {
  readonly document: ExternalResource;
  readonly channel?: string;
  readonly operation?: string;
  readonly server?: { readonly name: string; readonly variables?: JsonObject };
  readonly protocol?: string;
  readonly message?: { readonly payload?: JsonObject; readonly headers?: JsonObject };
  readonly subscription?: {
    readonly filter?: string;
    readonly consume: {
      readonly for?: DurationValue;
      readonly amount?: number;
      readonly while?: string;
      readonly until?: string;
    };
    readonly foreach?: SubscriptionIterator;
  };
  readonly authentication?: Authentication;
}

/** `with` of `call: a2a`. */
export interface A2aArguments {
  readonly agentCard?: ExternalResource;
  readonly server?: Endpoint;
  readonly method: string;
  readonly parameters?: JsonObject | string;
}

/** `with` of `call: mcp`. */
export interface McpArguments {
  readonly protocolVersion?: string;
  readonly method: string;
  readonly parameters?: JsonObject | string;
  readonly timeout?: DurationValue;
  readonly transport: {
    readonly http?: { readonly endpoint: Endpoint; readonly headers?: Named<string> };
    readonly stdio?: {
      readonly command: string;
      readonly arguments?: readonly string[];
      readonly environment?: Named<string>;
    };
    readonly options?: Named<string>;
  };
  readonly client?: { readonly name: string; readonly version: string };
}
