import { useDocuments } from '../state/documents/documentsStore.ts';
import { editor } from '../state/documents/editorPort.ts';
import { open } from '../state/documents/reading.ts';
import { explainedFinding, type PlacedFinding, shownFindings, useFindings } from '../state/findings/findingsStore.ts';
import { applyFix } from '../state/findings/fixing.ts';
import { askForWaiver } from '../state/findings/waiving.ts';
import { goToProblem } from '../state/findings/walking.ts';
import { showView } from '../state/workbench/dockPort.ts';
import { always, type Command, type CommandContext, needsDocument } from './command.ts';

/** The finding that the Problems panel explains. */
function explained(): PlacedFinding | null {
  const { byPath, filter, selected } = useFindings.getState();
  return explainedFinding(shownFindings(byPath, filter, useDocuments.getState().active), selected);
}

function needsProblem(context: CommandContext): true | string {
  const document = needsDocument(context);
  if (document !== true) return document;
  return context.problems > 0 ? true : 'There are no problems to go to.';
}

function needsSelected(context: CommandContext): true | string {
  const document = needsDocument(context);
  if (document !== true) return document;
  return explained() === null ? 'Select a problem first (F8).' : true;
}

function selectedFix(context: CommandContext): true | string {
  const selected = needsSelected(context);
  if (selected !== true) return selected;
  const fixes = explained()?.finding.fixes ?? [];
  return fixes.length > 0 ? true : 'There is no ready-made fix for this problem.';
}

function applySelectedFix(): void {
  const placed = explained();
  const fix = placed?.finding.fixes[0];
  if (placed !== null && fix !== undefined) applyFix(placed.path, fix);
}

function selectedWay(context: CommandContext): true | string {
  const selected = needsSelected(context);
  if (selected !== true) return selected;
  return (explained()?.finding.related ?? []).length > 0 ? true : 'The selected problem is not about a flow of data.';
}

async function peekSelected(): Promise<void> {
  const placed = explained();
  if (placed !== null && (await open(placed.path))) editor()?.peek(placed.path, placed.finding);
}

/** What is done about problems. */
export const problemCommands: readonly Command[] = [
  {
    id: 'problems.show',
    label: 'Show problems',
    category: 'Problems',
    keys: 'Mod+Shift+M',
    icon: 'alert',
    when: always,
    run: () => showView('problems'),
  },
  {
    id: 'problems.next',
    label: 'Next problem',
    category: 'Problems',
    keys: 'F8',
    when: needsProblem,
    run: () => goToProblem(1),
  },
  {
    id: 'problems.previous',
    label: 'Previous problem',
    category: 'Problems',
    keys: 'Shift+F8',
    when: needsProblem,
    run: () => goToProblem(-1),
  },
  {
    id: 'problems.fix',
    label: 'Apply the first fix of the selected problem',
    category: 'Problems',
    when: selectedFix,
    run: applySelectedFix,
  },
  {
    id: 'problems.peek',
    label: 'Peek the path of the selected problem',
    category: 'Problems',
    keys: 'Alt+F8',
    when: selectedWay,
    run: peekSelected,
  },
  {
    id: 'problems.waive',
    label: 'Waive the selected problem…',
    category: 'Problems',
    when: needsSelected,
    run: () => {
      showView('problems');
      askForWaiver(explained());
    },
  },
];
