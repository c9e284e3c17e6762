import { childrenOf, type PythonNode } from './pythonNodes.ts';
import { pythonFunctions } from './scriptEffects.ts';

/**
 * Whether a script gives a function whose effect is known another meaning, and calls it: `len = str`. Any mention of its name
 * counts that is no call, no argument of one and no plain import.
 */
export function shadowsKnown(tree: PythonNode, code: string): boolean {
  const called = new Set<string>();
  const mentioned = new Set<string>();
  tree.cursor().iterate(({ name, node, from, to }) => {
    if (name !== 'VariableName') return;
    const text = code.slice(from, to);
    const { parent } = node;
    if (parent?.name === 'CallExpression' && parent.firstChild?.from === from) {
      if (pythonFunctions.has(text)) called.add(text);
    } else if (parent?.name === 'MemberExpression' && parent.firstChild?.from === from) {
      if (pythonFunctions.has(code.slice(parent.from, parent.to))) called.add(text);
    } else if (parent === null || !isHarmless(parent)) mentioned.add(text);
  });
  return [...called].some((name) => mentioned.has(name));
}

/** Where a name is only read, or is brought under its own name. */
function isHarmless(parent: PythonNode): boolean {
  const words = childrenOf(parent).map(({ name }) => name);
  return (
    (parent.name === 'ArgList' && !words.includes('for')) ||
    (parent.name === 'ImportStatement' && !words.includes('as'))
  );
}
