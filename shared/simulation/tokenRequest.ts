import { bytesToBase64 } from '../base/base64.ts';
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { askStub, type EffectRequest, noteEffect, received } from './effects.ts';
import { contentOf, statusFault } from './httpAnswer.ts';
import type { HttpRequest } from './httpExchange.ts';
import type { Activity } from './plan.ts';
import { isList } from './planContext.ts';
import type { Routine } from './scheduler.ts';
import { standardFault } from './standardErrors.ts';
import type { StubAnswer } from './stubBook.ts';
import { textOr } from './textOf.ts';
import { expandUri } from './uri.ts';

/** Where tokens are had unless said (reference, "OAUTH2 Authentication"). */
const defaultTokenPath = '/oauth2/token';
/** Where an authority of OpenID Connect says where its endpoints are (OpenID Connect Discovery 1.0, section 4). */
const discoveryPath = '/.well-known/openid-configuration';
/** An authority may be written as the address of that document (reference, "OpenIdConnect Authentication"), or of RFC 8414's. */
const discoveryDocument = /\/\.well-known\/(?:openid-configuration|oauth-authorization-server)$/;
/** RFC 7523, section 2.2. */
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** Stands for what a runtime makes of the client's secret (OpenID Connect Core 1.0, section 9, `client_secret_jwt`). */
const signedAssertion = '<assertion signed with the client secret>';

/**
 * The token that an authority gives, asked for once in a run by an `http` effect; a placeholder where no stub answers, or
 * where a placeholder stands for the configuration itself. A refusal is an authentication error (401).
 */
export function* requestToken(scheme: 'oauth2' | 'oidc', configuration: Json, activity: Activity): Routine<string> {
  const placeholder = `<${scheme} token>`;
  if (!isJsonObject(configuration) || typeof configuration.authority !== 'string') return placeholder;
  const { run } = activity;
  const address = expandUri(configuration.authority, activity.input, activity.reference);
  const key = JSON.stringify([scheme, address, configuration]);
  const known = run.tokens.get(key);
  if (known !== undefined) return known;
  const uri = yield* tokenAddress(scheme, address.replace(/\/$/, ''), configuration, activity);
  const token = (yield* askForToken(tokenRequest(uri, configuration), activity)) ?? placeholder;
  run.tokens.set(key, token);
  return token;
}

function* tokenAddress(
  scheme: 'oauth2' | 'oidc',
  authority: string,
  configuration: JsonObject,
  activity: Activity,
): Routine<string> {
  const { endpoints } = configuration;
  const path = isJsonObject(endpoints) && typeof endpoints.token === 'string' ? endpoints.token : defaultTokenPath;
  const isDocument = discoveryDocument.test(authority);
  const fallback = authority.replace(discoveryDocument, '') + expandUri(path, activity.input, activity.reference);
  if (scheme === 'oauth2' && !isDocument) return fallback;
  const uri = isDocument ? authority : authority + discoveryPath;
  const request = { method: 'GET', uri, headers: {}, body: null };
  const effect = { kind: 'http', request, title: `GET ${uri}` } as const;
  const answer = askStub(activity, effect);
  const document = answer === null ? null : yield* read(effect, answer, activity);
  return isJsonObject(document) && typeof document.token_endpoint === 'string' ? document.token_endpoint : fallback;
}

/** RFC 6749, sections 2.3.1, 4.3 and 4.4; RFC 8693, section 2.1. The body is shown by its fields in either encoding. */
function tokenRequest(uri: string, configuration: JsonObject): HttpRequest & JsonObject {
  const { grant, request, scopes, audiences, username, password, subject, actor } = configuration;
  const client: JsonObject = isJsonObject(configuration.client) ? configuration.client : {};
  const { id, secret, authentication = 'client_secret_post' } = client;
  const isSigned = authentication === 'client_secret_jwt' && client.assertion === undefined;
  const assertion = isSigned ? signedAssertion : client.assertion;
  const isBasic = authentication === 'client_secret_basic';
  const fields: { readonly [name: string]: Json | undefined } = {
    grant_type: grant,
    client_id: isBasic ? undefined : id,
    client_secret: authentication === 'client_secret_post' ? secret : undefined,
    client_assertion_type: assertion === undefined ? undefined : assertionType,
    client_assertion: assertion,
    scope: isList(scopes) ? scopes.map(String).join(' ') : undefined,
    audience: isList(audiences) ? audiences.map(String).join(' ') : undefined,
    username,
    password,
    ...tokenFields('subject', subject),
    ...tokenFields('actor', actor),
  };
  const encoding = isJsonObject(request) ? request.encoding : undefined;
  const headers = { 'content-type': typeof encoding === 'string' ? encoding : 'application/x-www-form-urlencoded' };
  const pair = bytesToBase64(new TextEncoder().encode(`${textOr(id, '')}:${textOr(secret, '')}`));
  const body = Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  return { method: 'POST', uri, headers: isBasic ? { ...headers, authorization: `Basic ${pair}` } : headers, body };
}

function tokenFields(whose: string, value: Json | undefined): { readonly [name: string]: Json | undefined } {
  if (!isJsonObject(value)) return {};
  return { [`${whose}_token`]: value.token, [`${whose}_token_type`]: value.type };
}

/** The authority's token; null where no stub answers. */
function* askForToken(request: HttpRequest & JsonObject, activity: Activity): Routine<string | null> {
  const effect = { kind: 'http', request, title: `POST ${request.uri}` } as const;
  const answer = noteEffect(activity, effect);
  if (answer === null) return null;
  const content = yield* read(effect, answer, activity);
  if (isJsonObject(content) && typeof content.access_token === 'string') return content.access_token;
  const detail = `${effect.title} gave no access_token.`;
  throw standardFault('authentication', { detail, instance: activity.reference });
}

/** What an authority answers, after the time that it takes. */
function* read(effect: EffectRequest & { title: string }, answer: StubAnswer, activity: Activity): Routine<Json> {
  const { reference } = activity;
  yield* received(activity, effect, answer);
  const refusal = statusFault(answer.status, false, effect.title, reference);
  if (refusal === null) return contentOf(answer);
  throw standardFault('authentication', { detail: refusal.error.detail, instance: reference });
}
