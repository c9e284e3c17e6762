import { type AnyNode, type Options, type Program, parse } from 'acorn';
import { childrenOf } from './javaScriptNodes.ts';

/** Deepest nesting of a script that is read: what goes through its tree calls itself for each level. */
const maxDepth = 400;

/** The syntax tree of a script: a body of a function, unless it imports; null where it is neither, or nested too deeply. */
export function parseJavaScript(code: string): Program | null {
  const options: Options = { ecmaVersion: 'latest', allowReturnOutsideFunction: true, allowAwaitOutsideFunction: true };
  for (const sourceType of ['script', 'module'] as const) {
    try {
      const tree = parse(code, { ...options, sourceType });
      return isTooDeep(tree) ? null : tree;
    } catch {
      // What is no script may be a module; what is neither has a mistake in it.
    }
  }
  return null;
}

function isTooDeep(tree: Program): boolean {
  let level: AnyNode[] = [tree];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) return true;
    level = level.flatMap(childrenOf);
  }
  return false;
}
