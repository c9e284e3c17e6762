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
import { choiceFor } from './rehearsing.ts';
import { chooseRun, type ShownRun } from './runsStore.ts';

const answersItself: readonly EffectKind[] = ['event', 'email', 'notification', 'script', 'workflow'];

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
  const name = JSON.stringify(task.split('/').at(-1) ?? kind);
  if (kind !== 'http')
    return [`- name: ${name}`, `  kind: ${kind}`, `  request: { task: ${JSON.stringify(task)} }`, '  output: {}'];
  const method = field(request, 'method').toUpperCase() || 'GET';
  const url = JSON.stringify(field(request, 'uri'));
  return [
    `- name: ${name}`,
    `  request: { method: ${method}, url: ${url} }`,
    '  response: { status: 200, jsonBody: {} }',
  ];
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
  editor()?.reveal(scenario, { start: edit.range.start + 1, end: edit.range.start + edit.newText.length });
}

/** Puts a stub for an effect into the run's scenario, or into a new one, and shows it to be filled in. */
export async function addStub({ workflow, scenario }: ShownRun, effect: EffectRecord): Promise<void> {
  const lines = stubLines(effect);
  if (scenario !== null) return addTo(scenario, lines);
  const path = `${workflow.replace(/\.(?:ya?ml|json)$/i, '')}.first.scenario.yaml`;
  const text = `input: {}\nstubs:\n${lines.map((line) => `  ${line}\n`).join('')}`;
  if (await create(path, text)) chooseRun(workflow, { ...choiceFor(workflow), scenario: path });
}
