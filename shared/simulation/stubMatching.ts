import type { Json } from '../base/json.ts';
import { isJsonObject } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { compileExpression } from '../expressions/compileExpression.ts';
import { RunLimit } from './fault.ts';
import type { Run } from './run.ts';
import type { StubQuestion } from './stubBook.ts';
import type { StubRequest } from './stubs.ts';
import { textOf } from './textOf.ts';
import type { EffectKind } from './trace.ts';
import { isTruthy } from './truth.ts';
import { compilePattern, type Matcher, type PatternSubject, type ValuePattern, wholeMatch } from './valuePattern.ts';

/** Whether a stub is meant for an effect. */
export type StubTest = (asked: AskedEffect) => boolean;

/** An effect that looks for its stub: its request is read as one of HTTP once, however many stubs there are. */
export class AskedEffect {
  readonly question: StubQuestion;
  readonly run: Run;
  #http: HttpRequest | null = null;

  constructor(question: StubQuestion, run: Run) {
    this.question = question;
    this.run = run;
  }

  get http(): HttpRequest {
    this.#http ??= httpRequest(this.question.request);
    return this.#http;
  }
}

interface HttpRequest {
  readonly method: string;
  readonly uri: string;
  readonly url: URL | null;
  readonly headers: Json;
  readonly body: Json;
}

type HttpTest = (request: HttpRequest) => boolean;

/** Compiles the request part of a stub; the error is a sentence on what is wrong with it. */
export function compileStubRequest(pattern: StubRequest, kind: EffectKind): Result<StubTest, string> {
  const { task, match } = pattern;
  const http = compileHttp(pattern);
  if (!http.ok) return http;
  if (http.value.length > 0 && kind !== 'http' && kind !== 'webhook' && kind !== 'openapi') {
    return err(`a stub of kind '${kind}' matches by 'task' and 'match', not by parts of an HTTP request`);
  }
  const condition = match === undefined ? ok(null) : compileMatch(match);
  if (!condition.ok) return condition;
  return ok((asked) => {
    if (task !== undefined && task !== asked.question.task) return false;
    if (!http.value.every((test) => test(asked.http))) return false;
    return condition.value === null || condition.value(asked);
  });
}

function compileMatch(source: string): Result<StubTest, string> {
  const compiled = compileExpression(source, { variables: ['task', 'attempt'] });
  if (!compiled.ok) return err(`its match is not a valid expression: ${compiled.error.message}`);
  return ok(({ question: { request, task, attempt }, run }) => {
    const result = compiled.value.first(request, {
      variables: { task, attempt },
      meter: run.meter,
      now: run.scheduler.now / 1000,
    });
    if (result.ok) return isTruthy(result.value ?? null);
    if (result.error.code === 'limit') throw new RunLimit(result.error.message);
    return false;
  });
}

function httpRequest(request: Json): HttpRequest {
  const { method, uri, headers, body } = isJsonObject(request) ? request : {};
  const address = typeof uri === 'string' ? uri : '';
  return {
    method: typeof method === 'string' ? method : '',
    uri: address,
    url: URL.parse(address),
    headers: headers ?? null,
    body: body ?? null,
  };
}

function compileHttp(pattern: StubRequest): Result<HttpTest[], string> {
  const tests: HttpTest[] = [];
  const { method, url, urlPath, urlPattern, urlPathPattern } = pattern;
  if (method !== undefined && method.toUpperCase() !== 'ANY') {
    tests.push((request) => request.method.toUpperCase() === method.toUpperCase());
  }
  if (url !== undefined) {
    const wanted = URL.parse(url)?.href ?? url;
    tests.push((request) => wholes(request).includes(wanted) || request.uri === url);
  }
  if (urlPath !== undefined) tests.push((request) => paths(request).includes(urlPath));
  for (const [source, texts] of [
    [urlPattern, wholes],
    [urlPathPattern, paths],
  ] as const) {
    if (source === undefined) continue;
    const expression = wholeMatch(source);
    if (!expression.ok) return expression;
    tests.push((request) => texts(request).some(expression.value));
  }
  return addPatterns(tests, pattern);
}

function addPatterns(tests: HttpTest[], pattern: StubRequest): Result<HttpTest[], string> {
  const parts: [ValuePattern, (request: HttpRequest) => PatternSubject | undefined][] = [];
  for (const [name, value] of Object.entries(pattern.queryParameters ?? {})) {
    parts.push([value, ({ url }) => textSubject(url?.searchParams.get(name) ?? undefined)]);
  }
  for (const [name, value] of Object.entries(pattern.headers ?? {})) {
    parts.push([value, ({ headers }) => textSubject(headerOf(headers, name))]);
  }
  for (const value of pattern.bodyPatterns ?? []) {
    parts.push([value, ({ body }) => (body === null ? undefined : { text: textOf(body), json: body })]);
  }
  for (const [value, subject] of parts) {
    const matcher: Result<Matcher, string> = compilePattern(value);
    if (!matcher.ok) return matcher;
    tests.push((request) => matcher.value(subject(request)));
  }
  return ok(tests);
}

/** An address whole, and its path and query for any host. */
function wholes({ uri, url }: HttpRequest): string[] {
  return url === null ? [uri] : [url.href, uri, url.pathname + url.search];
}

/** An address without its query, and its path for any host. */
function paths({ uri, url }: HttpRequest): string[] {
  return url === null ? [uri] : [url.origin + url.pathname, url.pathname];
}

function textSubject(text: string | undefined): PatternSubject | undefined {
  return text === undefined ? undefined : { text, json: text };
}

function headerOf(headers: Json, name: string): string | undefined {
  if (!isJsonObject(headers)) return undefined;
  const found = Object.keys(headers).find((header) => header.toLowerCase() === name.toLowerCase());
  const value = found === undefined ? undefined : headers[found];
  return value === undefined ? undefined : textOf(value);
}
