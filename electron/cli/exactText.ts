import { withoutControls } from '../../shared/base/withoutControls.ts';
import type { CommandIo } from './command.ts';

/**
 * A text for standard output of which every byte counts to a program (a patch, a table, a path), and that steers no terminal
 * where a person looks at it instead.
 */
export function exactText({ columns }: Pick<CommandIo, 'columns'>, text: string): string {
  if (columns === undefined) return text;
  const lines = text.split('\n').map((line) => withoutControls(line.replace(/\r$/, '')));
  return lines.join('\n');
}
