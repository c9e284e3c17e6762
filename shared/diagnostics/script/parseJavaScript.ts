import { type Options, type Program, parse } from 'acorn';

/** The syntax tree of a script: a body of a function, unless it imports; null where it is neither. */
export function parseJavaScript(code: string): Program | null {
  const options: Options = { ecmaVersion: 'latest', allowReturnOutsideFunction: true, allowAwaitOutsideFunction: true };
  for (const sourceType of ['script', 'module'] as const) {
    try {
      return parse(code, { ...options, sourceType });
    } catch {
      // What is no script may be a module; what is neither has a mistake in it.
    }
  }
  return null;
}
