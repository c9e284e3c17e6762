import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noteText, openDocument } from '../../renderer/state/documents/documentsStore.ts';
import { flushDrafts, startDraftJournal } from '../../renderer/state/documents/draftJournal.ts';
import { save } from '../../renderer/state/documents/saving.ts';
import { digest, type FakeBridge, stored } from './fakeBridge.ts';
import { greeting, startedPage } from './startedPage.ts';

const path = 'greeting.yaml';
let bridge: FakeBridge;
let stop: () => void;

beforeEach(async () => {
  vi.useFakeTimers();
  bridge = await startedPage();
  stop = startDraftJournal();
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

const drafts = () => bridge.inputs('document.draft').map((input) => input.text);

describe('the draft journal', () => {
  it('waits for a rest in typing', async () => {
    noteText(path, 'a');
    await vi.advanceTimersByTimeAsync(300);
    noteText(path, 'ab');
    await vi.advanceTimersByTimeAsync(300);
    expect(drafts()).toEqual([]);
    await vi.advanceTimersByTimeAsync(100);
    expect(drafts()).toEqual(['ab']);
  });

  it('writes within a second although typing never rests', async () => {
    for (let count = 1; count <= 10; count += 1) {
      noteText(path, 'x'.repeat(count));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(drafts()).toHaveLength(1);
  });

  it('writes at once when the window loses focus or closes', async () => {
    noteText(path, 'a');
    await flushDrafts();
    expect(drafts()).toEqual(['a']);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(drafts()).toEqual(['a']);
  });

  it('says which revision the draft started from', async () => {
    noteText(path, 'a');
    await flushDrafts();
    expect(bridge.inputs('document.draft')[0]?.base).toBe(digest('1'));
  });

  it('drops the draft when the text is back at what is saved', async () => {
    noteText(path, 'a');
    await flushDrafts();
    noteText(path, greeting);
    await flushDrafts();
    expect(bridge.inputs('document.discardDraft')).toHaveLength(1);
  });

  it('journals nothing after a save', async () => {
    noteText(path, 'a');
    await save(path);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(drafts()).toEqual([]);
    expect(openDocument(path)?.saved).toBe('a');
  });

  it('keeps a draft of what could not be saved', async () => {
    bridge.documents.set(path, stored(path, 'theirs', { revision: digest('9') }));
    noteText(path, 'mine');
    expect(await save(path)).toBe(false);
    expect(drafts()).toEqual(['mine']);
    expect(openDocument(path)).toMatchObject({ text: 'mine', notice: { kind: 'conflict' } });
  });
});
