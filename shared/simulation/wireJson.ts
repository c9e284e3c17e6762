import { z } from 'zod';
import type { Json } from '../base/json.ts';

/** Deepest nesting that is taken from a child; a rehearsal itself stops earlier. */
const maxDepth = 2_000;

/** Whether a parsed JSON value is nested no deeper than {@link maxDepth}: what reads it afterwards recurses. */
function isShallow(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return value !== undefined;
  return depth < maxDepth && Object.values(value).every((member) => isShallow(member, depth + 1));
}

/** A value in a message between processes. The message was parsed from JSON, so only its depth has to be checked. */
export const wireJson = z.custom<Json>((value) => isShallow(value));
