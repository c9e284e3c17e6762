import { scenarioFromTrace } from '../../../shared/simulation/scenarioFromTrace.ts';
import { call } from '../../platform/bridge.ts';
import { stemOf } from '../documents/companions.ts';
import { openDocument, useDocuments } from '../documents/documentsStore.ts';
import { create } from '../documents/managing.ts';
import { notifyError } from '../notifications/notificationsStore.ts';
import { choiceFor } from './rehearsing.ts';
import { chooseRun, type ShownRun } from './runsStore.ts';

/** A path for a new scenario of a workflow: `<workflow>.<name>.scenario.yaml`, with a number where that is taken. */
export function freeScenarioPath(workflow: string, name: string): string {
  const taken = new Set(useDocuments.getState().entries.map(({ path }) => path));
  for (let number = 1; ; number += 1) {
    const path = `${stemOf(workflow)}.${name}${number === 1 ? '' : `-${number}`}.scenario.yaml`;
    if (!taken.has(path)) return path;
  }
}

/** The text of a document as it stands: in the editor, in the draft journal, or as it was saved. */
async function textOf(path: string): Promise<string | null> {
  const open = openDocument(path);
  if (open !== null) return open.text;
  const read = await call('document.read', { path });
  return read.ok ? (read.value.draft?.text ?? read.value.text) : null;
}

/** Makes a scenario that repeats a run and expects what came of it, opens it, and chooses it for the next rehearsal. */
export async function makeScenario({ workflow, scenario, trace, request }: ShownRun): Promise<void> {
  const definition = request.text ?? (await textOf(workflow)) ?? '';
  const text = scenarioFromTrace(trace, { definition, scenario: scenario === null ? null : await textOf(scenario) });
  if (!text.ok) return notifyError(text.error);
  const path = freeScenarioPath(workflow, 'recorded');
  if (!(await create(path, text.value))) return;
  chooseRun(workflow, { ...choiceFor(workflow), scenario: path, input: { kind: 'scenario' }, seed: '' });
}
