import type { Json } from '../../base/json.ts';

/** What a reviewer asks about a definition, in the order of weight. */
export const subjects = [
  'sensitive-field',
  'secret',
  'permission',
  'host',
  'code',
  'image',
  'tool',
  'action',
  'workflow',
  'event',
  'authentication',
  'limit',
  'schedule',
  'schema',
  'definition',
  'task',
  'order',
] as const;
/** One of {@link subjects}. */
export type Subject = (typeof subjects)[number];

/** One thing that is so in a definition. Facts of the same subject, place and key in two definitions are about the same thing. */
export interface Fact {
  readonly subject: Subject;
  /** Names of the tasks down to the one that it is about, see `placeOf`; null where it is about no task. */
  readonly place: string | null;
  /** What it is about, without positions, so that a moved task keeps its facts. */
  readonly key: string;
  /** What is so; two facts about the same thing with different values are a change. */
  readonly value: Json;
  /** As a person names it behind "The": "timeout of `order`". */
  readonly label: string;
  /** What is to be said where it is new, and where it is gone: a sentence without its full stop. */
  readonly added: string;
  readonly removed: string;
  /** Where the definition says it, as a JSON Pointer. */
  readonly pointer: string;
}

/**
 * The names of the tasks down to a place, without positions: `/do/0/order/try/1/post` is `order/try/post`. Names stay
 * escaped as in the pointer.
 */
export function placeOf(reference: string): string {
  const kept: string[] = [];
  let isBehindIndex = false;
  for (const [at, token] of reference.split('/').slice(1).entries()) {
    // A number behind a list is a position; behind a position it is the name of a task.
    const isIndex: boolean = !isBehindIndex && /^\d+$/.test(token);
    if (!isIndex && !(at === 0 && token === 'do')) kept.push(token);
    isBehindIndex = isIndex;
  }
  return kept.join('/');
}
