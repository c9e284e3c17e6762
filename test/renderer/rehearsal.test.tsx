import { act, cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { RehearsalPanel } from '../../renderer/features/rehearsal/RehearsalPanel.tsx';
import { virtualTime } from '../../renderer/features/rehearsal/virtualTime.ts';
import { noteText } from '../../renderer/state/documents/documentsStore.ts';
import {
  cancelRun,
  choiceFor,
  rehearse,
  runRequest,
  startFollowingRuns,
  testScenarios,
} from '../../renderer/state/runs/rehearsing.ts';
import { chooseRun, useRuns } from '../../renderer/state/runs/runsStore.ts';
import { traceTree } from '../../renderer/state/runs/traceTree.ts';
import { ok } from '../../shared/base/result.ts';
import type { MethodOutput } from '../../shared/contract/table.ts';
import { digest, stored } from './fakeBridge.ts';
import { giveLayout } from './giveLayout.ts';
import { greeting, startedPage } from './startedPage.ts';

const path = 'greeting.yaml';
const at = '2000-01-01T00:00:00Z';

type Run = MethodOutput<'rehearsal.run'>;
type Task = Run['trace']['tasks'][number];

function task(reference: string, more: Partial<Task> = {}): Task {
  const name = reference.split('/').at(-1) ?? '';
  const times = { startedAt: at, endedAt: at };
  return {
    reference,
    name,
    type: 'set',
    iteration: [],
    attempt: 1,
    status: 'completed',
    input: {},
    output: {},
    error: null,
    ...times,
    ...more,
  };
}

function run(trace: Partial<Run['trace']> = {}, more: Partial<Run> = {}): Run {
  return {
    id: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    trace: {
      trace: 1,
      digest: digest('d'),
      seed: 7,
      status: 'completed',
      startedAt: at,
      endedAt: at,
      input: {},
      output: { text: 'hello' },
      context: {},
      error: null,
      tasks: [],
      effects: [],
      ...trace,
    },
    ...more,
  };
}

giveLayout();
afterEach(cleanup);

describe('the trace as a tree', () => {
  it('puts tasks inside the task, iteration and attempt that they ran in', () => {
    const tasks = [
      task('/do/0/loop', { type: 'for' }),
      task('/do/0/loop/do/0/a', { iteration: [0] }),
      task('/do/0/loop/do/0/a', { iteration: [1] }),
      task('/do/1/try', { attempt: 1 }),
      task('/do/1/try/try/0/x'),
      task('/do/10/other'),
    ];
    const shape = traceTree(tasks).map((node) => [node.index, node.children.map((child) => child.index)]);
    expect(shape).toEqual([
      [0, [1, 2]],
      [3, [4]],
      [5, []],
    ]);
  });
});

describe('virtual time', () => {
  it('is shown in the largest unit that fits', () => {
    expect(virtualTime('2000-01-01T00:00:00Z', '2000-01-31T00:00:00Z')).toBe('30 d');
    expect(virtualTime('2000-01-01T00:00:00.000Z', '2000-01-01T00:00:01.500Z')).toBe('1.5 s');
    expect(virtualTime('2000-01-01T00:00:00.000Z', '2000-01-01T00:00:00.120Z')).toBe('120 ms');
  });
});

describe('what is rehearsed', () => {
  it('is the text in the editor with the first scenario', async () => {
    await startedPage([stored(path, greeting), stored('greeting.happy.scenario.yaml', 'input: {}')]);
    noteText(path, 'edited');
    expect(runRequest('r', path, choiceFor(path))).toEqual(
      ok({ run: 'r', path, text: 'edited', scenario: 'greeting.happy.scenario.yaml' }),
    );
  });

  it('is a masked row or an input typed here, with a seed', async () => {
    await startedPage();
    const row = { kind: 'row', dataset: 'D', name: 'people.csv', row: 3 } as const;
    expect(runRequest('r', path, { scenario: null, input: row, seed: '42' })).toMatchObject({
      value: { seed: 42, input: { kind: 'row', dataset: 'D', row: 3 } },
    });
    expect(
      runRequest('r', path, { scenario: null, input: { kind: 'inline', text: '{"a":1}' }, seed: '' }),
    ).toMatchObject({
      value: { input: { kind: 'inline', value: { a: 1 } } },
    });
  });

  it('is nothing where the input or the seed will not do', async () => {
    await startedPage();
    expect(runRequest('r', path, { scenario: null, input: { kind: 'inline', text: '{' }, seed: '' }).ok).toBe(false);
    expect(runRequest('r', path, { scenario: null, input: { kind: 'inline', text: '' }, seed: 'x' }).ok).toBe(false);
  });
});

describe('the Rehearsal panel', () => {
  it('always says that nothing of it is real', async () => {
    await startedPage();
    render(<RehearsalPanel />);
    expect(screen.getByText(/masked sample · seed .* · no network/)).toBeTruthy();
  });

  it('shows how a run ended, its tasks and the selected one', async () => {
    const tasks = [task('/do/0/greet', { output: { text: 'hello' } })];
    await startedPage(undefined, { 'rehearsal.run': () => ok(run({ tasks })) });
    await rehearse(path);
    render(<RehearsalPanel />);
    expect(screen.getByText('masked sample · seed 7 · no network')).toBeTruthy();
    expect(screen.getByRole('region', { name: 'About the selected task' }).textContent).toContain('/do/0/greet');
    expect(screen.getByRole('region', { name: 'Output of the task' }).textContent).toContain('hello');
  });

  it('explains a limit and shows what happened up to it', async () => {
    const answer = run(
      { status: 'limit', digest: null, tasks: [task('/do/0/spin')] },
      { limit: 'The script ran for more than 2 seconds.' },
    );
    await startedPage(undefined, { 'rehearsal.run': () => ok(answer) });
    await rehearse(path);
    render(<RehearsalPanel />);
    expect(screen.getByText(/The script ran for more than 2 seconds\./)).toBeTruthy();
    expect(screen.getByRole('treegrid', { name: 'Tasks that ran' }).textContent).toContain('spin');
  });

  it('folds a long run, and makes the rows of a task when it is unfolded', async () => {
    const inner = Array.from({ length: 5_000 }, (_, step) => task('/do/0/each/do/0/one', { iteration: [step] }));
    const answer = run({ tasks: [task('/do/0/each', { type: 'for' }), ...inner] });
    await startedPage(undefined, { 'rehearsal.run': () => ok(answer) });
    await rehearse(path);
    render(<RehearsalPanel />);
    expect(screen.getByRole('treegrid', { name: 'Tasks that ran' }).textContent).not.toContain('one');
    await userEvent.click(within(screen.getByRole('row', { name: 'each (for)' })).getByRole('button'));
    expect(screen.getAllByRole('row', { name: 'one (set)' }).length).toBeLessThan(100);
  });

  it('lists which expectations of which scenario were not met', async () => {
    const expectations = [{ expectation: 'status', passed: false, message: 'It faulted.' }];
    const results = [
      { scenario: 'greeting.sad.scenario.yaml', passed: false, status: 'faulted' as const, digest: null, expectations },
    ];
    await startedPage(undefined, { 'rehearsal.test': () => ok(results) });
    await testScenarios(path);
    render(<RehearsalPanel />);
    expect(screen.getByText('0 passed, 1 failed')).toBeTruthy();
    expect(screen.getByText('It faulted.')).toBeTruthy();
    expect(screen.queryByText('before the last change')).toBeNull();
    act(() => noteText(path, 'edited'));
    expect(screen.getByText('before the last change')).toBeTruthy();
  });

  it('follows a run, and cancels it', async () => {
    let finish = () => {};
    const bridge = await startedPage(undefined, { 'rehearsal.cancel': () => ok({}) });
    const call = bridge.call.bind(bridge);
    bridge.call = ((name: never, input: never) =>
      name === 'rehearsal.run'
        ? new Promise((resolve) => {
            finish = () => resolve(ok(run({ status: 'cancelled' })) as never);
          })
        : call(name, input)) as typeof bridge.call;
    const stop = startFollowingRuns();
    const running = rehearse(path);
    await Promise.resolve();
    render(<RehearsalPanel />);
    bridge.emit('rehearsal.progress', { run: useRuns.getState().current?.run ?? '', tasks: 3, effects: 1 });
    expect(await screen.findByText('Rehearsing: 3 tasks, 1 effect')).toBeTruthy();
    await cancelRun();
    expect(await screen.findByText('Cancelling…')).toBeTruthy();
    await new Promise((resolve) => setTimeout(resolve));
    finish();
    await running;
    expect(useRuns.getState().shown?.trace.status).toBe('cancelled');
    stop();
  });

  it('takes an input that is typed', async () => {
    await startedPage();
    chooseRun(path, { scenario: null, input: { kind: 'inline', text: '' }, seed: '' });
    render(<RehearsalPanel />);
    await userEvent.type(screen.getByLabelText('Input, as JSON'), '7');
    expect(choiceFor(path).input).toEqual({ kind: 'inline', text: '7' });
  });
});
