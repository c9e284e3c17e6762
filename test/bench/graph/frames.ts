import type { CDPSession, Page } from '@playwright/test';

/** Milliseconds from frame to frame while something went on, and how long the page's own thread was busy with it. */
export interface Frames {
  readonly times: readonly number[];
  readonly busy: number;
}

type Recording = { frames: number[] | null };

/** Runs in the page: keeps the time of each frame from now on. */
function startRecording(): void {
  const recording = window as unknown as Recording;
  const frames: number[] = [];
  recording.frames = frames;
  const next = (at: number) => {
    frames.push(at);
    if (recording.frames === frames) requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}

/** Runs in the page: ends the recording. */
function stopRecording(): number[] {
  const recording = window as unknown as Recording;
  const frames = recording.frames ?? [];
  recording.frames = null;
  return frames;
}

async function busyTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}

/** Records the frames of the page while something is done to it. */
export async function recordFrames(page: Page, session: CDPSession, act: () => Promise<void>): Promise<Frames> {
  const before = await busyTime(session);
  await page.evaluate(startRecording);
  await act();
  const frames = await page.evaluate(stopRecording);
  const busy = (await busyTime(session)) - before;
  return { times: frames.slice(1).map((at, index) => at - (frames[index] ?? at)), busy };
}

/** The time that a share of the times does not exceed. */
export function quantile(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
}

/** Two frames of a display of 60 Hz: what takes longer is seen as a stutter. */
const stutter = 33.4;

/** Prints frames of the same act, each row against the first. */
export function printFrames(title: string, rows: readonly (readonly [name: string, frames: Frames])[]): void {
  const base = rows[0]?.[1];
  process.stdout.write(`${title}\n`);
  for (const [name, { times, busy }] of rows) {
    const at = (share: number) => quantile(times, share).toFixed(1).padStart(7);
    const late = ((100 * times.filter((time) => time > stutter).length) / times.length).toFixed(1);
    const ratio = quantile(times, 0.95) / quantile(base?.times ?? [], 0.95);
    process.stdout.write(
      `  ${name.padEnd(22)} median ${at(0.5)} ms   p95 ${at(0.95)} ms ${ratio.toFixed(2).padStart(6)} ×   p99 ${at(0.99)} ms` +
        `   ${late.padStart(5)} % over 33 ms   thread busy ${(busy / (base?.busy ?? 1)).toFixed(2).padStart(6)} ×\n`,
    );
  }
}
