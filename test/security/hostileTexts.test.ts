import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { rehearseWorkflow } from '../../electron/core/rehearsal/rehearseWorkflow.ts';
import type { Json } from '../../shared/base/json.ts';
import type { Trace } from '../../shared/simulation/trace.ts';
import { build, testPool } from '../engine/builtEngine.ts';
import { type HostileEnd, hostileExpressions } from './hostileExpressions.ts';
import { hostileTemplates, templateInput } from './hostileTemplates.ts';
import { rehearsedWithin } from './rehearsedWithin.ts';
import { setTrap, type Trap } from './trap.ts';

let trap: Trap;

beforeAll(async () => {
  trap = await setTrap();
  process.env.DRYDOCK_TEST_SECRET = 'seen';
});

afterAll(() => {
  trap.close();
  delete process.env.DRYDOCK_TEST_SECRET;
});

/** What no text may reach: what all objects share, the network, the environment. */
afterEach(() => {
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(trap.caught()).toBe(0);
});

function definitionOf(task: Json): string {
  const document = { dsl: '1.0.3', namespace: 'test', name: 'hostile', version: '1.0.0' };
  return JSON.stringify({ document, do: [{ before: { set: '${ . }' } }, { hostile: task }] });
}

const expressionTask = (source: string) => ({ set: { result: `\${ ${source} }` } });
const templateTask = (body: string) => ({
  call: 'email:1.0.0@default',
  with: { to: 'a@example.com', subject: 'x', body },
});

function expectEnd(trace: Trace, end: HostileEnd, output: Json | undefined): void {
  expect(trace.tasks[0]).toMatchObject({ name: 'before', status: 'completed' });
  expect(JSON.stringify(trace)).not.toContain('seen');
  if (end === 'limit') expect(trace).toMatchObject({ status: 'limit', digest: null, error: null });
  else if ('output' in end)
    expect({ status: trace.status, output }).toEqual({ status: 'completed', output: end.output });
  else expect(trace).toMatchObject({ status: 'faulted', error: { detail: expect.stringContaining(end.fault) } });
}

describe('a hostile expression', () => {
  it.each(hostileExpressions)('%s ends as it should', (source, end) => {
    const trace = rehearsedWithin(definitionOf(expressionTask(source)), { reached: true });
    const output = trace.output as { result?: Json } | null;
    expectEnd(trace, end, output?.result);
  });
});

describe('a hostile template', () => {
  it.each(hostileTemplates)('with %s ends as it should', (_name, template, end) => {
    const trace = rehearsedWithin(definitionOf(templateTask(template)), templateInput);
    const [effect] = trace.effects;
    const request = effect?.request as { body?: Json } | undefined;
    expectEnd(trace, end, request?.body);
    if (!(typeof end === 'object' && 'output' in end)) expect(trace.effects).toEqual([]);
  });
});

describe('in an engine child, with the bounds that hold there', () => {
  const pool = testPool();
  beforeAll(() => build('engine'), 120_000);
  afterAll(() => pool.close());

  it.each([
    ['an expression without end', definitionOf(expressionTask('def f: 1 + f; f'))],
    ['an expression without end that catches everything', definitionOf(expressionTask('[range(1e12)?]'))],
    ['an expression that doubles', definitionOf(expressionTask('reduce range(64) as $i (1; [., .]) | tojson'))],
    ['a template of loops in loops', definitionOf(templateTask(hostileTemplates[0]?.[1] ?? ''))],
  ])('%s ends as a limit, and the next run is as ever', async (_name, definition) => {
    const answer = await rehearseWorkflow(pool, { definition, input: templateInput });
    expect(answer).toMatchObject({ ok: true, value: { trace: { status: 'limit', effects: [] } } });
    const next = definitionOf(expressionTask('[env, 1 + 1]'));
    const after = await rehearseWorkflow(pool, { definition: next });
    expect(after).toMatchObject({ ok: true, value: { trace: { status: 'completed', output: { result: [{}, 2] } } } });
  });
});
