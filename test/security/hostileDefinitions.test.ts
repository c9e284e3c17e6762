import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trace } from '../../shared/simulation/trace.ts';
import { build, shortLimits, shortScripts, testPool } from '../engine/builtEngine.ts';
import { hostileDefinitions, slowDefinitions } from './hostileDefinitions.ts';
import type { HostileJob } from './hostileJob.ts';
import { setTrap, type Trap } from './trap.ts';

const pool = testPool();
/** For what is waited for to its end. */
const strict = testPool({ ...shortLimits, run: 1_500 });
let trap: Trap;

beforeAll(async () => {
  build('engine');
  trap = await setTrap();
  process.env.DRYDOCK_TEST_SECRET = 'seen';
}, 120_000);

afterAll(() => {
  pool.close();
  strict.close();
  trap.close();
  delete process.env.DRYDOCK_TEST_SECRET;
});

interface Ended {
  readonly trace: Trace;
  readonly limit?: string | undefined;
}

async function rehearsed(engines: typeof pool, job: HostileJob): Promise<Ended> {
  const answer = await engines.run({ job: 'rehearse', scriptLimits: shortScripts, ...job });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

const honest: HostileJob = {
  definition: JSON.stringify({
    document: { dsl: '1.0.3', namespace: 'test', name: 'honest', version: '1.0.0' },
    input: { schema: { document: { type: 'object', properties: { polluted: false } } } },
    do: [{ look: { set: { found: '${ [env, ({} | .polluted), $task.startedAt.iso8601] }' } } }],
  }),
};

describe('a definition that', () => {
  it.each(hostileDefinitions)('%s ends as it should', async (_name, job, end) => {
    const { trace, limit } = await rehearsed(pool, job);
    expect(JSON.stringify(trace)).not.toContain('seen');
    if (end === 'completed') expect(trace).toMatchObject({ status: 'completed', error: null });
    else if ('limit' in end) {
      expect(trace).toMatchObject({ status: 'limit', digest: null, error: null });
      expect(limit).toContain(end.limit);
    } else expect(trace).toMatchObject({ status: 'faulted', error: { detail: expect.stringContaining(end.fault) } });
  });

  it.each(slowDefinitions)('%s is stopped by the time of the run', async (_name, job) => {
    const { trace, limit } = await rehearsed(strict, job);
    expect(trace).toMatchObject({ status: 'limit', digest: null });
    expect(limit).toMatch(/took too long/);
  });

  it('was the last of them has harmed neither a later run nor this process', async () => {
    const { trace } = await rehearsed(pool, honest);
    expect(trace).toMatchObject({ status: 'completed', output: { found: [{}, null, '2000-01-01T00:00:00.000Z'] } });
    expect(trace.digest).toBe((await rehearsed(strict, honest)).trace.digest);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(trap.caught()).toBe(0);
  });
});
