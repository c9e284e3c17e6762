import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { EnginePool } from '../../electron/core/rehearsal/enginePool.ts';
import { type RehearsalRequest, rehearseWorkflow } from '../../electron/core/rehearsal/rehearseWorkflow.ts';
import { Random } from '../../shared/simulation/random.ts';
import { builtEngine, scriptWorkflow, shortLimits, shortScripts } from '../engine/builtEngine.ts';
import { grouped, type SoakResult, type SoakSettings } from './soak.ts';

/** What the jobs do: some end by themselves, others only by a bound or by being killed. */
const jobs: readonly Omit<RehearsalRequest, 'scriptLimits'>[] = [
  { definition: scriptWorkflow('return [process.argv.length, Math.random(), Date.now()]') },
  { definition: scriptWorkflow('for (let i = 0; i < 2e6; i++) Math.sqrt(i); return "done"') },
  { definition: scriptWorkflow('throw new Error("mine")') },
  { definition: scriptWorkflow('for (;;);') },
  { definition: scriptWorkflow('const all = []; for (;;) all.push(new Array(1e5).fill(1));') },
];

/** How many of them end by themselves, always in the same way. */
const honestJobs = 3;

/** One in how many jobs is killed from outside. */
const killedOneIn = 3;

/** Latest moment of a kill after its job began, in milliseconds: a child takes about that long to start and to end. */
const latestKill = 150;

/** A longest queue of jobs that run side by side. */
const atOnce = 3;

/**
 * Runs many jobs in engine children and kills some with SIGKILL at any moment. An answer is the whole trace or one that a
 * bound stopped, the same job has the same digest whatever happened before, and nothing stays behind: no child, no open file.
 */
export async function soakEngines({ count, seed, isStopped, say }: SoakSettings): Promise<SoakResult> {
  const random = new Random(seed);
  const pool = new EnginePool(builtEngine, { limits: { ...shortLimits, run: 120_000 } });
  const failures: string[] = [];
  const ends = new Map<string, number>();
  const digests = new Map<number, string | null>();
  const filesBefore = openFiles();
  let [done, killed] = [0, 0];
  try {
    while (done < count && !isStopped()) {
      const width = Math.min(atOnce, count - done);
      const isKilling = random.integer() % killedOneIn === 0;
      const kinds = Array.from({ length: width }, () => random.integer() % (isKilling ? jobs.length : honestJobs + 1));
      const running = kinds.map((kind) => endOf(pool, kind));
      if (isKilling) killed += await killSome(random);
      for (const [index, { status, digest }] of (await Promise.all(running)).entries()) {
        done += 1;
        const kind = kinds[index] ?? 0;
        ends.set(status, (ends.get(status) ?? 0) + 1);
        const wrong = isKilling && status === 'limit' ? null : wrongEnd(kind, status, digest, digests);
        if (wrong !== null) failures.push(`job ${done} (${kind}): ${wrong}`);
      }
      if (Math.floor(done / 100) > Math.floor((done - width) / 100)) say(`${grouped(done)} jobs, ${killed} kills`);
    }
  } finally {
    pool.close();
  }
  await settled();
  if (children().length > 0) failures.push(`${children().length} children stayed behind`);
  const filesAfter = openFiles();
  if (filesAfter > filesBefore + 2) failures.push(`${filesAfter - filesBefore} files stayed open`);
  return {
    failures,
    figures: [
      `${grouped(done)} jobs in children of their own, ${grouped(killed)} children killed from outside`,
      [...ends].map(([end, number]) => `${grouped(number)} ${end}`).join(', '),
      `open files before ${filesBefore}, after ${filesAfter}`,
    ],
  };
}

async function endOf(pool: EnginePool, kind: number): Promise<{ status: string; digest: string | null }> {
  const definition = jobs[kind]?.definition ?? '';
  // What ends by itself gets long enough on any machine.
  const scriptLimits = kind < honestJobs ? { ...shortScripts, milliseconds: 60_000 } : shortScripts;
  const answer = await rehearseWorkflow(pool, { definition, scriptLimits });
  if (!answer.ok) return { status: `error ${answer.error.code}`, digest: null };
  return answer.value.trace;
}

function wrongEnd(
  kind: number,
  status: string,
  digest: string | null,
  digests: Map<number, string | null>,
): string | null {
  if (kind >= honestJobs) return status === 'limit' ? null : `it has no end and ended as ${status}`;
  if (status !== 'completed' && status !== 'faulted') return `it ended as ${status}`;
  const first = digests.get(kind);
  if (first === undefined) digests.set(kind, digest);
  return first === undefined || first === digest ? null : 'its digest is another than before';
}

/** Waits a moment and kills one or two children, whatever they are doing; the answer is how many there were to kill. */
async function killSome(random: Random): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, random.between(0, latestKill)));
  const chosen = children().slice(0, 1 + (random.integer() % 2));
  for (const pid of chosen) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself meanwhile.
    }
  }
  return chosen.length;
}

/** The children of this process, where the system tells (Linux). */
function children(): number[] {
  try {
    const told = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8');
    return told
      .split(' ')
      .filter((pid) => pid !== '' && isEngine(pid))
      .map(Number);
  } catch {
    return [];
  }
}

function isEngine(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(builtEngine.file);
  } catch {
    return false;
  }
}

function openFiles(): number {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return 0;
  }
}

/** Killed children are reaped a moment later. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 200 && children().length > 0; turn++)
    await new Promise((resolve) => setTimeout(resolve, 50));
}
