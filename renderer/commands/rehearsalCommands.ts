import { workflowOf } from '../state/documents/companions.ts';
import { activeDocument, useDocuments } from '../state/documents/documentsStore.ts';
import { makeScenario } from '../state/runs/makingScenario.ts';
import { cancelRun, choiceFor, rehearse, testScenarios } from '../state/runs/rehearsing.ts';
import { rehearseRows } from '../state/runs/rehearsingRows.ts';
import { type ShownRun, useRuns } from '../state/runs/runsStore.ts';
import { step } from '../state/runs/stepping.ts';
import { bringView, showView } from '../state/workbench/dockPort.ts';
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

function canStep(context: CommandContext, direction: 1 | -1): true | string {
  const { step: place } = context;
  if (place === null) return 'Rehearse a workflow first: there is no trace to step through.';
  if (direction === 1 && place.at >= place.of - 1) return 'This is the last step.';
  return direction === -1 && place.at <= 0 ? 'This is the first step.' : true;
}

function canRehearseRows(context: CommandContext): true | string {
  const started = canStart(context);
  if (started !== true) return started;
  return context.sampled ? true : 'Import sample data first.';
}

/** The run that is shown, as far as it is of the workflow in front. */
function shownRun(): ShownRun | null {
  const { shown } = useRuns.getState();
  return shown !== null && shown.workflow === activeWorkflow() ? shown : null;
}

async function start(what: (workflow: string) => Promise<void>): Promise<void> {
  const workflow = activeWorkflow();
  if (workflow === null) return;
  // Who runs it from the text goes on typing there.
  bringView('rehearsal');
  await what(workflow);
}

/** Rehearses once, or with every row where that is chosen as the input. */
function rehearseAsSet(workflow: string): Promise<void> {
  return choiceFor(workflow).input.kind === 'rows' ? rehearseRows(workflow) : rehearse(workflow);
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
    run: () => start(rehearseAsSet),
  },
  {
    id: 'rehearsal.batch',
    label: 'Rehearse all rows',
    category: 'Rehearsal',
    keys: 'Mod+Shift+F5',
    icon: 'database',
    when: canRehearseRows,
    run: () => start(rehearseRows),
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
    id: 'trace.next',
    label: 'Step forward',
    category: 'Rehearsal',
    keys: 'F9',
    icon: 'step-forward',
    when: (context) => canStep(context, 1),
    run: () => step(1),
  },
  {
    id: 'trace.previous',
    label: 'Step back',
    category: 'Rehearsal',
    keys: 'Shift+F9',
    icon: 'step-back',
    when: (context) => canStep(context, -1),
    run: () => step(-1),
  },
  {
    id: 'trace.scenario',
    label: 'Make a scenario of this run',
    category: 'Rehearsal',
    icon: 'flask',
    when: ({ step: place }) => (place === null ? 'Rehearse a workflow first: there is no run to make it of.' : true),
    run: async () => {
      const run = shownRun();
      if (run !== null) await makeScenario(run);
    },
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
