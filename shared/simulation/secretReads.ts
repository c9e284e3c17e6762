import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { pathsRead } from '../expressions/analyse.ts';
import { parseExpression } from '../expressions/parseExpression.ts';
import type { Fault } from './fault.ts';
import type { Scope } from './plan.ts';
import { standardFault } from './standardErrors.ts';

/** Which secrets an expression reads. */
export interface SecretReads {
  /** Those that it names. */
  readonly names: readonly string[];
  /** Whether it may read others, by a name that it computes. */
  readonly isComputed: boolean;
}

const none: SecretReads = { names: [], isComputed: false };

/** The secrets that an expression reads, also through pipes and variables of its own. */
export function secretReads(source: string): SecretReads {
  if (!source.includes('$secrets')) return none;
  const steps = pathsRead(parseExpression(source).tree).flatMap(({ root, path: [first] }) =>
    root === '$secrets' ? [first] : [],
  );
  const isName = (step: unknown): step is string => typeof step === 'string' && step !== '*';
  return { names: [...new Set(steps.filter(isName))], isComputed: !steps.every(isName) || steps.length === 0 };
}

/** The value of a secret; faults where `use.secrets` does not name it. */
export function requireSecret(name: string, scope: Scope): Json {
  const { secrets } = scope.run;
  if (Object.hasOwn(secrets, name)) return secrets[name] ?? null;
  throw undeclared(name, scope);
}

/** The secrets as a value that faults where one is read that `use.secrets` does not name. */
export function guardedSecrets(scope: Scope): JsonObject {
  const check = (secrets: object, key: string | symbol): void => {
    const isOwn = Object.hasOwn(secrets, key) || key in Object.prototype || key === 'toJSON';
    if (typeof key === 'string' && !isOwn) throw undeclared(key, scope);
  };
  return new Proxy(scope.run.secrets, {
    get(secrets, key) {
      check(secrets, key);
      return Reflect.get(secrets, key) as unknown;
    },
    getOwnPropertyDescriptor(secrets, key) {
      check(secrets, key);
      return Reflect.getOwnPropertyDescriptor(secrets, key);
    },
  });
}

/** A copy of what an expression made of guarded secrets: the guard stays with the expression. */
export function withoutGuard(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutGuard);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutGuard(member)]));
}

function undeclared(name: string, { reference }: Scope): Fault {
  const detail = `The secret '${name}' is not declared in use.secrets.`;
  return standardFault('authorization', { detail, instance: reference });
}
