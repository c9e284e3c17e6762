import { describe, expect, it, onTestFinished } from 'vitest';
import { applyTextEdits } from '../../renderer/state/documents/applyTextEdits.ts';
import { openDocument } from '../../renderer/state/documents/documentsStore.ts';
import { type EditorPort, registerEditor } from '../../renderer/state/documents/editorPort.ts';
import { listItemEdit } from '../../renderer/state/documents/listItemEdit.ts';
import type { ShownRun } from '../../renderer/state/runs/runsStore.ts';
import { addStub, lacksStub, stubLines } from '../../renderer/state/runs/stubbing.ts';
import type { EffectRecord } from '../../shared/simulation/trace.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';
import { stored } from './fakeBridge.ts';
import { greeting, startedPage } from './startedPage.ts';

const effect: EffectRecord = {
  kind: 'http',
  task: '/do/0/order',
  attempt: 1,
  at: '2000-01-01T00:00:00Z',
  request: { method: 'post', uri: 'https://shop.example/orders', headers: {}, body: null },
  response: null,
  stub: null,
};
const filled = [
  {
    name: 'order',
    request: { method: 'POST', url: 'https://shop.example/orders' },
    response: { status: 200, jsonBody: {} },
  },
];

function readText(text: string): unknown {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value.value;
}

function added(text: string): string | null {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const edit = listItemEdit(text, 'stubs', parsed.value.locate('/stubs')?.value ?? null, stubLines(effect));
  return edit === null ? null : applyTextEdits(text, [edit]);
}

describe('adding a stub', () => {
  it('begins a list where the scenario has none', () => {
    expect(readText(added('input: {}') ?? '')).toEqual({ input: {}, stubs: filled });
  });

  it('goes on with the list where there is one, wherever it is indented', () => {
    for (const indent of ['', '  ']) {
      const text = `stubs:\n${indent}- name: a\n${indent}  response: { status: 204 }\n\nseed: 3\n`;
      expect(readText(added(text) ?? '')).toEqual({
        stubs: [{ name: 'a', response: { status: 204 } }, ...filled],
        seed: 3,
      });
    }
  });

  it('fills an empty list', () => {
    expect(readText(added('stubs: []\nseed: 3\n') ?? '')).toEqual({ stubs: filled, seed: 3 });
  });

  it('leaves a list in brackets alone', () => {
    expect(added('stubs: [{ name: a }]\n')).toBeNull();
  });

  it('is offered only where a stub was missing', () => {
    expect(lacksStub(effect)).toBe(true);
    expect(lacksStub({ ...effect, stub: 'a' })).toBe(false);
    expect(lacksStub({ ...effect, kind: 'email' })).toBe(false);
  });

  it('opens the scenario with the stub in it', async () => {
    const scenario = 'greeting.happy.scenario.yaml';
    await startedPage([stored('greeting.yaml', greeting), stored(scenario, 'input: {}\n')]);
    await addStub({ workflow: 'greeting.yaml', scenario } as ShownRun, effect);
    expect(readText(openDocument(scenario)?.text ?? '')).toEqual({ input: {}, stubs: filled });
  });

  it('selects what the stub is to answer, in a new scenario and in one that is there', async () => {
    const shown: string[] = [];
    const reveal: EditorPort['reveal'] = (path, { start, end }) => {
      const text = openDocument(path)?.text ?? '';
      shown.push(`${text.slice(0, start).split('\n').length}: ${text.slice(start, end)}`);
    };
    onTestFinished(registerEditor({ reveal, apply: () => false } as Partial<EditorPort> as EditorPort));
    const scenario = 'greeting.happy.scenario.yaml';
    await startedPage([stored('greeting.yaml', greeting), stored(scenario, 'input: {}\n')]);
    await addStub({ workflow: 'greeting.yaml', scenario } as ShownRun, effect);
    const trace = { input: {} };
    await addStub({ workflow: 'greeting.yaml', scenario: null, trace } as ShownRun, { ...effect, kind: 'shell' });
    expect(shown).toEqual(['5: {}', "6: { code: 0, stdout: '', stderr: '' }"]);
  });
});
