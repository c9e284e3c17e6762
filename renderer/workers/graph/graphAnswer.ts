import type { SourceDocument } from '../../../shared/workflow/document.ts';
import { type WorkflowGraph, workflowGraph } from '../../../shared/workflow/graph.ts';
import { type ThenPlace, thenPlaces } from '../../../shared/workflow/taskEdits/thenPlaces.ts';
import { walkTasks } from '../../../shared/workflow/tasks.ts';
import { drawGraph } from './drawGraph.ts';
import type { Folds, GraphPicture } from './graphPicture.ts';

/** Where a task stands in the text, and what can be changed about it. */
export interface TaskPlace {
  readonly reference: string;
  readonly name: string;
  /** Offsets of the whole task: from the beginning of its line, where nothing but its dash is before it. */
  readonly start: number;
  readonly end: number;
  /** The name alone. */
  readonly nameStart: number;
  readonly nameEnd: number;
  /** Where it says, or may say, what follows it. */
  readonly leads: readonly ThenPlace[];
}

/** A workflow as a graph, laid out, with the places of its tasks in the order of the text. */
export interface DrawnGraph {
  readonly graph: WorkflowGraph;
  readonly picture: GraphPicture;
  readonly places: readonly TaskPlace[];
}

/** Draws a definition; null where the text is malformed: what could be read of it would be another workflow. */
export function graphAnswer(document: SourceDocument, folds: Folds): DrawnGraph | null {
  if (document.problems.length > 0) return null;
  const graph = workflowGraph(document.value);
  return { graph, picture: drawGraph(graph, folds), places: taskPlaces(document) };
}

function taskPlaces(document: SourceDocument): TaskPlace[] {
  const { text } = document;
  const places = walkTasks(document.value).flatMap((task): TaskPlace[] => {
    const { reference, name } = task;
    const location = document.locate(reference);
    if (location === null) return [];
    const key = location.key ?? location.value;
    const lineStart = text.lastIndexOf('\n', key.start - 1) + 1;
    const start = /^[\s-]*$/.test(text.slice(lineStart, key.start)) ? lineStart : key.start;
    const end = Math.max(key.end, location.value.end);
    return [{ reference, name, start, end, nameStart: key.start, nameEnd: key.end, leads: thenPlaces(task) }];
  });
  return places.sort((a, b) => a.start - b.start || b.end - a.end);
}
