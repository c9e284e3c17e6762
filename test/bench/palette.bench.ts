import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drydockAs, median, observe, printTimes } from './observed.ts';

const rounds = 15;

/** Runs in the page: how long two frames take, and how long the palette until it is painted with its commands. */
const script = `(async () => {
  const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const press = (key) =>
    (document.activeElement ?? document.body).dispatchEvent(
      new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true }),
    );
  const until = async (holds) => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  const isOpen = () => document.querySelector('[role=dialog] [role=option]') !== null;
  const times = [];
  for (let round = 0; round < ${rounds}; round++) {
    const started = performance.now();
    await frames();
    const pressed = performance.now();
    press('F1');
    await until(isOpen);
    await frames();
    times.push([pressed - started, performance.now() - pressed]);
    press('Escape');
    await until(() => !isOpen());
  }
  return times;
})()`;

const userData = mkdtempSync(join(tmpdir(), 'drydock-bench-'));
const { answer } = await observe(drydockAs('Drydock'), { userData }, script);
rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
const times = answer as [number, number][];
printTimes('command palette', [
  ['two frames of the window (baseline)', median(times.map(([frames]) => frames))],
  ['F1 until the commands are painted', median(times.map(([, palette]) => palette))],
]);
