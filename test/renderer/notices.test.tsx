import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { DocumentNotices } from '../../renderer/features/editor/DocumentNotices.tsx';
import { useComparing } from '../../renderer/state/documents/comparing.ts';
import { openDocument } from '../../renderer/state/documents/documentsStore.ts';
import { ok } from '../../shared/base/result.ts';
import type { StoredDocument } from '../../shared/contract/documentMethods.ts';
import { digest, stored } from './fakeBridge.ts';
import { greeting, startedPage } from './startedPage.ts';

const path = 'greeting.yaml';

async function shown(more: Partial<StoredDocument>) {
  const bridge = await startedPage([stored(path, greeting, more)], {
    'folder.readDisk': () => ok({ text: 'on disk' }),
    'folder.resolve': ({ take }) =>
      ok(stored(path, take === 'reload' ? 'on disk' : greeting, { link: 'same', revision: digest('3') })),
  });
  render(<DocumentNotices path={path} />);
  return bridge;
}

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));

afterEach(cleanup);

describe('a linked document', () => {
  it('asks nothing where the file is the same', async () => {
    await shown({ link: 'same' });
    expect(screen.queryByRole('status')).toBeNull();
  });

  it('can be compared with the file, without settling anything', async () => {
    const bridge = await shown({ link: 'disk-changed' });
    await press('Compare');
    await waitFor(() =>
      expect(useComparing.getState().comparison).toMatchObject({ label: 'File on disk', text: 'on disk' }),
    );
    expect(bridge.inputs('folder.resolve')).toEqual([]);
  });

  it('can be kept, and asks no more', async () => {
    await shown({ link: 'both-changed' });
    await press('Keep mine');
    await waitFor(() => expect(screen.queryByRole('status')).toBeNull());
    expect(openDocument(path)?.text).toBe(greeting);
  });

  it('can be reloaded from the file', async () => {
    await shown({ link: 'disk-changed' });
    await press('Reload from disk');
    await waitFor(() => expect(openDocument(path)).toMatchObject({ text: 'on disk', saved: 'on disk', link: 'same' }));
  });
});

describe('a restored draft', () => {
  const draft = { text: 'draft', base: digest('1'), at: '2026-11-22T10:00:00Z' };

  it('is compared, kept or left', async () => {
    const bridge = await shown({ draft });
    await press('Compare with saved');
    expect(useComparing.getState().comparison).toMatchObject({ label: 'Saved revision', text: greeting });
    await press('Go back to saved');
    await waitFor(() => expect(openDocument(path)).toMatchObject({ text: greeting, notice: null }));
    expect(bridge.inputs('document.discardDraft')).toEqual([{ path }]);
  });

  it('stays in the editor where it is kept', async () => {
    await shown({ draft });
    await press('Keep draft');
    expect(openDocument(path)).toMatchObject({ text: 'draft', notice: null });
  });
});
