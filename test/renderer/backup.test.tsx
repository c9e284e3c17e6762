import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { Dialogs } from '../../renderer/app/Dialogs.tsx';
import { runCommand } from '../../renderer/commands/runCommand.ts';
import { ExportPanel } from '../../renderer/features/export/ExportPanel.tsx';
import { noteText, useDocuments } from '../../renderer/state/documents/documentsStore.ts';
import { useNotifications } from '../../renderer/state/notifications/notificationsStore.ts';
import { noteStatus } from '../../renderer/state/session.ts';
import { startFollowingWork, useWork } from '../../renderer/state/status/workStore.ts';
import { appError } from '../../shared/base/appError.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { StoreStatus } from '../../shared/contract/storeMethods.ts';
import { startedPage } from './startedPage.ts';

const restored: StoreStatus = {
  state: 'open',
  protection: { kind: 'passphrase' },
  workspace: { id: '01ARZ3NDEKTSV4RRFFQ69G5FAW', name: 'Harbour' },
  problem: null,
};

const texts = () => useNotifications.getState().shown.map(({ text }) => text);

afterEach(cleanup);

describe('a backup', () => {
  it('takes a passphrase typed twice, and none that is weak', async () => {
    const bridge = await startedPage(undefined, { 'workspace.backup': () => ok({ written: true }) });
    render(<Dialogs />);
    act(() => void runCommand('workspace.backup'));
    await userEvent.type(await screen.findByLabelText('Passphrase of the backup'), 'short');
    await userEvent.type(screen.getByLabelText('The same again'), 'short');
    await userEvent.click(screen.getByRole('button', { name: 'Choose where…' }));
    expect(screen.getByText(/at least 8/)).toBeTruthy();
    expect(bridge.inputs('workspace.backup')).toEqual([]);
    await userEvent.type(screen.getByLabelText('Passphrase of the backup'), ' and long');
    await userEvent.type(screen.getByLabelText('The same again'), ' and long');
    await userEvent.click(screen.getByRole('button', { name: 'Choose where…' }));
    await waitFor(() => expect(bridge.inputs('workspace.backup')).toEqual([{ passphrase: 'short and long' }]));
    await waitFor(() => expect(texts()).toEqual([expect.stringContaining('The backup is written')]));
    expect(screen.queryByLabelText('Passphrase of the backup')).toBeNull();
  });

  it('that the person does not place after all says nothing', async () => {
    await startedPage(undefined, { 'workspace.backup': () => ok({ written: false }) });
    render(<Dialogs />);
    act(() => void runCommand('workspace.backup'));
    await userEvent.type(await screen.findByLabelText('Passphrase of the backup'), 'long enough');
    await userEvent.type(screen.getByLabelText('The same again'), 'long enough{Enter}');
    await waitFor(() => expect(screen.queryByLabelText('The same again')).toBeNull());
    expect(texts()).toEqual([]);
  });
});

describe('a restore', () => {
  async function restoring(answer: Parameters<typeof startedPage>[1]) {
    const bridge = await startedPage(undefined, answer);
    render(<Dialogs />);
    act(() => void runCommand('workspace.restore'));
    await userEvent.type(await screen.findByLabelText('Passphrase of the backup'), 'x{Enter}');
    await waitFor(() => expect(bridge.inputs('workspace.restore')).toEqual([{ passphrase: 'x' }]));
    return bridge;
  }

  it('opens the workspace of the backup and says what became of the other', async () => {
    await restoring({ 'workspace.restore': () => ok({ status: restored, movedAside: true }) });
    await waitFor(() => expect(texts()).toEqual([expect.stringMatching(/Harbour.*kept beside it/)]));
  });

  it('that is refused changes nothing and says why', async () => {
    await restoring({ 'workspace.restore': () => err(appError('denied', 'This passphrase does not open it.')) });
    await waitFor(() => expect(texts()).toEqual(['This passphrase does not open it.']));
    expect(useDocuments.getState().order).toEqual(['greeting.yaml']);
  });

  it('waits until the open documents are saved', async () => {
    const bridge = await startedPage();
    noteText('greeting.yaml', 'edited');
    await runCommand('workspace.restore');
    expect(bridge.inputs('workspace.restore')).toEqual([]);
    expect(texts().join()).toContain('Save or revert');
  });
});

it('what was mended when the store was opened is said once', async () => {
  await startedPage();
  const mended = 'The file that checks the store was damaged; the store itself is whole.';
  await noteStatus({ ...restored, mended });
  await noteStatus({ ...restored, mended });
  expect(texts()).toEqual([mended]);
});

describe('a transfer with a team server', () => {
  it('is shown as it goes, and can be cancelled', async () => {
    const bridge = await startedPage(undefined, { 'bundle.cancel': () => ok({}), 'secret.list': () => ok([]) });
    const stop = startFollowingWork();
    render(<ExportPanel />);
    act(() => bridge.emit('work.progress', { work: 'push', text: 'Sent 1.0 MB of 9.0 MB…' }));
    expect(screen.getByText('Sent 1.0 MB of 9.0 MB…')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(bridge.inputs('bundle.cancel')).toEqual([{}]);
    act(() => bridge.emit('work.progress', { work: 'push', text: null }));
    expect(useWork.getState()).toEqual({});
    stop();
  });

  it('logs in with a secret of the vault by name', async () => {
    const at = '2026-11-22T10:00:00Z';
    const bridge = await startedPage(undefined, {
      'secret.list': () => ok([{ name: 'TEAM', setAt: at, sealedBy: 'keychain' }]),
      'bundle.pull': () => err(appError('denied', 'The team server asks for a login.')),
    });
    render(<ExportPanel />);
    await userEvent.type(screen.getByLabelText('Fetch from a team server'), 'team.example/flows:1');
    await userEvent.click(await screen.findByRole('button', { name: /Secret of the vault/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'TEAM' }));
    await userEvent.type(await screen.findByLabelText('User name at the team server'), 'yard');
    await userEvent.click(screen.getByRole('button', { name: 'Fetch and verify' }));
    expect(bridge.inputs('bundle.pull')).toEqual([
      { reference: 'team.example/flows:1', login: { username: 'yard', secret: 'TEAM' } },
    ]);
  });
});
