import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import { launch } from '../../e2e/harness.ts';
import { Workbench } from '../../e2e/pages/workbench.ts';
import { type Frames, printFrames, recordFrames } from './frames.ts';
import { gestures } from './gestures.ts';

/** A definition whose graph is moved about. */
export interface Subject {
  readonly name: string;
  readonly text: string;
}

const rounds = 2;
const fileOf = (at: number) => `subject-${at}`;

async function openGraph(page: Page, at: number): Promise<void> {
  await new Workbench(page).openDocument(fileOf(at));
  const graph = page.getByRole('application', { name: new RegExp(`^Graph of ${fileOf(at)}`) });
  if ((await page.getByRole('application', { name: /^Graph of / }).count()) === 0)
    await page.keyboard.press('ControlOrMeta+Shift+G');
  await graph.locator('[data-node]').first().waitFor();
}

/** The frames of each gesture, by gesture and subject. */
async function measure(page: Page, session: CDPSession, subjects: readonly Subject[]): Promise<Frames[][]> {
  const seen = gestures.map(() => subjects.map((): Frames => ({ times: [], busy: 0 })));
  for (let round = 0; round < rounds; round += 1) {
    for (const at of subjects.keys()) {
      await openGraph(page, at);
      for (const [index, gesture] of gestures.entries()) {
        const { times, busy } = await recordFrames(page, session, () => gesture.act(page));
        const row = seen[index];
        const before = row?.[at];
        if (row !== undefined && before !== undefined)
          row[at] = { times: [...before.times, ...times], busy: before.busy + busy };
      }
    }
  }
  return seen;
}

/** Opens each definition and its graph in the real window, moves it about, and prints the frames against those of the first. */
export async function compareFrames(subjects: readonly Subject[]): Promise<void> {
  const userData = mkdtempSync(join(tmpdir(), 'drydock-bench-'));
  const { page, call, electron } = await launch(userData);
  try {
    for (const [at, { text }] of subjects.entries())
      await call('document.create', { path: `${fileOf(at)}.yaml`, text });
    await page.reload();
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const seen = await measure(page, session, subjects);
    for (const [index, { name }] of gestures.entries()) {
      const rows = subjects.map((subject, at) => [subject.name, seen[index]?.[at] ?? { times: [], busy: 0 }] as const);
      printFrames(`graph: ${name}`, rows);
    }
  } finally {
    electron.process().kill('SIGKILL');
    await electron.waitForEvent('close').catch(() => undefined);
    rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
  }
}
