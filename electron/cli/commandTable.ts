import type { Command } from './command.ts';
import { auditCommand } from './commands/audit.ts';
import { backupCommand } from './commands/backup.ts';
import { checkCommand } from './commands/check.ts';
import { diffCommand } from './commands/diff.ts';
import { docsCommand } from './commands/docs.ts';
import { evalCommand } from './commands/eval.ts';
import { maskCommand } from './commands/mask.ts';
import { pullCommand, pushCommand } from './commands/push.ts';
import { restoreCommand } from './commands/restore.ts';
import { runCommand } from './commands/run.ts';
import { sealCommand } from './commands/seal.ts';
import { testCommand } from './commands/test.ts';
import { verifyCommand } from './commands/verify.ts';

/** The verbs there are, in the order in which help lists them. */
export const commandTable: readonly Command[] = [
  checkCommand,
  diffCommand,
  runCommand,
  testCommand,
  evalCommand,
  maskCommand,
  sealCommand,
  verifyCommand,
  pushCommand,
  pullCommand,
  auditCommand,
  backupCommand,
  restoreCommand,
  docsCommand,
];
