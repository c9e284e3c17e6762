import { afterEach, describe, expect, it, vi } from 'vitest';
import { markSettled } from '../../renderer/app/markSettled.ts';
import { openDocument } from '../../renderer/state/documents/documentsStore.ts';
import { useFindings } from '../../renderer/state/findings/findingsStore.ts';
import { noteShown } from '../../renderer/state/workbench/shownDocument.ts';
import { freshPage } from './freshPage.ts';
import { startedPage } from './startedPage.ts';

const path = 'greeting.yaml';
const marks = () => performance.getEntriesByName('drydock:settled').length;

function check(text: string): void {
  useFindings.setState({ byPath: { [path]: { findings: [], text, failure: null } } });
}

afterEach(() => performance.clearMarks());

describe('the mark of a window of which nothing is still to come', () => {
  it('waits until the first document is in its editor and checked as it is', async () => {
    await startedPage();
    const stop = markSettled();
    noteShown(path);
    check('an earlier text');
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(marks()).toBe(0);
    check(openDocument(path)?.text ?? '');
    await vi.waitFor(() => expect(marks()).toBe(1));
    stop();
  });

  it('waits for nothing where no document is open', async () => {
    freshPage();
    const stop = markSettled();
    await vi.waitFor(() => expect(marks()).toBe(1));
    stop();
  });
});
