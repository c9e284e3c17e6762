import { printTruncated } from './printJson.ts';
import { typeName, type Value } from './value.ts';

/** How a message shows the values that it speaks of. */
export interface Showing {
  /** A value by its type and the beginning of its text. */
  value(value: Value): string;
  /** The beginning of a value's text. */
  text(value: Value): string;
  /** A text as it is. */
  raw(text: string): string;
}

/** A message, written with its values or without them. */
export type Message = (showing: Showing) => string;

/** Thrown inside an evaluation for an error that jq's `try` can catch. It never leaves this folder. */
export class Failure {
  readonly value: Value;
  /** Writes the message again; null where the expression itself raised the value. */
  readonly message: Message | null;

  constructor(value: Value, message: Message | null = null) {
    this.value = value;
    this.message = message;
  }
}

/** What raising and catching an error takes, in steps. */
export const stepsOfFailure = 16;

/** Thrown inside the fast way of evaluating when calls nest too deeply for it; the slow way takes over. It never leaves this folder. */
export class TooDeepForStack {}

const jqWords: Showing = {
  value: (value) => `${typeName(value)} (${printTruncated(value)})`,
  text: printTruncated,
  raw: (text) => text,
};

/** Shows types alone, for readers who may not see the data. */
const withoutData: Showing = {
  value: typeName,
  text: (value) => `<${typeName(value)}>`,
  raw: () => '<string>',
};

/** Raises an error with a message, as jq's own functions do. */
export function fail(message: string | Message): never {
  if (typeof message === 'string') throw new Failure(message, () => message);
  throw new Failure(message(jqWords), message);
}

/** Raises `number (1) cannot be …`. */
export function failWith(value: Value, what: string): never {
  fail((show) => `${show.value(value)} ${what}`);
}

/** The message of a failure without the data that it quotes; null where the expression itself raised it. */
export function messageWithoutData({ message }: Failure): string | null {
  return message === null ? null : message(withoutData);
}
