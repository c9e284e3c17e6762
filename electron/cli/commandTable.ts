import type { Command } from './command.ts';

/** The verbs there are, in the order in which help lists them. */
export const commandTable: readonly Command[] = [];
