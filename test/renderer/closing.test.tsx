import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { Dialogs } from '../../renderer/app/Dialogs.tsx';
import { useClosing } from '../../renderer/app/useClosing.ts';
import { closeTab } from '../../renderer/commands/fileCommands.ts';
import { noteText, openDocument } from '../../renderer/state/documents/documentsStore.ts';
import { startDraftJournal } from '../../renderer/state/documents/draftJournal.ts';
import { save } from '../../renderer/state/documents/saving.ts';
import { startUnsavedReport } from '../../renderer/state/documents/unsavedReport.ts';
import { startNotingChanges, useWorkspaceChanges } from '../../renderer/state/status/sessionLoss.ts';
import { useStatus } from '../../renderer/state/status/statusStore.ts';
import { usePassphraseForm } from '../../renderer/state/vault/passphraseForm.ts';
import type { FakeBridge } from './fakeBridge.ts';
import { startedPage } from './startedPage.ts';

const path = 'greeting.yaml';

function Window() {
  useClosing();
  return <Dialogs />;
}

async function edited(): Promise<FakeBridge> {
  const bridge = await startedPage();
  render(<Window />);
  noteText(path, 'edited');
  return bridge;
}

afterEach(cleanup);

describe('closing the window', () => {
  it('asks nothing where everything is saved', async () => {
    const bridge = await startedPage();
    render(<Window />);
    bridge.emit('window.closing', {});
    await waitFor(() => expect(bridge.inputs('window.close')).toHaveLength(1));
  });

  it('asks once, and saves all before it closes', async () => {
    const bridge = await edited();
    bridge.emit('window.closing', {});
    await userEvent.click(await screen.findByRole('button', { name: 'Save all and close' }));
    await waitFor(() => expect(bridge.inputs('window.close')).toHaveLength(1));
    expect(bridge.inputs('document.save')).toHaveLength(1);
  });

  it('can close with drafts kept, or not at all', async () => {
    const bridge = await edited();
    const stop = startDraftJournal();
    noteText(path, 'edited more');
    bridge.emit('window.closing', {});
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(bridge.inputs('window.close')).toEqual([]);
    await waitFor(() => expect(bridge.inputs('window.unsaved').at(-1)).toEqual({ documents: [path] }));
    bridge.emit('window.closing', {});
    await userEvent.click(await screen.findByRole('button', { name: 'Close, keep drafts' }));
    await waitFor(() => expect(bridge.inputs('window.close')).toHaveLength(1));
    expect(bridge.inputs('document.draft').at(-1)?.text).toBe('edited more');
    stop();
  });

  it('stays open where saving failed', async () => {
    const bridge = await edited();
    bridge.documents.delete(path);
    const document = openDocument(path);
    bridge.documents.set(path, { path, kind: 'workflow', revision: 'sha256:other', text: '', draft: null, link: null });
    expect(document).not.toBeNull();
    bridge.emit('window.closing', {});
    await userEvent.click(await screen.findByRole('button', { name: 'Save all and close' }));
    await waitFor(() => expect(openDocument(path)?.notice?.kind).toBe('conflict'));
    expect(bridge.inputs('window.close')).toEqual([]);
  });
});

describe('closing the window of a store that ends with it', () => {
  const transient = { kind: 'session' } as const;

  async function unprotected(): Promise<FakeBridge> {
    const bridge = await startedPage();
    const { store } = useStatus.getState();
    if (store !== null) useStatus.setState({ store: { ...store, protection: transient } });
    render(<Window />);
    return bridge;
  }

  it('asks nothing where there is only the sample', async () => {
    const bridge = await unprotected();
    bridge.emit('window.closing', {});
    await waitFor(() => expect(bridge.inputs('window.close')).toHaveLength(1));
  });

  it('says what is lost, although it was saved, and leads to the passphrase', async () => {
    const bridge = await unprotected();
    const stop = startNotingChanges();
    const stopReport = startUnsavedReport();
    noteText(path, 'edited');
    await save(path);
    expect(bridge.inputs('window.unsaved').at(-1)).toEqual({ documents: [path] });
    bridge.emit('window.closing', {});
    expect((await screen.findByRole('alertdialog')).textContent).toContain(`You would lose: ${path}.`);
    await userEvent.click(screen.getByRole('button', { name: 'Set a passphrase' }));
    expect(usePassphraseForm.getState().open).toBe(true);
    expect(bridge.inputs('window.close')).toEqual([]);
    stop();
    stopReport();
  });

  it('loads the page anew without that question, and remembers afterwards what was put in', async () => {
    const bridge = await unprotected();
    const stop = startNotingChanges();
    noteText(path, 'edited');
    await save(path);
    bridge.emit('window.closing', { reload: true });
    await waitFor(() => expect(bridge.inputs('window.close')).toHaveLength(1));
    stop();
    useWorkspaceChanges.setState({ names: [] });
    const stopAfterReload = startNotingChanges();
    bridge.emit('window.closing', {});
    expect((await screen.findByRole('alertdialog')).textContent).toContain(`You would lose: ${path}.`);
    stopAfterReload();
  });

  it('can be closed all the same', async () => {
    const bridge = await unprotected();
    noteText(path, 'edited');
    bridge.emit('window.closing', {});
    await userEvent.click(await screen.findByRole('button', { name: 'Close and lose this workspace' }));
    await waitFor(() => expect(bridge.inputs('window.close')).toHaveLength(1));
  });
});

describe('closing a tab', () => {
  it('asks about unsaved changes and keeps them as a draft', async () => {
    await edited();
    const closing = closeTab(path);
    await userEvent.click(await screen.findByRole('button', { name: 'Keep as draft' }));
    await closing;
    expect(openDocument(path)).toBeNull();
  });

  it('leaves the tab open where the person backs out', async () => {
    await edited();
    const closing = closeTab(path);
    await screen.findByRole('alertdialog');
    await userEvent.keyboard('{Escape}');
    await closing;
    expect(openDocument(path)?.text).toBe('edited');
  });
});

describe('what main is told', () => {
  it('is which documents would be lost, whenever that changes', async () => {
    const bridge = await startedPage();
    const stop = startUnsavedReport();
    noteText(path, 'a');
    noteText(path, 'ab');
    expect(bridge.inputs('window.unsaved')).toEqual([{ documents: [path] }]);
    stop();
  });
});
