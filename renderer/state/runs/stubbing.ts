import { isJsonObject, type Json } from '../../../shared/base/json.ts';
import type { EffectKind, EffectRecord } from '../../../shared/simulation/trace.ts';
import { language } from '../../platform/language.ts';
import { openDocument } from '../documents/documentsStore.ts';
import { editDocument, editor } from '../documents/editorPort.ts';
import { listItemEdit } from '../documents/listItemEdit.ts';
import { create } from '../documents/managing.ts';
import { open } from '../documents/reading.ts';
import { notify } from '../notifications/notificationsStore.ts';
import { copyText } from '../workbench/copyText.ts';
import { freeScenarioPath } from './makingScenario.ts';
import { choiceFor } from './rehearsing.ts';
import { chooseRun, type ShownRun } from './runsStore.ts';

/** A workflow that was found is rehearsed and is no effect; one that was not found is, and faults. */
const answersItself: readonly EffectKind[] = ['event', 'email', 'notification', 'script'];
const likeHttp: readonly EffectKind[] = ['http', 'webhook', 'openapi'];

/** What a runtime would give in the commonest case, to be changed. */
const usualOutput: { readonly [K in EffectKind]?: string } = {
  asyncapi: '[]',
  database: '[]',
  shell: "{ code: 0, stdout: '', stderr: '' }",
  container: "{ code: 0, stdout: '', stderr: '' }",
};

/** Whether a rehearsal could not go on here because no stub answered. */
export function lacksStub({ kind, stub }: EffectRecord): boolean {
  return stub === null && !answersItself.includes(kind);
}

function field(request: Json, name: string): string {
  const value = isJsonObject(request) ? request[name] : undefined;
  return typeof value === 'string' ? value : '';
}

/** The lines of a stub that answers an effect, as an item of a YAML list, to be filled in. */
export function stubLines({ kind, task, request }: EffectRecord): readonly string[] {
  const head = [
    `- name: ${JSON.stringify(task.split('/').at(-1) ?? kind)}`,
    ...(kind === 'http' ? [] : [`  kind: ${kind}`]),
  ];
  const place = `  request: { task: ${JSON.stringify(task)} }`;
  if (!likeHttp.includes(kind)) return [...head, place, `  output: ${usualOutput[kind] ?? '{}'}`];
  const url = field(request, 'uri');
  const method = field(request, 'method').toUpperCase() || 'GET';
  // An operation of a document that nothing has is known by its task only.
  const what = url === '' ? place : `  request: { method: ${method}, url: ${JSON.stringify(url)} }`;
  return [...head, what, '  response: { status: 200, jsonBody: {} }'];
}

/** Selects what a stub that ends at an offset is to answer: typing replaces it. */
function revealAnswer(path: string, lines: readonly string[], end: number): void {
  const answer = /(?<= output: ).*$/.exec(lines.at(-1) ?? '')?.[0] ?? '{}';
  const start = openDocument(path)?.text.lastIndexOf(answer, end) ?? -1;
  if (start >= 0) editor()?.reveal(path, { start, end: start + answer.length });
}

async function addTo(scenario: string, lines: readonly string[]): Promise<void> {
  if (!(await open(scenario))) return;
  const document = openDocument(scenario);
  if (document === null) return;
  const { kind, text } = document;
  const stubs = await language().ask<'locate'>({
    ask: 'locate',
    document: { path: scenario, kind, text },
    pointer: '/stubs',
  });
  const edit = stubs.ok ? listItemEdit(text, 'stubs', stubs.value, lines) : null;
  if (edit === null) {
    await copyText(lines.join('\n'));
    notify(
      'info',
      'The stubs of this scenario are not a list of lines, so the new one was copied: paste it where it fits.',
    );
    return;
  }
  editDocument(scenario, [edit]);
  revealAnswer(scenario, lines, edit.range.start + edit.newText.length);
}

/** Puts a stub for an effect into the run's scenario, or into a new one, and shows it to be filled in. */
export async function addStub({ workflow, scenario, trace }: ShownRun, effect: EffectRecord): Promise<void> {
  const lines = stubLines(effect);
  if (scenario !== null) return addTo(scenario, lines);
  const path = freeScenarioPath(workflow, 'first');
  const text = `input: ${JSON.stringify(trace.input)}\nstubs:\n${lines.map((line) => `  ${line}\n`).join('')}`;
  if (!(await create(path, text))) return;
  chooseRun(workflow, { ...choiceFor(workflow), scenario: path, input: { kind: 'scenario' } });
  revealAnswer(path, lines, text.length);
}
