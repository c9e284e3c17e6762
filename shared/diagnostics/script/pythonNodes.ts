import { parser } from '@lezer/python';

/** A node of a syntax tree of Python. */
export type PythonNode = ReturnType<typeof parser.parse>['topNode'];

/** Deepest nesting of a script that is read: what goes through its tree calls itself for each level. */
const maxDepth = 800;

/** The syntax tree of a script; null where it is nested too deeply. */
export function parsePython(code: string): PythonNode | null {
  const tree = parser.parse(code);
  let depth = 0;
  let deepest = 0;
  tree.iterate({
    enter: () => {
      depth += 1;
      deepest = Math.max(deepest, depth);
    },
    leave: () => {
      depth -= 1;
    },
  });
  return deepest > maxDepth ? null : tree.topNode;
}

/** Where a node stands in the script. */
export function rangeOf({ from, to }: PythonNode): { readonly start: number; readonly end: number } {
  return { start: from, end: to };
}

/** All children, words and signs of the grammar too. */
export function childrenOf(node: PythonNode): PythonNode[] {
  const found: PythonNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child);
  return found;
}

/** Children that are more than words and signs of the grammar; a place that could not be read is one. */
export function partsOf(node: PythonNode): PythonNode[] {
  return childrenOf(node).filter(isPart);
}

/** Whether a node is more than a word or sign. */
export function isPart({ name }: PythonNode): boolean {
  return /^[A-Z⚠]/.test(name) && name !== 'Comment';
}

/** Whether a node is a statement, or one that could not be read. */
export function isStatement({ name }: PythonNode): boolean {
  return /Statement$|^Body$|^FunctionDefinition$|^ClassDefinition$|^StatementGroup$|^⚠$/.test(name);
}
