import { z } from 'zod';
import { type AppError, appError } from '../base/appError.ts';
import type { Json } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { type EffectKind, effectKinds } from './trace.ts';
import { valuePatternSchema } from './valuePattern.ts';

/** Most stubs that one rehearsal may have. */
export const maxStubs = 10_000;

/** Faults of WireMock, and `TIMEOUT` for an answer that never comes. */
export const stubFaults = [
  'TIMEOUT',
  'CONNECTION_RESET_BY_PEER',
  'EMPTY_RESPONSE',
  'MALFORMED_RESPONSE_CHUNK',
  'RANDOM_DATA_THEN_CLOSE',
] as const;

const json = z.json() as z.ZodType<Json>;
const patterns = z.record(z.string(), valuePatternSchema);
const milliseconds = z.number().nonnegative().max(1e12);

const requestSchema = z.strictObject({
  method: z.string().optional(),
  url: z.string().optional(),
  urlPath: z.string().optional(),
  urlPattern: z.string().optional(),
  urlPathPattern: z.string().optional(),
  queryParameters: patterns.optional(),
  headers: patterns.optional(),
  bodyPatterns: z.array(valuePatternSchema).optional(),
  /** JSON Pointer of the task that asks. */
  task: z.string().optional(),
  /** A jq condition on the request. */
  match: z.string().optional(),
});

const responseSchema = z.object({
  status: z.int().min(100).max(599).optional(),
  headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
  body: z.string().optional(),
  jsonBody: json.optional(),
  base64Body: z.string().optional(),
  /** The answer of kinds that are not HTTP. */
  output: json.optional(),
  fault: z.enum(stubFaults).optional(),
  fixedDelayMilliseconds: milliseconds.optional(),
  delayDistribution: z.object({ type: z.literal('uniform'), lower: milliseconds, upper: milliseconds }).optional(),
});

/** The request part of a stub. */
export type StubRequest = z.output<typeof requestSchema>;
/** The response part of a stub. */
export type StubResponse = z.output<typeof responseSchema>;

/** A stub, with `task`, `match` and `output` in their place. */
export interface Stub {
  readonly name?: string | undefined;
  readonly kind: EffectKind;
  readonly request: StubRequest;
  readonly response: StubResponse;
  /** How often it answers; without end unless said. */
  readonly times?: number | undefined;
  readonly priority?: number | undefined;
}

/** Members of WireMock's mappings that change nothing about an answer. */
const ignored = z.unknown().optional();

const writtenStubSchema = z.strictObject({
  name: z.string().optional(),
  kind: z.enum(effectKinds).default('http'),
  request: requestSchema.default({}),
  response: responseSchema.default({}),
  /** `task`, `match` and `output` may also stand here, beside `request` and `response`. */
  task: z.string().optional(),
  match: z.string().optional(),
  output: json.optional(),
  times: z.int().positive().optional(),
  priority: z.int().optional(),
  id: ignored,
  uuid: ignored,
  comment: ignored,
  description: ignored,
  metadata: ignored,
  persistent: ignored,
  insertionIndex: ignored,
});

/**
 * A stub as it is written: WireMock's mapping and a few more members. What would change which requests match and is not
 * known is refused, never passed over.
 */
export const stubSchema = writtenStubSchema.transform(
  ({ name, kind, request, response, times, priority, ...beside }): Stub => {
    const { task = request.task, match = request.match, output = response.output } = beside;
    return { name, kind, request: { ...request, task, match }, response: { ...response, output }, times, priority };
  },
);

/** A stub document: a list, a single mapping, `{stubs: […]}`, or WireMock's `{mappings: […]}`. */
const stubDocumentSchema = z.union([
  // An empty file, and an empty map: no stub at all, rather than one that answers everything.
  z.union([z.null(), z.strictObject({})]).transform(() => []),
  z.array(stubSchema),
  z.object({ stubs: z.array(stubSchema) }).transform(({ stubs }) => stubs),
  z.object({ mappings: z.array(stubSchema) }).transform(({ mappings }) => mappings),
  stubSchema.transform((stub) => [stub]),
]);

/** WireMock's default; one is first. */
const defaultPriority = 5;

/** Reads the plain value of a stub document. Stubs come back in the order in which they are asked. */
export function readStubs(value: Json): Result<readonly Stub[], AppError> {
  const read = stubDocumentSchema.safeParse(value);
  if (!read.success) return err(appError('invalid-input', `The stubs are not valid: ${firstIssue(read.error)}.`));
  if (read.data.length > maxStubs) return err(appError('limit', `There are more than ${maxStubs} stubs.`));
  return ok(inOrder(read.data));
}

/** Sorts by WireMock's `priority`; equals keep their order. */
export function inOrder(stubs: readonly Stub[]): readonly Stub[] {
  return stubs.toSorted((a, b) => (a.priority ?? defaultPriority) - (b.priority ?? defaultPriority));
}

/** The first thing that a schema objects to, with its place. */
export function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'it does not have the expected form';
  if (issue.code === 'invalid_union') return deepestIssue(issue.errors, issue.path);
  return describeIssue(issue.path, issue.message);
}

function deepestIssue(branches: readonly (readonly z.core.$ZodIssue[])[], path: readonly PropertyKey[]): string {
  const issues = branches.flat().toSorted((a, b) => b.path.length - a.path.length);
  const [deepest] = issues;
  if (deepest === undefined) return describeIssue(path, 'it does not have the expected form');
  return describeIssue([...path, ...deepest.path], deepest.message);
}

function describeIssue(path: readonly PropertyKey[], message: string): string {
  return path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;
}
