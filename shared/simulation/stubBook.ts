import { type AppError, appError } from '../base/appError.ts';
import { base64ToBytes, bytesToBase64 } from '../base/base64.ts';
import type { Json, JsonObject } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { Run } from './run.ts';
import { AskedEffect, compileStubRequest, type StubTest } from './stubMatching.ts';
import type { Stub, StubResponse } from './stubs.ts';
import type { EffectKind } from './trace.ts';

/** An effect that looks for its stub. */
export interface StubQuestion {
  readonly kind: EffectKind;
  readonly request: Json;
  readonly task: string;
  readonly attempt: number;
  /** Indices of the enclosing `for` iterations, outermost first. */
  readonly iteration: readonly number[];
}

/** Whoever answers the effects of a run. */
export interface Answers {
  answer(question: StubQuestion, run: Run): StubAnswer | null;
}

/** What a stub answered. */
export interface StubAnswer {
  /** Its name, or `stub-<n>` by its place. */
  readonly stub: string;
  /** How long the answer takes, in milliseconds. */
  readonly delay: number;
  readonly fault: StubResponse['fault'] | null;
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  /** The body as it was sent; null where there is none, or it is no text. */
  readonly text: string | null;
  /** A body that is no text, in base64. */
  readonly binary: string | null;
  /** The body as data where the stub gives it so. */
  readonly json: Json | undefined;
  /** The answer of kinds that are not HTTP. */
  readonly output: Json;
  /** What the trace keeps as the response. */
  readonly recorded: Json;
}

interface CompiledStub {
  readonly name: string;
  readonly stub: Stub;
  readonly test: StubTest;
}

/** Stubs that are ready to answer; shared by runs. */
export type StubSet = readonly CompiledStub[];

/** Compiles stubs; the error names the first that has something wrong. */
export function compileStubs(stubs: readonly Stub[]): Result<StubSet, AppError> {
  const compiled: CompiledStub[] = [];
  for (const [index, stub] of stubs.entries()) {
    const name = stub.name ?? `stub-${index + 1}`;
    const test = compileStubRequest(stub.request, stub.kind);
    if (!test.ok) return err(appError('invalid-input', `The stub '${name}' cannot be used: ${test.error}.`));
    if (stub.response.base64Body !== undefined && base64ToBytes(stub.response.base64Body) === null) {
      return err(appError('invalid-input', `The stub '${name}' has a base64Body that is not base64.`));
    }
    compiled.push({ name, stub, test: test.value });
  }
  return ok(compiled);
}

/** The stubs of one run: counts how often each has answered. */
export class StubBook implements Answers {
  readonly #stubs: StubSet;
  readonly #answered = new Map<CompiledStub, number>();

  constructor(stubs: StubSet) {
    this.#stubs = stubs;
  }

  /** The answer of the first stub that matches and has answers left, or null. */
  answer(question: StubQuestion, run: Run): StubAnswer | null {
    const asked = new AskedEffect(question, run);
    const found = this.#stubs.find(
      (candidate) => isMeant(candidate.stub.kind, question.kind) && this.#hasLeft(candidate) && candidate.test(asked),
    );
    if (found === undefined) return null;
    this.#answered.set(found, (this.#answered.get(found) ?? 0) + 1);
    return answerOf(found, question.kind, run);
  }

  #hasLeft(stub: CompiledStub): boolean {
    return stub.stub.times === undefined || (this.#answered.get(stub) ?? 0) < stub.stub.times;
  }
}

/** The request of an OpenAPI operation is one of HTTP, so that stubs for either answer it. */
function isMeant(stub: EffectKind, effect: EffectKind): boolean {
  return stub === effect || (stub === 'http' && effect === 'openapi');
}

function answerOf({ name, stub }: CompiledStub, kind: EffectKind, run: Run): StubAnswer {
  const { response } = stub;
  const { status = 200, fault = null, output = null } = response;
  const headers: Record<string, string> = {};
  for (const [header, value] of Object.entries(response.headers ?? {})) {
    headers[header] = typeof value === 'string' ? value : value.join(', ');
  }
  const { text, binary } = bodyOf(response);
  const isHttp = kind === 'http' || kind === 'webhook' || kind === 'openapi';
  const recorded: Json =
    fault !== null ? { fault } : isHttp ? exchange(status, headers, response, { text, binary }) : output;
  const data = isHttp && text === null && binary === null ? response.output : undefined;
  return {
    stub: name,
    delay: delayOf(response, run),
    fault,
    status,
    headers,
    text,
    binary,
    json: response.jsonBody === undefined ? data : response.jsonBody,
    output,
    recorded,
  };
}

type Body = Pick<StubAnswer, 'text' | 'binary'>;

/** A body that is no text stands under WireMock's name for it, so that a stub can be made of it again. */
function exchange(status: number, headers: JsonObject, response: StubResponse, { text, binary }: Body): Json {
  if (binary !== null) return { status, headers, base64Body: binary };
  return {
    status,
    headers,
    body: response.jsonBody === undefined ? (text ?? response.output ?? null) : response.jsonBody,
  };
}

function bodyOf({ body, jsonBody, base64Body }: StubResponse): Body {
  if (jsonBody !== undefined) return { text: JSON.stringify(jsonBody), binary: null };
  if (base64Body === undefined) return { text: body ?? null, binary: null };
  const bytes = base64ToBytes(base64Body) ?? new Uint8Array();
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), binary: null };
  } catch {
    return { text: null, binary: bytesToBase64(bytes) };
  }
}

function delayOf({ fixedDelayMilliseconds = 0, delayDistribution }: StubResponse, run: Run): number {
  if (delayDistribution === undefined) return Math.round(fixedDelayMilliseconds);
  const { lower, upper } = delayDistribution;
  return Math.round(fixedDelayMilliseconds + run.random.between(lower, upper));
}
