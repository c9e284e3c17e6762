import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnginePool } from '../../electron/core/rehearsal/enginePool.ts';
import { type BatchRequest, rehearseRows } from '../../electron/core/rehearsal/rehearseRows.ts';
import { rehearseWorkflow } from '../../electron/core/rehearsal/rehearseWorkflow.ts';
import type { Json } from '../../shared/base/json.ts';
import type { BatchSummary } from '../../shared/simulation/batchSummary.ts';
import { build, scriptWorkflow, shortScripts, testPool } from './builtEngine.ts';

const routing = `document: { dsl: '1.0.3', namespace: test, name: route, version: '1.0.0' }
do:
  - choose: { switch: [ { big: { when: .amount > 10, then: fail } } ] }
  - small: { set: { ok: true }, then: end }
  - fail: { raise: { error: { type: about:blank, status: 409, title: Too much, detail: '\${ .amount | tostring }' } } }
`;

/** A row that ends its process, whatever bounds a script has. */
const deadly = 'if (deadly) { const x = 2n ** 29999999n; return String(x * x).length; } return 1;';

let pool: EnginePool;
beforeAll(() => {
  build('engine');
  pool = testPool();
}, 120_000);
afterAll(() => pool.close());

async function batch(
  definition: string,
  rows: readonly Json[],
  more: Omit<Partial<BatchRequest>, 'rows'> = {},
): Promise<BatchSummary> {
  const texts = rows.map((row) => JSON.stringify(row));
  const read = (from: number, count: number): string[] => texts.slice(from, from + count);
  const summary = await rehearseRows(pool, { definition, ...more, rows: { total: rows.length, read } });
  if (!summary.ok) throw new Error(summary.error.message);
  return summary.value;
}

function scriptOverRows(code: string): string {
  const workflow = JSON.parse(scriptWorkflow(code));
  workflow.do[0].before.set = '${ . }';
  workflow.do[1].script.run.script.arguments = { deadly: '${ .deadly // false }' };
  return JSON.stringify(workflow);
}

describe('a batch', () => {
  it('counts rows by what came of them, with the rows behind each', async () => {
    const rows = Array.from({ length: 1_200 }, (_, index) => ({ amount: index % 3 === 0 ? 11 : 1 }));
    const done: number[] = [];
    const summary = await batch(routing, rows, { progress: (count) => done.push(count) });
    expect(summary).toMatchObject({
      total: 1_200,
      done: 1_200,
      status: 'completed',
      outcomes: [
        {
          status: 'completed',
          error: null,
          count: 800,
          branches: ['/do/0/choose#none'],
          tasks: ['/do/0/choose', '/do/1/small'],
        },
        {
          status: 'faulted',
          error: { type: 'about:blank', status: 409, title: 'Too much', instance: '/do/2/fail' },
          count: 400,
          branches: ['/do/0/choose#case:0'],
        },
      ],
    });
    expect(summary.outcomes[1]?.rows.slice(0, 3)).toEqual([0, 3, 6]);
    expect(done).toEqual(done.toSorted((one, other) => one - other));
    expect(done.at(-1)).toBe(1_200);
  });

  it('gives each row the run that it has alone', async () => {
    const definition = `document: { dsl: '1.0.3', namespace: test, name: luck, version: '1.0.0' }
do:
  - draw: { run: { script: { language: js, code: 'return Math.random() < 0.5 ? 1 : 2' } } }
  - choose: { switch: [ { one: { when: . == 1, then: end } } ] }
`;
    const { outcomes } = await batch(definition, [{ n: 1 }, { n: 2 }], { seed: 7 });
    expect(outcomes).toHaveLength(1);
    const alone = await rehearseWorkflow(pool, { definition, input: { n: 2 }, seed: 7 });
    expect(alone.ok && alone.value.trace.coverage?.branches).toEqual(outcomes[0]?.branches);
  });

  it('loses to a row that ends its process that row alone', async () => {
    const rows: Json[] = [{}, {}, { deadly: true }, {}, { deadly: true }, {}];
    const summary = await batch(scriptOverRows(deadly), rows, { scriptLimits: shortScripts });
    expect(summary).toMatchObject({ total: 6, done: 6, status: 'completed' });
    expect(summary.outcomes[0]).toMatchObject({ status: 'completed', rows: [0, 1, 3, 5] });
    // Whether the isolate or core was first to stop it depends on the machine.
    const stopped = summary.outcomes.filter(({ status }) => status === 'limit');
    expect(stopped.flatMap(({ rows: own }) => own).toSorted()).toEqual([2, 4]);
  });

  it('is cancelled with what was done', async () => {
    const controller = new AbortController();
    const rows = Array.from({ length: 20_000 }, () => ({ amount: 1 }));
    const summary = await batch(routing, rows, { signal: controller.signal, progress: () => controller.abort() });
    expect(summary.status).toBe('cancelled');
    expect(summary.done).toBeGreaterThan(0);
    expect(summary.done).toBeLessThan(20_000);
    expect(summary.outcomes).toMatchObject([{ status: 'completed', count: summary.done }]);
  });

  it('refuses what cannot be read once, not for each row', async () => {
    const read = (): string[] => ['{}'];
    const refused = await rehearseRows(pool, { definition: 'a: [', rows: { total: 1, read } });
    expect(refused).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  });

  it('of no rows is done at once', async () => {
    expect(await batch(routing, [])).toEqual({ total: 0, done: 0, status: 'completed', outcomes: [] });
  });
});
