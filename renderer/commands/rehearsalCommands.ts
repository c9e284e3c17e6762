import { workflowOf } from '../state/documents/companions.ts';
import { activeDocument, useDocuments } from '../state/documents/documentsStore.ts';
import { cancelRun, rehearse, testScenarios } from '../state/runs/rehearsing.ts';
import { showView } from '../state/workbench/dockPort.ts';
import { always, type Command, type CommandContext, needsDocument } from './command.ts';

function activeWorkflow(): string | null {
  const document = activeDocument();
  return document === null ? null : workflowOf(document.path, useDocuments.getState().entries);
}

function canStart(context: CommandContext): true | string {
  const document = needsDocument(context);
  if (document !== true) return document;
  if (!context.runnable) return 'Open a workflow, or one of its scenarios, first.';
  return context.rehearsing ? 'A rehearsal is under way. Cancel it first.' : true;
}

async function start(what: (workflow: string) => Promise<void>): Promise<void> {
  const workflow = activeWorkflow();
  if (workflow === null) return;
  showView('rehearsal');
  await what(workflow);
}

/** Rehearsals of the workflow in front. */
export const rehearsalCommands: readonly Command[] = [
  {
    id: 'rehearsal.run',
    label: 'Rehearse',
    category: 'Rehearsal',
    keys: 'F5 Mod+Enter',
    icon: 'play',
    when: canStart,
    run: () => start(rehearse),
  },
  {
    id: 'rehearsal.test',
    label: 'Test all scenarios',
    category: 'Rehearsal',
    keys: 'Mod+F5',
    icon: 'flask',
    when: canStart,
    run: () => start(testScenarios),
  },
  {
    id: 'rehearsal.cancel',
    label: 'Cancel the rehearsal',
    category: 'Rehearsal',
    keys: 'Shift+F5',
    icon: 'stop',
    when: ({ rehearsing }) => (rehearsing ? true : 'No rehearsal is under way.'),
    run: cancelRun,
  },
  {
    id: 'trace.show',
    label: 'Show rehearsal',
    category: 'Rehearsal',
    keys: 'Mod+Shift+R',
    icon: 'list',
    when: always,
    run: () => showView('rehearsal'),
  },
];
