import { z } from 'zod';
import { storeStatusSchema } from './storeMethods.ts';
import { virtualPathSchema } from './values.ts';

/** What the page is told without asking. Events carry news, never commands. */
export const events = {
  /** Core or engine ended and is being started again, or is back. `message` is one calm sentence. */
  'process.state': z.strictObject({
    process: z.enum(['core', 'engine']),
    state: z.enum(['restarting', 'running', 'failed']),
    message: z.string(),
  }),
  'store.changed': storeStatusSchema,
  /** Documents were added, changed on disk or removed outside the page. */
  'document.changed': z.strictObject({ paths: z.array(virtualPathSchema) }),
  'rehearsal.progress': z.strictObject({
    run: z.string(),
    tasks: z.int().nonnegative(),
    effects: z.int().nonnegative(),
    /** Scenarios or rows done and to do; absent for a single run. */
    done: z.int().nonnegative().optional(),
    total: z.int().nonnegative().optional(),
  }),
  /** How far something long has come that is not a rehearsal: one calm sentence, or null once it has ended. */
  'work.progress': z.strictObject({
    work: z.enum(['backup', 'restore', 'push', 'pull']),
    text: z.string().max(200).nullable(),
  }),
  /**
   * The window wants to close, or to load its page anew, and something would be lost: the page asks and answers with
   * `window.close`. A reload loses less: what is only in memory outside the page stays.
   */
  'window.closing': z.strictObject({ reload: z.literal(true).optional() }),
  /** A command of the application menu was chosen. */
  'command.run': z.strictObject({ command: z.string() }),
} as const;

/** Name of an event. */
export type EventName = keyof typeof events;
/** What an event carries. */
export type EventData<N extends EventName> = z.output<(typeof events)[N]>;
