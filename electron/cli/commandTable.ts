import type { Command } from './command.ts';
import { checkCommand } from './commands/check.ts';
import { docsCommand } from './commands/docs.ts';
import { maskCommand } from './commands/mask.ts';
import { pullCommand, pushCommand } from './commands/push.ts';
import { verifyCommand } from './commands/verify.ts';

/** The verbs there are, in the order in which help lists them. */
export const commandTable: readonly Command[] = [
  checkCommand,
  maskCommand,
  verifyCommand,
  pushCommand,
  pullCommand,
  docsCommand,
];
