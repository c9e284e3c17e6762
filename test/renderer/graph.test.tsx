import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GraphOutline } from '../../renderer/features/graph/GraphOutline.tsx';
import { GraphToolbar } from '../../renderer/features/graph/GraphToolbar.tsx';
import { graphKeys } from '../../renderer/features/graph/graphKeys.ts';
import { TaskFacts } from '../../renderer/features/graph/TaskFacts.tsx';
import { noteText, openDocument } from '../../renderer/state/documents/documentsStore.ts';
import { type EditorPort, registerEditor } from '../../renderer/state/documents/editorPort.ts';
import { selectFinding, useFindings } from '../../renderer/state/findings/findingsStore.ts';
import { changeTask } from '../../renderer/state/graph/changingTasks.ts';
import { startDrawing } from '../../renderer/state/graph/drawing.ts';
import { useGraph } from '../../renderer/state/graph/graphStore.ts';
import { chooseTask } from '../../renderer/state/graph/selecting.ts';
import { useNotifications } from '../../renderer/state/notifications/notificationsStore.ts';
import { noteCursor } from '../../renderer/state/workbench/cursor.ts';
import type { Finding } from '../../shared/diagnostics/finding.ts';
import { stored } from './fakeBridge.ts';
import { finding } from './freshPage.ts';
import { giveLayout } from './giveLayout.ts';
import { startedPage } from './startedPage.ts';

const path = 'orders.yaml';
const scenario = 'orders.first.scenario.yaml';
const text = `document: { dsl: 1.0.3, namespace: test, name: orders, version: 0.1.0 }
do:
  - ask:
      set: { text: hello }
  - choose:
      switch:
        - big: { when: .total > 10, then: care }
        - other: { then: end }
  - care:
      try:
        - send: { call: http, with: { method: get, endpoint: https://example.com/ } }
      catch:
        retry: { limit: { attempt: { count: 3 } } }
        do:
          - mend: { set: { x: 1 } }
      then: ask
`;

let stop = (): void => undefined;
let pointed: string[] = [];

/** An editor that remembers where it was pointed to, and edits like a text without one. */
function fakeEditor(): () => void {
  pointed = [];
  const nothing = (): void => undefined;
  const editor: EditorPort = {
    apply: () => false,
    replace: () => false,
    reveal: (_path, range) => pointed.push(`reveal ${text.slice(range.start, range.end)}`),
    point: (_path, range) => pointed.push(text.slice(range.start, range.end)),
    undo: nothing,
    redo: nothing,
    peek: nothing,
    mark: nothing,
    cursor: () => null,
    act: nothing,
    focus: nothing,
  };
  return registerEditor(editor);
}

async function drawn(): Promise<void> {
  await waitFor(() => expect(useGraph.getState().shown?.text).toBe(openDocument(path)?.text));
}

function find(...findings: Finding[]): void {
  useFindings.setState({ byPath: { [path]: { findings, text, failure: null } } });
}

function at(pointer: string, more: Partial<Finding> = {}): Finding {
  return finding('leak', { location: { pointer, range: { start: 0, end: 1 } }, ...more });
}

function moveCursor(offset: number): void {
  act(() => noteCursor({ line: 1, column: 1, path, offset }));
}

const selected = () => useGraph.getState().selected;

giveLayout();
beforeEach(async () => {
  await startedPage([stored(path, text), stored(scenario, 'expect: { tasks: { run: [ask, /do/1/choose] } }\n')]);
  const withdraw = fakeEditor();
  const stopDrawing = startDrawing();
  stop = () => {
    stopDrawing();
    withdraw();
  };
  await drawn();
});
afterEach(() => {
  stop();
  cleanup();
});

describe('text, graph and problems', () => {
  it('select the same task: from the cursor', () => {
    find(at('/do/2/care/try/0/send/with', { message: 'It leaks.' }));
    moveCursor(text.indexOf('method: get'));
    expect(selected()).toBe('/do/2/care/try/0/send');
    expect(useFindings.getState().selected?.finding.message).toBe('It leaks.');
    moveCursor(text.indexOf('retry'));
    expect(selected()).toBe('/do/2/care');
    moveCursor(text.indexOf('  - choose'));
    expect(selected()).toBe('/do/1/choose');
  });

  it('select the same task: from the graph', () => {
    find(at('/do/2/care/try/0/send/with'));
    chooseTask('/do/2/care/try/0/send');
    expect(pointed).toEqual(['send']);
    expect(useFindings.getState().selected?.finding.location.pointer).toBe('/do/2/care/try/0/send/with');
  });

  it('select the same task: from a problem; one outside of tasks is at the start', () => {
    find(at('/do/0/ask/set'), at('/input/schema'));
    act(() => selectFinding({ path, finding: at('/do/0/ask/set') }));
    expect(selected()).toBe('/do/0/ask');
    act(() => selectFinding({ path, finding: at('/input/schema') }));
    expect(selected()).toBe('/do#start');
  });

  it('keep what is selected when the text changes around it', async () => {
    chooseTask('/do/1/choose');
    noteText(path, text.replace('hello', 'hello again'));
    await drawn();
    expect(selected()).toBe('/do/1/choose');
  });

  it('go by no offset of another text', () => {
    chooseTask('/do/1/choose');
    noteText(path, `# above\n${text}`);
    moveCursor(text.indexOf('method: get'));
    expect(selected()).toBe('/do/1/choose');
  });
});

describe('a malformed text', () => {
  it('leaves the last graph, and says so', async () => {
    const before = useGraph.getState().shown;
    noteText(path, `${text}  - : [\n`);
    await waitFor(() => expect(useGraph.getState().isBroken).toBe(true));
    expect(useGraph.getState().shown).toBe(before);
    noteText(path, text);
    await waitFor(() => expect(useGraph.getState().isBroken).toBe(false));
  });
});

describe('the outline', () => {
  const rows = () => screen.getAllByRole('row').map((row) => row.getAttribute('aria-label') ?? '');

  function show(): void {
    const { shown } = useGraph.getState();
    if (shown !== null) render(<GraphOutline shown={shown} />);
  }

  it('says of each task all that the graph shows', () => {
    find(at('/do/2/care/try/0/send/with', { severity: 'warning' }));
    show();
    expect(rows()).toEqual([
      'Start of the workflow. leads to next ask',
      'ask, set text. comes from start; care (then). leads to next choose',
      'choose, switch. comes from ask. leads to if big: .total > 10: care; otherwise (other): the end of the workflow',
      'care, try. comes from choose (if big: .total > 10). leads to on an error: its catch; retry, 3 times at most: its beginning; then: ask',
      'try, retry, 3 times at most',
      'send, call http. comes from start. leads to next the end of its list. 1 warning',
      'catch',
      'mend, set x. comes from start. leads to next the end of its list',
    ]);
  });

  it('lists the way of the data of the chosen problem', () => {
    const range = { start: 0, end: 1 };
    const leak = at('/do/2/care/try/0/send/with', {
      related: [
        { role: 'source', message: 'the card number', pointer: '/input/schema', range },
        { role: 'step', message: 'is set', pointer: '/do/0/ask/set', range },
        { role: 'sink', message: 'the request', pointer: '/do/2/care/try/0/send/with', range },
      ],
    });
    find(leak);
    selectFinding({ path, finding: leak });
    show();
    expect(rows()[0]).toContain('data path 1, source: the card number');
    expect(rows()[1]).toContain('data path 2, step: is set');
    expect(rows()[5]).toContain('data path 3, sink: the request');
  });

  it('has the selection of the graph, by keyboard too', async () => {
    show();
    act(() => chooseTask('/do/1/choose'));
    await waitFor(() =>
      expect(screen.getByRole('row', { name: /^choose/ }).getAttribute('aria-selected')).toBe('true'),
    );
    await userEvent.tab();
    await userEvent.keyboard('{ArrowDown}');
    await waitFor(() => expect(selected()).toBe('/do/2/care'));
    expect(pointed.at(-1)).toBe('care');
  });

  it('is walked in and out of containers, past lists, and by first letters', async () => {
    show();
    act(() => chooseTask('/do/2/care'));
    const tree = screen.getByRole('treegrid', { name: 'Outline of the graph' });
    const active = () =>
      document.getElementById(tree.getAttribute('aria-activedescendant') ?? '')?.getAttribute('aria-label') ?? '';
    await userEvent.tab();
    await waitFor(() => expect(active()).toMatch(/^care/));
    await userEvent.keyboard('{ArrowRight}');
    expect(active()).toMatch(/^try/);
    expect(selected()).toBe('/do/2/care');
    await userEvent.keyboard('{ArrowDown}');
    await waitFor(() => expect(selected()).toBe('/do/2/care/try/0/send'));
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    await waitFor(() => expect(selected()).toBe('/do/2/care'));
    await userEvent.keyboard('me');
    await waitFor(() => expect(selected()).toBe('/do/2/care/catch/do/0/mend'));
  });

  it('folds what the graph folds', async () => {
    show();
    await userEvent.click(screen.getByRole('row', { name: /^care/ }));
    await userEvent.keyboard('{ArrowLeft}');
    await waitFor(() =>
      expect(useGraph.getState().shown?.picture.nodes.some(({ container }) => container === 'folded')).toBe(true),
    );
  });
});

describe('a list that is too long to be drawn whole', () => {
  it('has its rest selected where the cursor is in it', async () => {
    const steps = Array.from({ length: 1_200 }, (_, at) => `  - step${at}: { set: { x: 1 } }\n`);
    const long = `${text.slice(0, text.indexOf('  - ask'))}${steps.join('')}`;
    act(() => noteText(path, long));
    await waitFor(() => expect(useGraph.getState().shown?.text).toBe(long), { timeout: 20_000 });
    act(() => noteCursor({ line: 1, column: 1, path, offset: long.indexOf('step1150') }));
    const { shown } = useGraph.getState();
    if (shown === null) throw new Error('nothing is drawn');
    render(<GraphOutline shown={shown} />);
    expect(screen.getByRole('row', { selected: true }).getAttribute('aria-label')).toMatch(/more tasks$/);
  });
});

describe('the keys of the graph', () => {
  const press = (key: string, more: { altKey?: boolean; ctrlKey?: boolean } = {}) =>
    graphKeys({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

  it('go from task to task, in and out of containers', () => {
    chooseTask('/do/1/choose');
    for (const [key, task] of [
      ['ArrowDown', '/do/2/care'],
      ['ArrowRight', '/do/2/care/try/0/send'],
      ['ArrowLeft', '/do/2/care'],
      ['ArrowUp', '/do/1/choose'],
      ['Home', '/do#start'],
      ['End', '/do/2/care/catch/do/0/mend'],
    ] as const) {
      expect(press(key)).toBe(true);
      expect(selected()).toBe(task);
    }
    expect(press('a')).toBe(false);
  });

  it('move a task with its text', async () => {
    chooseTask('/do/1/choose');
    expect(press('ArrowUp', { altKey: true })).toBe(true);
    await waitFor(() => expect(selected()).toBe('/do/0/choose'));
    expect(openDocument(path)?.text.indexOf('- choose')).toBeLessThan(openDocument(path)?.text.indexOf('- ask') ?? 0);
  });
});

describe('a change of a task', () => {
  it('says what it needs where no task is selected', async () => {
    act(() => useGraph.setState({ selected: null }));
    render(<GraphToolbar outlined onOutlined={() => undefined} />);
    await userEvent.click(screen.getByRole('button', { name: 'Add after' }));
    expect(useNotifications.getState().shown.map(({ text: words }) => words)).toEqual([
      'Select a task in the graph first (Ctrl+Shift+G).',
    ]);
    act(() => chooseTask('/do/0/ask'));
    await userEvent.click(screen.getByRole('button', { name: 'Add after' }));
    expect(screen.getByRole('menuitem', { name: 'wait' })).toBeTruthy();
  });

  it('is an edit of the text, and the task stays selected', async () => {
    chooseTask('/do/0/ask');
    await changeTask(path, { kind: 'rename', task: '/do/0/ask', name: 'greet' });
    await waitFor(() => expect(selected()).toBe('/do/0/greet'));
    expect(openDocument(path)?.text).toBe(text.replace('- ask:', '- greet:').replace('then: ask', 'then: greet'));
  });

  it('is followed by the scenarios that name it, where the person says so', async () => {
    await changeTask(path, { kind: 'rename', task: '/do/0/ask', name: 'greet' });
    const [told] = useNotifications.getState().shown;
    expect(told?.text).toBe('1 scenario names tasks as they were before this change, in 1 place.');
    expect(openDocument(scenario)).toBeNull();
    told?.action?.run();
    await waitFor(() => expect(openDocument(scenario)?.text).toContain('run: [greet, /do/1/choose]'));
    expect(openDocument(path)?.text).toContain('- greet:');
  });

  it('is followed no more once it was undone, and at once where more than one was made', async () => {
    const offered = () => useNotifications.getState().shown.flatMap(({ action }) => action ?? []);
    await changeTask(path, { kind: 'rename', task: '/do/0/ask', name: 'greet' });
    await changeTask(path, { kind: 'rename', task: '/do/0/greet', name: 'welcome' });
    expect(offered()).toHaveLength(1);
    noteText(path, text.replaceAll('ask', 'greet'));
    await waitFor(() => expect(offered()).toHaveLength(1));
    await changeTask(path, { kind: 'rename', task: '/do/0/greet', name: 'meet' });
    offered()[0]?.run();
    await waitFor(() => expect(openDocument(scenario)?.text).toContain('run: [meet, /do/1/choose]'));
    await changeTask(path, { kind: 'rename', task: '/do/0/meet', name: 'ask' });
    expect(offered()).toHaveLength(1);
    noteText(path, text.replaceAll('ask', 'meet'));
    await waitFor(() => expect(offered()).toEqual([]));
  });

  it('says where ways to a removed task lead now', async () => {
    await changeTask(path, { kind: 'remove', task: '/do/2/care' });
    const told = useNotifications.getState().shown.map(({ text: words }) => words);
    expect(told).toEqual(['A way led to the removed task. It now leads to “ask”.']);
    expect(openDocument(path)?.text).toContain('- big: { when: .total > 10, then: ask }');
  });

  it('is a choice of where it leads, for each case', async () => {
    chooseTask('/do/1/choose');
    const { shown } = useGraph.getState();
    if (shown === null) throw new Error('nothing is drawn');
    render(<TaskFacts shown={shown} />);
    const facts = within(screen.getByRole('region', { name: 'About the selected task' }));
    expect(facts.getByText('if big: .total > 10:', { exact: false })).toBeTruthy();
    fireEvent.click(facts.getByRole('button', { name: 'Then, big: care' }));
    fireEvent.click(screen.getByRole('menuitemradio', { name: 'ask' }));
    await waitFor(() => expect(openDocument(path)?.text).toContain('when: .total > 10, then: ask'));
  });
});
