import { ok } from '../../../shared/base/result.ts';
import type { MethodHandlers } from '../handlers.ts';
import { EnginePool } from '../rehearsal/enginePool.ts';
import type { Workbench } from './workbench.ts';

/** First wait before a child that somebody ended is started again, in milliseconds; doubles up to the longest. */
const firstWait = 250;
const longestWait = 8_000;
/** Starts in a row without a sign of life before nobody tries again by itself; the next rehearsal still does. */
const mostStarts = 8;

/** The engine's children, kept going. */
export interface Engine {
  readonly pool: EnginePool;
  /** Starts a spare child, so that the next rehearsal need not wait for one. */
  warmUp(): void;
  readonly handlers: Pick<MethodHandlers, 'engine.guards'>;
  /** A child has answered: whatever made others end is over. */
  worked(): void;
  close(): void;
}

/** Starts engine children again with growing waits, and tells the page in one calm sentence. */
export function superviseEngine({ engine, emit }: Pick<Workbench, 'engine' | 'emit'>): Engine {
  let wait = firstWait;
  let starts = 0;
  let restarting = false;
  let timer: NodeJS.Timeout | undefined;

  const tell = (state: 'restarting' | 'running' | 'failed', message: string): void =>
    emit('process.state', { process: 'engine', state, message });

  const pool = new EnginePool(
    { node: process.execPath, file: engine },
    {
      stateChanged(state) {
        if (state === 'running') {
          if (restarting) tell('running', 'The rehearsal engine is back.');
          restarting = false;
          return;
        }
        starts += 1;
        if (starts > mostStarts) {
          tell('failed', 'The rehearsal engine does not start: rehearsals are not possible, everything else is.');
          return;
        }
        restarting = true;
        tell('restarting', 'The rehearsal engine ended and is being started again; nothing is lost.');
        timer = setTimeout(() => pool.warmUp(), wait);
        wait = Math.min(wait * 2, longestWait);
      },
    },
  );

  return {
    pool,
    handlers: {
      async 'engine.guards'() {
        const { prlimit, bubblewrap } = await pool.guards;
        return ok({ limits: prlimit !== null, namespace: bubblewrap !== null });
      },
    },
    warmUp: () => pool.warmUp(),
    worked() {
      starts = 0;
      wait = firstWait;
    },
    close() {
      clearTimeout(timer);
      pool.close();
    },
  };
}
