import { addBehindSelected, moveSelected, removeSelected, renameSelected } from '../state/graph/changingTasks.ts';
import { showView } from '../state/workbench/dockPort.ts';
import type { IconName } from '../ui/icons.ts';
import { type Command, type CommandContext, needsDocument, needsStore } from './command.ts';

function needsTask(context: CommandContext): true | string {
  const document = needsDocument(context);
  if (document !== true) return document;
  return context.task === null ? 'Select a task in the graph first (Ctrl+Shift+G).' : true;
}

function change(id: string, label: string, icon: IconName, run: () => unknown): Command {
  return { id: `task.${id}`, label, category: 'Edit', icon, when: needsTask, run };
}

/** The graph, and what is done to the task that is selected on it. Keys for these work in the graph and its outline. */
export const graphCommands: readonly Command[] = [
  {
    id: 'graph.show',
    label: 'Show graph',
    category: 'View',
    icon: 'graph',
    keys: 'Mod+Shift+G',
    when: needsStore,
    run: () => showView('graph'),
  },
  change('add', 'Add a task after the selected one…', 'plus', addBehindSelected),
  change('rename', 'Rename the selected task… (F2)', 'pencil', renameSelected),
  change('up', 'Move the selected task up (Alt+Up)', 'arrow-up', () => moveSelected(-1)),
  change('down', 'Move the selected task down (Alt+Down)', 'arrow-down', () => moveSelected(1)),
  change('remove', 'Delete the selected task (Del)', 'trash', removeSelected),
];
