import { combined, type Scalar, type Sure, sureOf } from './sure.ts';

type Answer = (input: string, argument: string) => Scalar;

/** Builtins that make of a text, and of one more where they take one, what can be worked out without running anything. */
const answers: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ['startswith/1', (text, start) => text.startsWith(start)],
  ['endswith/1', (text, end) => text.endsWith(end)],
  ['ltrimstr/1', (text, start) => (text.startsWith(start) ? text.slice(start.length) : text)],
  ['rtrimstr/1', (text, end) => (end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text)],
  ['ascii_downcase/0', (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())],
  ['ascii_upcase/0', (text) => text.replace(/[a-z]/g, (letter) => letter.toUpperCase())],
  ['tostring/0', (text) => text],
]);

/** What a builtin surely answers for texts that are known; null where it, or one of them, is not. */
export function knownAnswer(name: string, input: Sure | null, given: readonly (Sure | null)[]): Sure | null {
  const answer = answers.get(`${name}/${given.length}`);
  if (answer === undefined) return null;
  const [argument = sureOf([''])] = given;
  return combined(input, argument, (text, other) => {
    return typeof text === 'string' && typeof other === 'string' ? answer(text, other) : undefined;
  });
}
