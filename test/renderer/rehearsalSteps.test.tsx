import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { readContext } from '../../renderer/commands/context.ts';
import { commandById } from '../../renderer/commands/registry.ts';
import { expressionLabel } from '../../renderer/features/rehearsal/expressionLabel.ts';
import { RehearsalPanel } from '../../renderer/features/rehearsal/RehearsalPanel.tsx';
import { noteText, openDocument } from '../../renderer/state/documents/documentsStore.ts';
import { registerEditor } from '../../renderer/state/documents/editorPort.ts';
import { useNotifications } from '../../renderer/state/notifications/notificationsStore.ts';
import { LatestOnly } from '../../renderer/state/runs/latestOnly.ts';
import { rehearse, showRun } from '../../renderer/state/runs/rehearsing.ts';
import { useRuns } from '../../renderer/state/runs/runsStore.ts';
import { startClearingMarks, step } from '../../renderer/state/runs/stepping.ts';
import { rowOf, tasksAround, traceTree } from '../../renderer/state/runs/traceTree.ts';
import { ok } from '../../shared/base/result.ts';
import type { MethodInput, MethodOutput } from '../../shared/contract/table.ts';
import { Inspector } from '../../shared/simulation/inspection.ts';
import { defaultLimits } from '../../shared/simulation/limits.ts';
import { rehearseTexts } from '../../shared/simulation/rehearseTexts.ts';
import { type FakeBridge, stored } from './fakeBridge.ts';
import { giveLayout } from './giveLayout.ts';
import { startedPage } from './startedPage.ts';

const path = 'orders.yaml';
const workflow = `document: { dsl: 1.0.3, namespace: test, name: orders, version: 0.1.0 }
do:
  - sum:
      set:
        total: \${ [.items[].price] | add }
  - each:
      for: { in: "\${ [1, 2] }" }
      do:
        - greet:
            set: { text: hello }
`;
const input = { items: [{ price: 2 }, { price: 3 }] };

const quiet = {
  limits: defaultLimits,
  onRecord: () => undefined,
  runScript: () => ({ kind: 'threw', message: '', stdout: '', stderr: '' }) as const,
};

function run({ text = workflow }: MethodInput<'rehearsal.run'>): MethodOutput<'rehearsal.run'> {
  const result = rehearseTexts({ definition: text, input }, quiet);
  if (!result.ok) throw new Error(result.error.message);
  return { id: '01ARZ3NDEKTSV4RRFFQ69G5FAV', trace: result.value.trace as never };
}

function inspect({ text = workflow, task }: MethodInput<'rehearsal.inspect'>): MethodOutput<'rehearsal.inspect'> {
  const inspector = new Inspector(task);
  const ports = {
    ...quiet,
    observe: inspector.take.bind(inspector),
    observeContext: inspector.takeContext.bind(inspector),
  };
  const result = rehearseTexts({ definition: text, input }, ports);
  if (!result.ok) throw new Error(result.error.message);
  return { digest: result.value.trace.digest, ...inspector.inspection() } as never;
}

async function rehearsed(): Promise<FakeBridge> {
  const bridge = await startedPage([stored(path, workflow)], {
    'rehearsal.run': (request) => ok(run(request)),
    'rehearsal.inspect': (request) => ok(inspect(request)),
  });
  await rehearse(path);
  return bridge;
}

giveLayout();
afterEach(cleanup);

describe('the result of a rehearsal', () => {
  it('is looked at where the one before was, until somebody steps', async () => {
    await rehearsed();
    render(<RehearsalPanel />);
    const page = (name: RegExp) => screen.getByRole('tab', { name, selected: true });
    await userEvent.click(screen.getByRole('tab', { name: /^Outcome/ }));
    await act(() => rehearse(path));
    expect(page(/^Outcome/)).toBeTruthy();
    await act(() => step(1));
    expect(page(/^Trace/)).toBeTruthy();
  });

  it('says that the workflow was changed after it', async () => {
    await rehearsed();
    render(<RehearsalPanel />);
    expect(screen.queryByText('before the last change')).toBeNull();
    act(() => noteText(path, workflow.replace('hello', 'bye')));
    expect(screen.getByText('before the last change')).toBeTruthy();
    act(() => noteText(path, workflow));
    expect(screen.queryByText('before the last change')).toBeNull();
  });
});

describe('stepping', () => {
  it('goes forwards and backwards through the tasks as they started, and stays at the ends', async () => {
    await rehearsed();
    const seen: (number | null)[] = [];
    for (const direction of [-1, 1, 1, 1, 1, 1, -1] as const) {
      await step(direction);
      seen.push(useRuns.getState().task);
    }
    expect(seen).toEqual([0, 1, 2, 3, 3, 3, 2]);
  });

  it('marks the task in the editor, and takes the mark away with the next run', async () => {
    await rehearsed();
    const marks: (string | null)[] = [];
    const withdraw = registerEditor({
      apply: () => false,
      replace: () => false,
      reveal: () => undefined,
      point: () => undefined,
      undo: () => undefined,
      redo: () => undefined,
      mark: (of, range) =>
        marks.push(range === null ? null : (workflow.slice(range.start, range.end).split('\n')[0] ?? of)),
      cursor: () => null,
      act: () => undefined,
      focus: () => undefined,
      peek: () => undefined,
    });
    const stop = startClearingMarks();
    await step(1);
    await step(1);
    await rehearse(path);
    expect(marks).toEqual(['each:', 'greet:', null]);
    stop();
    withdraw();
  });

  it('is a command that says why it cannot go on', async () => {
    await startedPage([stored(path, workflow)]);
    const next = commandById('trace.next');
    expect(next?.when(readContext())).toMatch(/Rehearse a workflow first/);
    await rehearsed();
    expect(next?.when(readContext())).toBe(true);
    expect(commandById('trace.previous')?.when(readContext())).toMatch(/first step/);
    for (let times = 0; times < 3; times += 1) await step(1);
    expect(next?.when(readContext())).toMatch(/last step/);
  });

  it('says where it is, for a screen reader too', async () => {
    await rehearsed();
    render(<RehearsalPanel />);
    const steps = screen.getByRole('toolbar', { name: 'Steps' });
    expect(within(steps).getByRole('status').textContent).toBe('Step 1 of 4: sum, completed');
    await userEvent.click(within(steps).getByRole('button', { name: 'Step forward' }));
    await waitFor(() => expect(within(steps).getByRole('status').textContent).toContain('Step 2 of 4: each'));
  });

  it('unfolds what is around a step', () => {
    const { trace } = run({ run: 'r', path });
    const tree = traceTree(trace.tasks);
    expect(tasksAround(tree, 3)).toEqual([1]);
    expect(rowOf(tree, new Set(), 3)).toBe(-1);
    expect(rowOf(tree, new Set([1]), 3)).toBe(3);
  });
});

describe('the expressions of a step', () => {
  it('are listed with their results, changed on the recorded data, applied and reverted', async () => {
    await rehearsed();
    render(<RehearsalPanel />);
    await userEvent.click(await screen.findByRole('tab', { name: 'Expressions 1' }));
    const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'jq of set.total' });
    expect(field.value).toBe('[.items[].price] | add');
    const result = () => screen.getByRole('region', { name: 'Result of the expression' }).textContent;
    await waitFor(() => expect(result()).toBe('5'));
    await userEvent.clear(field);
    await userEvent.type(field, '.items | length');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(result()).toBe('2'));
    await userEvent.click(screen.getByRole('button', { name: 'Apply to the definition' }));
    await waitFor(() => expect(openDocument(path)?.text).toContain('total: ${ .items | length }'));
    const applied = () => screen.getByRole('button', { name: 'Apply to the definition' }).hasAttribute('disabled');
    await waitFor(() => expect(applied()).toBe(true));
    act(() => noteText(path, workflow));
    expect(applied()).toBe(false);
    await userEvent.click(screen.getByRole('button', { name: 'Apply to the definition' }));
    await waitFor(() => expect(openDocument(path)?.text).toContain('total: ${ .items | length }'));
    await userEvent.click(screen.getByRole('button', { name: 'Revert' }));
    expect(field.value).toBe('[.items[].price] | add');
  });

  it("show jq's message where one fails, and complete with the recorded keys", async () => {
    await rehearsed();
    render(<RehearsalPanel />);
    await userEvent.click(await screen.findByRole('tab', { name: 'Expressions 1' }));
    const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'jq of set.total' });
    await userEvent.clear(field);
    await userEvent.type(field, '.it');
    expect((await screen.findByRole('option', { name: '.items' })).getAttribute('aria-selected')).toBe('true');
    await userEvent.keyboard('{Enter}');
    expect(field.value).toBe('.items');
    await userEvent.type(field, '.x');
    expect(await screen.findByText(/Cannot index array/)).toBeTruthy();
  });

  it('are not shown for a run that cannot be repeated any more', async () => {
    const bridge = await rehearsed();
    const { trace } = run({ run: 'r', path });
    const kept = { id: '01ARZ3NDEKTSV4RRFFQ69G5FAV', path, scenario: null, status: trace.status, at: trace.startedAt };
    bridge.answers['run.read'] = () => ok({ ...kept, digest: trace.digest, trace });
    bridge.answers['rehearsal.inspect'] = (request) => ok({ ...inspect(request), digest: `sha256:${'0'.repeat(64)}` });
    await showRun(kept.id);
    render(<RehearsalPanel />);
    await userEvent.click(await screen.findByRole('tab', { name: 'Expressions' }));
    expect(await screen.findByText(/has changed since this run/)).toBeTruthy();
    expect(bridge.inputs('rehearsal.inspect').at(-1)).toMatchObject({
      seed: 1,
      input: { kind: 'inline', value: input },
    });
  });

  it('have names that people can read', () => {
    expect(expressionLabel('/do/0/a/with/body/x~1y', '/do/0/a')).toBe('with.body.x/y');
    expect(expressionLabel('/use/functions/f/set/n', '/do/0/a')).toBe('use.functions.f.set.n');
    expect(expressionLabel(null, '/do/0/a')).toBe('elsewhere');
  });
});

describe('a scenario of a run', () => {
  it('is a new document beside the workflow, chosen for the next rehearsal', async () => {
    const bridge = await rehearsed();
    await commandById('trace.scenario')?.run(readContext());
    const [made] = bridge.inputs('document.create');
    expect(made?.path).toBe('orders.recorded.scenario.yaml');
    expect(made?.text).toContain('status: completed');
    expect(useRuns.getState().choices[path]?.scenario).toBe(made?.path);
    await commandById('trace.scenario')?.run(readContext());
    expect(bridge.inputs('document.create')[1]?.path).toBe('orders.recorded-2.scenario.yaml');
    expect(useNotifications.getState().shown).toEqual([]);
  });
});

describe('the newest of what is wanted', () => {
  it('is worked on, and what waited before it is dropped', async () => {
    const done: number[] = [];
    let release = () => {};
    const latest = new LatestOnly<number>(async (wanted) => {
      done.push(wanted);
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    });
    latest.want(1);
    latest.want(2);
    latest.want(3);
    release();
    await new Promise((resolve) => setTimeout(resolve));
    expect(done).toEqual([1, 3]);
  });
});
