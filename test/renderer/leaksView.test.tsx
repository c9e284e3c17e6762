import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { LeaksView } from '../../renderer/features/rehearsal/LeaksView.tsx';
import type { ShownRun } from '../../renderer/state/runs/runsStore.ts';
import type { LeakRecord, Trace } from '../../shared/simulation/trace.ts';
import { digest } from './fakeBridge.ts';

const at = '2000-01-01T00:00:00Z';
const leak: LeakRecord = {
  class: 'ssn',
  from: '/ssn',
  effect: 0,
  where: '/request/body',
  task: '/do/0/tell',
  form: 'base64',
};

function shown(leaks: readonly LeakRecord[] | undefined, leaksNote?: string): ShownRun {
  const effect = { kind: 'email', task: '/do/0/tell', attempt: 1, at, request: {}, response: {}, stub: null } as const;
  const trace: Trace = {
    trace: 1,
    digest: digest('d'),
    seed: 1,
    status: 'completed',
    startedAt: at,
    endedAt: at,
    input: {},
    output: {},
    context: {},
    error: null,
    tasks: [],
    effects: [effect],
    ...(leaks !== undefined && { leaks }),
  };
  return {
    id: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    workflow: 'a.yaml',
    scenario: null,
    trace,
    expectations: [],
    limit: null,
    request: { path: 'a.yaml' },
    ...(leaksNote !== undefined && { leaksNote }),
  };
}

afterEach(cleanup);

describe('the page of leaks', () => {
  it('says what leaves, from where, in which effect and in what form', () => {
    const { effect: _, ...elsewhere } = leak;
    render(<LeaksView run={shown([leak, { ...elsewhere, where: '/request/subject' }])} />);
    const [first, second] = within(screen.getByRole('list', { name: 'Leaks' })).getAllByRole('listitem');
    expect(first?.textContent).toMatch(/ssn from \/ssn, base64, in effect 1, email at \/request\/body/);
    expect(second?.textContent).toMatch(/with other values only at \/request\/subject/);
  });

  it('says that nothing leaves only where that was looked for', () => {
    const { rerender } = render(<LeaksView run={shown([])} />);
    expect(screen.getByText(/No sensitive value/)).toBeDefined();
    rerender(<LeaksView run={shown(undefined, 'Leaks were not looked for: the run was stopped.')} />);
    expect(screen.queryByText(/No sensitive value/)).toBeNull();
    expect(screen.getByText(/not looked for/)).toBeDefined();
  });
});
