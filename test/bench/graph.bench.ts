import { parseDocument as parseYaml } from 'yaml';
import { drawGraph } from '../../renderer/workers/graph/drawGraph.ts';
import { workflowGraph } from '../../shared/workflow/graph.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';
import { compare } from './compare.ts';

const head = 'document: { dsl: 1.0.3, namespace: bench, name: large, version: 1.0.0 }\ndo:\n';

function list(count: number, make: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => make(at)).join('');
}

/** Sixty tasks in the main list, 300 in all: cases, errors with retries, branches and loops in turn. */
const nested =
  head +
  list(60, (at) => {
    const sets = (count: number, name: string) =>
      Array.from({ length: count }, (_, inner) => `{ ${name}${at}x${inner}: { set: { x: 1 } } }`).join(', ');
    const kinds = [
      `{ set: { x: 1 } }`,
      `{ switch: [ { big: { when: .total > ${at}, then: t${at + 1} } }, { none: { when: .none, then: end } }, { other: { then: continue } } ] }`,
      `{ try: [ ${sets(4, 'a')} ], catch: { errors: { with: { status: 503 } }, retry: { limit: { attempt: { count: 3 } } }, do: [ ${sets(3, 'b')} ] } }`,
      `{ fork: { branches: [ ${sets(4, 'c')}, { d${at}: { do: [ ${sets(7, 'e')} ] } } ] } }`,
      `{ for: { in: .items }, do: [ ${sets(5, 'f')} ] }`,
    ];
    return `- t${at}: ${kinds[at % kinds.length]}\n`;
  });
/** 300 tasks in one list, sixty of them with cases that jump. */
const jumping =
  head +
  list(300, (at) => {
    const cases = `{ switch: [ { a: { when: .x > ${at}, then: t${Math.min(299, at + 3)} } }, { b: { when: .y, then: end } } ] }`;
    return `- t${at}: ${at % 5 === 0 ? cases : '{ set: { x: 1 } }'}\n`;
  });
const long = head + list(10_000, (at) => `- t${at}: { set: { x: 1 }${at % 9 === 0 ? ', then: t5' : ''} }\n`);

function graphOf(text: string) {
  const document = parseDocument(text);
  if (!document.ok) throw new Error(document.error.message);
  return workflowGraph(document.value.value);
}

const [nestedGraph, jumpingGraph, longGraph] = [graphOf(nested), graphOf(jumping), graphOf(long)];
const tasks = nestedGraph.nodes.filter(({ id }) => !id.includes('#')).length;
compare(`laying out a graph, against reading its ${tasks} tasks`, [
  { name: 'yaml.parseDocument (baseline)', run: () => parseYaml(nested) },
  { name: `${tasks} tasks in containers`, run: () => drawGraph(nestedGraph, {}) },
  { name: '300 tasks in one list with jumps', run: () => drawGraph(jumpingGraph, {}) },
  { name: '10,000 tasks in one list', run: () => drawGraph(longGraph, {}) },
]);
