import type { Command } from './command.ts';
import { checkCommand } from './commands/check.ts';
import { docsCommand } from './commands/docs.ts';

/** The verbs there are, in the order in which help lists them. */
export const commandTable: readonly Command[] = [checkCommand, docsCommand];
