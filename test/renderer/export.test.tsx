import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { ExportPanel } from '../../renderer/features/export/ExportPanel.tsx';
import { noteText } from '../../renderer/state/documents/documentsStore.ts';
import { open } from '../../renderer/state/documents/reading.ts';
import { useNotifications } from '../../renderer/state/notifications/notificationsStore.ts';
import {
  type BundlePreview,
  exportBundle,
  previewBundle,
  pushBundle,
  startVoidingPreviews,
  useSeal,
} from '../../renderer/state/seal/sealStore.ts';
import { appError } from '../../shared/base/appError.ts';
import { err, ok } from '../../shared/base/result.ts';
import { digest, stored } from './fakeBridge.ts';
import { finding } from './freshPage.ts';
import { greeting, startedPage } from './startedPage.ts';

const path = 'greeting.yaml';

function preview(more: Partial<BundlePreview> = {}): BundlePreview {
  return {
    path,
    revision: digest('1'),
    contents: [{ name: 'definition.yaml', mediaType: 'application/yaml', size: 1_200, digest: digest('c') }],
    exclusions: ['Sample data stays behind: only how it was masked is named.'],
    signer: { fingerprint: digest('f'), publicKeyPem: 'PEM', createdAt: '2026-11-22T10:00:00Z' },
    blocking: [],
    waived: [],
    rehearsals: [],
    ...more,
  };
}

async function previewed(more: Partial<BundlePreview> = {}, answers: Parameters<typeof startedPage>[1] = {}) {
  const bridge = await startedPage(undefined, {
    'bundle.preview': () => ok(preview(more)),
    'bundle.export': () =>
      ok({
        manifest: digest('m'),
        archive: digest('a'),
        size: 10,
        destination: 'the file you chose',
        verifyWith: [{ tool: 'cosign', command: 'cosign verify-blob …' }],
      }),
    ...answers,
  });
  await previewBundle(path);
  return bridge;
}

afterEach(cleanup);

describe('a connection that the person did not agree to', () => {
  it('is said calmly, and the preview stays', async () => {
    const refused = appError('cancelled', 'Nothing was sent: the connection was not agreed to.');
    await previewed({}, { 'bundle.push': () => err(refused) });
    await pushBundle('team.example/flows:1');
    const [news] = useNotifications.getState().shown;
    expect(news).toMatchObject({ tone: 'info', text: refused.message });
    expect(useSeal.getState()).toMatchObject({ voided: null, result: null, busy: false });
  });
});

describe('the preview of a seal', () => {
  it('lists contents, what stays behind, and the signer', async () => {
    await previewed();
    render(<ExportPanel />);
    expect(screen.getByText('definition.yaml')).toBeTruthy();
    expect(screen.getByText('1.2 kB')).toBeTruthy();
    expect(screen.getByText(/Sample data stays behind/)).toBeTruthy();
    expect(screen.getByText(digest('f'))).toBeTruthy();
    expect(screen.getByText(digest('1'))).toBeTruthy();
  });

  it('says what was sealed last, and leads to what changed since', async () => {
    const sealed = { revision: digest('1'), manifest: digest('m'), sealedAt: '2026-11-20T10:00:00Z' };
    await previewed({}, { 'bundle.lastSeal': () => ok(null) });
    const { unmount } = render(<ExportPanel />);
    expect(await screen.findByText(/first seal of this workflow/)).toBeTruthy();
    unmount();
    await previewed({}, { 'bundle.lastSeal': () => ok(sealed) });
    const again = render(<ExportPanel />);
    expect(await screen.findByText(/The same revision was sealed/)).toBeTruthy();
    again.unmount();
    await previewed({}, { 'bundle.lastSeal': () => ok({ ...sealed, revision: digest('0') }) });
    render(<ExportPanel />);
    expect(await screen.findByRole('button', { name: 'Review what changed' })).toBeTruthy();
  });

  it('says how each scenario went', async () => {
    const scenario = 'greeting.sad.scenario.yaml';
    const failed = ['output is another'];
    await previewed({ rehearsals: [{ scenario, status: 'completed', digest: null, passed: false, failed }] });
    render(<ExportPanel />);
    expect(screen.getByText(/greeting\.sad\.scenario\.yaml/).textContent).toContain('output is another');
  });

  it('saves the workflow first, so that a revision is sealed', async () => {
    const bridge = await startedPage(undefined, { 'bundle.preview': () => ok(preview()) });
    noteText(path, 'edited');
    await previewBundle(path);
    expect(bridge.calls.map((call) => call.name)).toContain('document.save');
  });

  it('saves the scenarios that go along, too, and is void once one is edited', async () => {
    const scenario = 'greeting.first.scenario.yaml';
    const documents = [stored(path, greeting), stored(scenario, 'input: {}\n'), stored('other.yaml', greeting)];
    const bridge = await startedPage(documents, { 'bundle.preview': () => ok(preview()) });
    for (const one of [scenario, 'other.yaml']) {
      await open(one);
      noteText(one, 'edited');
    }
    await previewBundle(path);
    expect(bridge.inputs('document.save').map((saved) => saved.path)).toEqual([scenario]);
    const stop = startVoidingPreviews();
    noteText('other.yaml', 'edited again');
    expect(useSeal.getState().voided).toBeNull();
    noteText(scenario, 'edited again');
    expect(useSeal.getState().voided).toMatch(/^greeting\.first\.scenario\.yaml was edited/);
    stop();
  });

  it('lets nothing out while a problem is in the way', async () => {
    await previewed({ blocking: [finding('known-token') as BundlePreview['blocking'][number]] });
    render(<ExportPanel />);
    expect(screen.getByText(/One problem has to be fixed, or waived/)).toBeTruthy();
    const button = screen.getByRole('button', { name: 'Seal to a file…' });
    expect(button.hasAttribute('disabled')).toBe(true);
  });

  it('is void as soon as the workflow is edited', async () => {
    const bridge = await previewed();
    const stop = startVoidingPreviews();
    noteText(path, 'edited after all');
    render(<ExportPanel />);
    expect(screen.getByText(/was edited after this preview/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Seal to a file…' }).hasAttribute('disabled')).toBe(true);
    await exportBundle('file');
    expect(bridge.inputs('bundle.export')).toEqual([]);
    stop();
  });

  it('seals exactly the previewed revision, and shows how to verify it', async () => {
    const bridge = await previewed();
    render(<ExportPanel />);
    await userEvent.click(screen.getByRole('button', { name: 'Seal to a file…' }));
    expect(bridge.inputs('bundle.export')).toEqual([{ path, revision: digest('1'), as: 'file' }]);
    expect(await screen.findByText('cosign verify-blob …')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Copy the command for cosign' }));
    expect(bridge.inputs('clipboard.write')).toEqual([{ text: 'cosign verify-blob …' }]);
    expect(useSeal.getState().result?.destination).toBe('the file you chose');
  });
});
