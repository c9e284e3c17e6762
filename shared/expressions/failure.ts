import { printTruncated } from './printJson.ts';
import { typeName, type Value } from './value.ts';

/** Thrown inside an evaluation for an error that jq's `try` can catch. It never leaves this folder. */
export class Failure {
  readonly value: Value;

  constructor(value: Value) {
    this.value = value;
  }
}

/** Thrown inside the fast way of evaluating when calls nest too deeply for it; the slow way takes over. It never leaves this folder. */
export class TooDeepForStack {}

/** Raises an error with a message, as jq's own functions do. */
export function fail(message: string): never {
  throw new Failure(message);
}

/** A value as jq's messages show it: its type and the beginning of its text. */
export function describe(value: Value): string {
  return `${typeName(value)} (${printTruncated(value)})`;
}

/** Raises `number (1) cannot be …`. */
export function failWith(value: Value, what: string): never {
  fail(`${describe(value)} ${what}`);
}
