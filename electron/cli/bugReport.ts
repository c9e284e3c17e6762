import { productVersion } from '../../shared/base/productVersion.ts';
import { commandTable } from './commandTable.ts';

/** What is told of a bug: that it is one and where in the code, never its message, which may quote what it was given. */
export function bugReport(verb: string | undefined, bug: unknown): string {
  const command = commandTable.find(({ name }) => name === verb)?.name ?? 'drydock';
  return [
    `drydock: this is a mistake in Drydock, not in what you gave it; '${command}' was not finished.`,
    'Please report it with the command, without its data, and these lines:',
    `  Drydock ${productVersion}`,
    ...placesOf(bug),
    '',
  ].join('\n');
}

/** The places in the program, without folders of this machine. */
function placesOf(bug: unknown): string[] {
  const name = bug instanceof TypeError || bug instanceof RangeError ? bug.constructor.name : 'Error';
  const { stack = '', message } = bug instanceof Error ? bug : { message: '' };
  const places = stack
    .slice(stack.indexOf(message) + message.length)
    .split('\n')
    .flatMap((line) => {
      const [, where = '', at = ''] =
        /^ +at (?:(?:async )?([\w.#$<>[\] ]+) \()?.*?([\w.-]+:\d+:\d+)\)?$/.exec(line) ?? [];
      return at === '' ? [] : [`    ${where === '' ? '' : `${where} `}${at}`];
    });
  return [`  ${name}`, ...places.slice(0, 10)];
}
