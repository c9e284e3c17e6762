import { type ParseArgsConfig, parseArgs } from 'node:util';
import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';

/** The flags that a command knows: whether each takes a value. */
export type Flags = { readonly [name: string]: 'value' | 'switch' };

/** What was said: the flags' values, and the arguments that belong to none. */
export interface Arguments<F extends Flags> {
  readonly flags: { readonly [N in keyof F]?: F[N] extends 'switch' ? boolean : string };
  readonly rest: readonly string[];
}

/** Reads a command's arguments; unknown flags and missing values are one sentence. */
export function readArguments<F extends Flags>(args: readonly string[], flags: F): Result<Arguments<F>> {
  const options: ParseArgsConfig['options'] = Object.fromEntries(
    Object.entries(flags).map(([name, kind]) => [name, { type: kind === 'value' ? 'string' : 'boolean' } as const]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    return ok({ flags: values as Arguments<F>['flags'], rest: positionals });
  } catch (problem) {
    return err(appError('invalid-input', sentenceOf(problem)));
  }
}

function sentenceOf(problem: unknown): string {
  const [sentence = 'the arguments cannot be read'] = problem instanceof Error ? problem.message.split(/[.\n]/) : [];
  const flag = /^Option '(?:-\w, )?(--[\w-]+)' argument is ambiguous/.exec(sentence)?.[1];
  return flag === undefined
    ? sentence
    : `${flag} needs a value; one that begins with a dash is written as in ${flag}=-1`;
}

/** One of a flag's allowed words, or an error that lists them. */
export function oneOf<W extends string>(
  flag: string,
  word: string | undefined,
  words: readonly W[],
  otherwise: W,
): Result<W> {
  if (word === undefined) return ok(otherwise);
  const known = words.find((candidate) => candidate === word);
  if (known !== undefined) return ok(known);
  return err(appError('invalid-input', `--${flag} is one of ${words.join(', ')}, not '${word}'`));
}
