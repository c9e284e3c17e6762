/** The standard errors of the DSL, by the last part of their type's URI. */
export const standardErrors = {
  configuration: { status: 400, title: 'Configuration Error' },
  validation: { status: 400, title: 'Validation Error' },
  expression: { status: 400, title: 'Expression Error' },
  authentication: { status: 401, title: 'Authentication Error' },
  authorization: { status: 403, title: 'Authorization Error' },
  timeout: { status: 408, title: 'Timeout Error' },
  communication: { status: 500, title: 'Communication Error' },
  runtime: { status: 500, title: 'Runtime Error' },
} as const;

/** A name of {@link standardErrors}. */
export type StandardErrorName = keyof typeof standardErrors;

/** The family of URIs that is emitted; the others are read as aliases of it. */
const canonicalBase = 'https://serverlessworkflow.io/spec/1.0.0/errors/';

const aliasBases = ['https://serverlessworkflow.io/', 'https://open-workflow-specification.org/'].flatMap((host) =>
  ['spec/1.0.0/errors/', 'dsl/errors/types/', 'dsl/errors/'].map((path) => host + path),
);

/** The URI that stands for a standard error in traces and in `catch`. */
export function standardErrorType(name: StandardErrorName): string {
  return canonicalBase + name;
}

/** The one spelling of an error type: of the aliases the canonical URI, anything else as it is. */
export function canonicalErrorType(type: string): string {
  for (const base of aliasBases) {
    if (!type.startsWith(base)) continue;
    const name = type.slice(base.length);
    if (/^[A-Za-z0-9_-]+$/.test(name)) return canonicalBase + name;
  }
  return type;
}

/** Whether two types mean the same error. */
export function isSameErrorType(one: string, other: string): boolean {
  return canonicalErrorType(one) === canonicalErrorType(other);
}

/** The standard error that a type names, or null. */
export function standardErrorOf(type: string): StandardErrorName | null {
  const canonical = canonicalErrorType(type);
  const names = Object.keys(standardErrors) as StandardErrorName[];
  return names.find((name) => standardErrorType(name) === canonical) ?? null;
}
