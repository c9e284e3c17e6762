import { parseDocument as parseYaml } from 'yaml';
import { drawGraph } from '../../renderer/workers/graph/drawGraph.ts';
import { workflowGraph } from '../../shared/workflow/graph.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';
import { compare } from './compare.ts';
import { jumpingDefinition, longDefinition, nestedDefinition } from './graph/definitions.ts';
import { compareFrames } from './graph/window.ts';

function graphOf(text: string) {
  const document = parseDocument(text);
  if (!document.ok) throw new Error(document.error.message);
  return workflowGraph(document.value.value);
}

const nested = nestedDefinition(15);
const [nestedGraph, jumpingGraph, longGraph] = [nested, jumpingDefinition(), longDefinition()].map(graphOf);
if (nestedGraph === undefined || jumpingGraph === undefined || longGraph === undefined) throw new Error('no graphs');
const tasks = nestedGraph.nodes.filter(({ id }) => !id.includes('#')).length;
compare(`laying out a graph, against reading its ${tasks} tasks`, [
  { name: 'yaml.parseDocument (baseline)', run: () => parseYaml(nested) },
  { name: `${tasks} tasks in containers`, run: () => drawGraph(nestedGraph, {}) },
  { name: '300 tasks in one list with jumps', run: () => drawGraph(jumpingGraph, {}) },
  { name: '10,000 tasks in one list', run: () => drawGraph(longGraph, {}) },
]);
await compareFrames([
  { name: '20 tasks (baseline)', text: nestedDefinition(1) },
  { name: '300 tasks', text: nested },
]);
