import type { Command } from './command.ts';
import type { Flag } from './flags.ts';

/** Columns of help where nothing says how wide the terminal is, and the fewest that it is written for. */
const usualWidth = 100;
const leastWidth = 60;

/** What there is: every command with what it is for. */
export function helpOfAll(commands: readonly Command[], columns = usualWidth): string {
  const parts = commands.map((command) => `  ${usageOf(command)}\n${wrapped(command.summary, 6, columns)}`);
  return [
    'usage: drydock COMMAND …\n',
    ...parts,
    "\n'drydock help COMMAND' lists the flags of a command, 'drydock --version' says which Drydock this is.",
    'Exit status: 0 fine, 1 the answer is no, 2 it could not run.\n',
  ].join('\n');
}

/** One command: how it is written, what it is for, and its flags. */
export function helpOf(command: Command, columns = usualWidth): string {
  const flags = Object.entries(command.flags).map(([name, flag]) => [spelling(name, flag), flag.help] as const);
  const indent = 4 + Math.max(0, ...flags.map(([written]) => written.length));
  const lines = flags.map(
    ([written, help]) => `  ${written}${wrapped(help, indent, columns).slice(2 + written.length)}`,
  );
  const listed = lines.length === 0 ? '' : `\nflags:\n${lines.join('\n')}\n`;
  return `usage: ${usageOf(command)}\n\n${wrapped(command.summary, 0, columns)}\n${listed}`;
}

function usageOf({ name, args, flags }: Command): string {
  const isAnyLeft = Object.keys(flags).some((flag) => !args.includes(`--${flag}`));
  return `drydock ${name} ${args}${isAnyLeft ? ' [FLAG…]' : ''}`;
}

function spelling(name: string, { value, word }: Flag): string {
  if (word !== undefined) return `--${name}[=${word}]`;
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}

/** A text in lines of at most so many columns, each indented. */
function wrapped(text: string, indent: number, columns: number): string {
  const width = Math.max(leastWidth, Math.min(columns, usualWidth)) - indent;
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.map((line) => ' '.repeat(indent) + line).join('\n');
}
