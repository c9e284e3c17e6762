import { type ParseArgsConfig, parseArgs } from 'node:util';
import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { closestName } from '../../shared/workflow/schema/closestName.ts';
import type { Flag, Flags } from './flags.ts';

/** A flag's value: its text, the word behind it, or that it was said. */
type Said<F extends Flag> = F extends { readonly value: string }
  ? string
  : F extends { readonly word: infer W }
    ? W | true
    : true;

/** What was said: the flags' values, and the arguments that belong to none. */
export interface Arguments<F extends Flags> {
  readonly flags: { readonly [N in keyof F]?: Said<F[N]> };
  readonly rest: readonly string[];
}

/** What `parseArgs` says of one option. */
interface OptionToken {
  readonly name: string;
  /** As it was written, with its dashes. */
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

/** Reads a command's arguments; unknown flags, missing values and empty names are one sentence. The last of two wins. */
export function readArguments<F extends Flags>(args: readonly string[], flags: F): Result<Arguments<F>> {
  const options: ParseArgsConfig['options'] = Object.fromEntries(
    Object.entries(flags).map(([name, { value }]) => {
      return [name, { type: value === undefined ? 'boolean' : 'string' } as const];
    }),
  );
  const parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true });
  const said: Record<string, string | boolean> = {};
  for (const token of parsed.tokens) {
    if (token.kind !== 'option') continue;
    const problem = problemOf(token, flags);
    if (problem !== null) return err(appError('invalid-input', problem));
    said[token.name] = token.value ?? true;
  }
  // To Node the empty path is the folder that the command runs in.
  if (parsed.positionals.includes('')) return err(appError('invalid-input', 'an argument is empty; name a file'));
  return ok({ flags: said as Arguments<F>['flags'], rest: parsed.positionals });
}

function problemOf({ name, rawName, value, inlineValue }: OptionToken, flags: Flags): string | null {
  const flag = Object.hasOwn(flags, name) ? flags[name] : undefined;
  if (flag === undefined) {
    const meant = closestName(name, Object.keys(flags));
    return `there is no flag ${rawName}${meant === null ? '' : `; did you mean --${meant}?`}`;
  }
  if (flag.value === undefined) {
    if (value === undefined || value === flag.word) return null;
    return flag.word === undefined ? `${rawName} takes no value` : `${rawName} takes no value but =${flag.word}`;
  }
  if (value === undefined || value === '') return `${rawName} needs a value`;
  // What looks like a flag is more likely one whose predecessor lacks its value.
  if (inlineValue !== true && /^-./.test(value)) {
    return `${rawName} needs a value; one that begins with a dash is written as in ${rawName}=-1`;
  }
  return null;
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
