import type { DurationParts } from '../base/duration.ts';
import type { Authentication } from './definitionAuthentication.ts';

/** A map from names to definitions. */
export type Named<T> = { readonly [name: string]: T };

/** An object of units, an ISO 8601 text, or an expression that gives one; read it with `parseDuration`. */
export type DurationValue = string | Pick<DurationParts, 'days' | 'hours' | 'minutes' | 'seconds' | 'milliseconds'>;

/** A document that is read from elsewhere. */
export interface ExternalResource {
  readonly name?: string;
  readonly endpoint: Endpoint;
}

/** A URI, a URI template, an expression, or a URI with authentication. */
export type Endpoint = string | { readonly uri: string; readonly authentication?: Authentication };
