import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { StatusBar } from '../../renderer/app/StatusBar.tsx';
import { StoreGate } from '../../renderer/app/StoreGate.tsx';
import { ProtectionSection } from '../../renderer/features/vault/ProtectionSection.tsx';
import { SecretsSection } from '../../renderer/features/vault/SecretsSection.tsx';
import { useDocuments } from '../../renderer/state/documents/documentsStore.ts';
import { useFindings } from '../../renderer/state/findings/findingsStore.ts';
import { readStatus, startSession } from '../../renderer/state/session.ts';
import { lookFor } from '../../renderer/state/settings/look.ts';
import { protectionNotice } from '../../renderer/state/status/protection.ts';
import { newsStays, noteProcess, useStatus } from '../../renderer/state/status/statusStore.ts';
import { passphraseObjection } from '../../renderer/state/vault/passphraseForm.ts';
import { appError } from '../../shared/base/appError.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { StoreStatus } from '../../shared/contract/storeMethods.ts';
import { FakeBridge, stored } from './fakeBridge.ts';
import { freshPage } from './freshPage.ts';
import { greeting, startedPage } from './startedPage.ts';

const open: StoreStatus = {
  state: 'open',
  protection: { kind: 'passphrase' },
  workspace: { id: '01ARZ3NDEKTSV4RRFFQ69G5FAV', name: 'Yard' },
  problem: null,
};
const locked: StoreStatus = { ...open, state: 'locked', workspace: null };

afterEach(cleanup);

describe('starting', () => {
  it('opens the first workflow and checks it, without asking anything', async () => {
    const bad = greeting.replace('greet:', 'greet: [');
    freshPage(new FakeBridge([stored('a.happy.scenario.yaml', 'input: {}'), stored('greeting.yaml', bad)]));
    await startSession();
    expect(useDocuments.getState().active).toBe('greeting.yaml');
    expect(useStatus.getState().workspaceLoaded).toBe(true);
    await waitFor(() => {
      const checked = useFindings.getState().byPath['greeting.yaml'];
      expect(checked?.findings.map((one) => one.rule)).toContain('syntax');
    });
  });
});

describe('starting again', () => {
  it('opens the tabs of the last time, and forgets those that are gone', async () => {
    const layout = { panels: { 'document:b.yaml': {}, 'document:gone.yaml': {}, problems: {} } };
    const bridge = new FakeBridge([stored('a.yaml', greeting), stored('b.yaml', greeting)]);
    const read = await bridge.call('settings.read', {});
    if (!read.ok) throw new Error(read.error.message);
    const settings = { ...read.value, layout, recentDocuments: ['a.yaml'] };
    const status = { ...open, workspace: { id: '01ARZ3NDEKTSV4RRFFQ69G5FAW', name: 'Other yard' } };
    bridge.answers['settings.read'] = () => ok(settings);
    bridge.answers['store.status'] = () => ok(status);
    freshPage(bridge);
    await readStatus();
    expect(useDocuments.getState()).toMatchObject({ order: ['b.yaml', 'a.yaml'], active: 'a.yaml' });
  });
});

describe('a store that is not open', () => {
  it('asks for the passphrase, and says when it does not fit', async () => {
    let fits = false;
    const bridge = freshPage(
      new FakeBridge([stored('greeting.yaml', greeting)], {
        'store.status': () => ok(locked),
        'store.unlock': () => (fits ? ok(open) : err(appError('denied', 'The passphrase does not fit.'))),
      }),
    );
    await readStatus();
    render(<StoreGate>the workspace</StoreGate>);
    await userEvent.type(screen.getByLabelText('Passphrase'), 'wrong one');
    await userEvent.click(screen.getByRole('button', { name: 'Unlock' }));
    expect(await screen.findByText('The passphrase does not fit.')).toBeTruthy();
    fits = true;
    await userEvent.type(screen.getByLabelText('Passphrase'), 'right one');
    await userEvent.click(screen.getByRole('button', { name: 'Unlock' }));
    expect(await screen.findByText('the workspace')).toBeTruthy();
    expect(bridge.inputs('store.unlock').map((input) => input.passphrase)).toEqual(['wrong one', 'right one']);
  });

  it('says why it failed, and that nothing was lost', async () => {
    const problem = appError('too-new', 'The store was written by a newer Drydock.', 'Install that version.');
    freshPage(new FakeBridge([], { 'store.status': () => ok({ ...locked, state: 'failed', problem }) }));
    await readStatus();
    render(<StoreGate>the workspace</StoreGate>);
    expect(screen.getByText('The store was written by a newer Drydock.')).toBeTruthy();
    expect(screen.getByText('Install that version.')).toBeTruthy();
    expect(screen.getByText('Nothing was changed or deleted.')).toBeTruthy();
  });
});

describe('what is said about protection', () => {
  it('names what keeps the key, and warns where nothing does', () => {
    const notice = (protection: StoreStatus['protection']) => protectionNotice({ ...open, protection });
    expect(notice({ kind: 'keychain', backend: 'gnome_libsecret' }).label).toBe('Encrypted · GNOME Keyring');
    expect(notice({ kind: 'passphrase' }).tone).toBe('good');
    expect(notice({ kind: 'session' })).toMatchObject({ tone: 'weak', label: 'Not kept · set a passphrase' });
    expect(protectionNotice(locked).label).toBe('Locked');
  });

  it('lets a passphrase be set', async () => {
    const bridge = await startedPage(undefined, { 'store.protect': () => ok(open) });
    useStatus.setState({ store: { ...open, protection: { kind: 'session' } } });
    render(<ProtectionSection />);
    await userEvent.click(screen.getByRole('button', { name: 'Set a passphrase…' }));
    await userEvent.type(screen.getByLabelText('New passphrase'), 'three small boats');
    await userEvent.type(screen.getByLabelText('The same again'), 'three small boats');
    await userEvent.click(screen.getByRole('button', { name: 'Set passphrase' }));
    await waitFor(() => expect(bridge.inputs('store.protect')).toEqual([{ passphrase: 'three small boats' }]));
  });

  it('objects to passphrases that are short or mistyped', () => {
    expect(passphraseObjection('short', 'short')).toMatch(/at least 8/);
    expect(passphraseObjection('long enough', 'long enouhg')).toMatch(/not the same/);
    expect(passphraseObjection('long enough', 'long enough')).toBeNull();
  });
});

describe('secrets', () => {
  it('go in and are never shown again', async () => {
    const entry = { name: 'apiToken', setAt: '2026-11-22T10:00:00Z', sealedBy: 'store-key' } as const;
    const bridge = await startedPage(undefined, {
      'secret.set': () => ok(entry),
      'secret.list': () => ok([entry]),
    });
    render(<SecretsSection />);
    await userEvent.type(screen.getByLabelText('Name'), 'apiToken');
    await userEvent.type(screen.getByLabelText('Value (never shown again)'), 's3cret');
    await userEvent.click(screen.getByRole('button', { name: 'Keep secret' }));
    expect(await screen.findByText('Sealed by the store’s key alone')).toBeTruthy();
    expect(bridge.inputs('secret.set')).toEqual([{ name: 'apiToken', value: 's3cret' }]);
    expect(document.body.innerHTML).not.toContain('s3cret');
  });
});

describe('the status bar', () => {
  it('tells calmly that a process is coming back, and stops when it is', async () => {
    await startedPage();
    render(<StatusBar />);
    noteProcess({ process: 'core', state: 'restarting', message: 'Core is coming back.' });
    expect(await screen.findByText('Core is coming back.')).toBeTruthy();
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    noteProcess({ process: 'core', state: 'running', message: '' });
    act(() => void vi.advanceTimersByTime(newsStays - 1));
    expect(screen.getByText('Core is coming back.')).toBeTruthy();
    act(() => void vi.advanceTimersByTime(1));
    expect(screen.queryByText('Core is coming back.')).toBeNull();
  });
});

describe('the look', () => {
  it('follows the system unless the setting says otherwise', () => {
    expect(lookFor('system', (query) => query.includes('dark'))).toBe('dark');
    expect(lookFor('system', (query) => query.includes('contrast'))).toBe('high-contrast');
    expect(lookFor('system', () => false)).toBe('light');
    expect(lookFor('light', () => true)).toBe('light');
  });
});
