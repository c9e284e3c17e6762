import { act, cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ReviewPanel } from '../../renderer/features/review/ReviewPanel.tsx';
import { useComparing } from '../../renderer/state/documents/comparing.ts';
import { noteText, useDocuments } from '../../renderer/state/documents/documentsStore.ts';
import { type EditorPort, registerEditor } from '../../renderer/state/documents/editorPort.ts';
import { open } from '../../renderer/state/documents/reading.ts';
import { useFindings } from '../../renderer/state/findings/findingsStore.ts';
import { useWaiving } from '../../renderer/state/findings/waiving.ts';
import { registerDock } from '../../renderer/state/workbench/dockPort.ts';
import { appError } from '../../shared/base/appError.ts';
import { err, ok } from '../../shared/base/result.ts';
import { defaultPolicy } from '../../shared/policy/defaultPolicy.ts';
import { digest, stored } from './fakeBridge.ts';
import { giveLayout } from './giveLayout.ts';
import { startedPage } from './startedPage.ts';

const path = 'orders.yaml';
const sealed = `document: { dsl: 1.0.3, namespace: test, name: orders, version: 0.1.0 }
timeout: { after: PT5M }
do:
  - order:
      call: http
      with: { method: get, endpoint: "https://shop.example.com/orders" }
`;
const changed = sealed.replace('https://shop.example.com', 'http://other.example.org').replace('PT5M', 'PT1H');
const lastSeal = { revision: digest('1'), manifest: digest('m'), sealedAt: '2026-11-20T10:00:00Z' };
const revisions = [
  { digest: digest('2'), at: '2026-11-21T10:00:00Z', by: 'ada', length: 10 },
  { digest: digest('1'), at: '2026-11-19T10:00:00Z', by: 'ada', length: 10 },
];

const shown: string[] = [];
const editor: EditorPort = {
  apply: () => false,
  replace: () => false,
  reveal: (_of, { start, end }) => void shown.push(changed.slice(start, end)),
  point: () => undefined,
  undo: () => undefined,
  redo: () => undefined,
  mark: () => undefined,
  cursor: () => null,
  act: () => undefined,
  focus: () => undefined,
  peek: () => undefined,
};

async function reviewed(text: string, answers: Parameters<typeof startedPage>[1] = {}) {
  const bridge = await startedPage([stored(path, text, { revision: digest('2') })], {
    'bundle.lastSeal': () => ok(lastSeal),
    'document.revisions': () => ok(revisions),
    'document.readRevision': ({ digest: wanted }) => ok({ text: wanted === digest('1') ? sealed : text }),
    ...answers,
  });
  useFindings.setState({ policy: defaultPolicy as never });
  render(<ReviewPanel />);
  await screen.findByLabelText('Change in findings');
  return bridge;
}

const region = (name: string) => within(screen.getByRole('region', { name }));
const headings = (name: string) =>
  region(name)
    .getAllByRole('heading', { level: 3 })
    .map((heading) => heading.textContent);

giveLayout();
beforeEach(() => {
  shown.length = 0;
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('the review', () => {
  it('compares with the last sealed revision unless told otherwise', async () => {
    await reviewed(changed);
    expect(screen.getByRole('button', { name: /Compare with/ }).textContent).toContain('Last sealed');
  });

  it('has the change in findings on top, then meaning by weight, findings and waivers', async () => {
    await reviewed(
      changed.replace('      with:', '      # drydock-ignore no-timeout until 2020-01-31: never mind\n      with:'),
    );
    const order = ['Change in findings', 'Changes of meaning', 'Findings', 'Waivers'].map((name) =>
      screen.getByLabelText(name),
    );
    for (const [at, element] of order.slice(1).entries()) {
      expect(order[at]?.compareDocumentPosition(element)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    }
    expect(headings('Changes of meaning')).toEqual(['Hosts 2', 'Limits 1', 'Tasks 1']);
    expect(region('Changes of meaning').getByText('http://other.example.org')).toBeTruthy();
    expect(region('Changes of meaning').getByText('PT1H')).toBeTruthy();
  });

  it('says that a text means the same where the layout alone differs', async () => {
    await reviewed(`# looked at\n${sealed}`);
    expect(screen.getByRole('status').textContent).toBe('It means the same: the layout alone differs.');
    expect(screen.queryByRole('region', { name: 'Changes of meaning' })).toBeNull();
  });

  it('says that nothing has changed, and that a text cannot be read', async () => {
    await reviewed(sealed);
    expect(screen.getByRole('status').textContent).toBe('Nothing has changed: the text is the same.');
    vi.useFakeTimers();
    await act(async () => {
      noteText(path, `${sealed}- : [`);
      await vi.advanceTimersByTimeAsync(1_000);
    });
    expect(screen.getByRole('status').textContent).toContain('not well-formed');
  });

  it('follows the text while it is edited', async () => {
    await reviewed(sealed);
    vi.useFakeTimers();
    await act(async () => {
      noteText(path, changed);
      await vi.advanceTimersByTimeAsync(1_000);
    });
    expect(screen.getByRole('status').textContent).toBe('4 changes of meaning.');
  });

  it('marks what is new by a word, and puts it first however findings are grouped', async () => {
    const user = userEvent.setup();
    await reviewed(changed);
    for (const grouping of ['By task', 'By flow of data', 'By rule']) {
      await user.click(screen.getByRole('button', { name: /Group findings/ }));
      await user.click(screen.getByRole('option', { name: grouping }));
      const [first] = region('Findings').getAllByRole('listitem');
      expect(first?.textContent).toContain('New');
    }
  });

  it('leads to a line of the text, and to the older side in the comparison', async () => {
    const user = userEvent.setup();
    await reviewed(changed);
    const withdraw = registerEditor(editor);
    await user.click(region('Changes of meaning').getByRole('button', { name: /^line 6: The workflow now reaches/ }));
    expect(shown).toEqual(['endpoint']);
    await user.click(
      region('Changes of meaning').getByRole('button', { name: /^was line 6: The workflow no longer reaches/ }),
    );
    expect(useComparing.getState().comparison).toMatchObject({ path, text: sealed, digest: digest('1') });
    const { start = 0, end = 0 } = useComparing.getState().comparison?.reveal ?? {};
    expect(sealed.slice(start, end)).toBe('endpoint');
    withdraw();
  });

  it('opens the form of a waiver for a finding', async () => {
    const user = userEvent.setup();
    await reviewed(changed);
    const views: string[] = [];
    const withdraw = registerDock({
      show: (view) => void views.push(view),
      bring: () => undefined,
      showDocument: () => undefined,
      isSeen: () => true,
      closeView: () => false,
      cycle: () => undefined,
      reset: () => undefined,
    });
    const [first] = region('Findings').getAllByRole('button', { name: /^waive…/ });
    if (first !== undefined) await user.click(first);
    expect(useWaiving.getState().asked?.path).toBe(path);
    expect(views).toContain('problems');
    withdraw();
  });

  it('shows every waiver with origin, reason and last day, and which ended', async () => {
    const comment = '      # drydock-ignore insecure-scheme until 2020-01-31: only a lab\n';
    await reviewed(changed.replace('      with:', `${comment}      with:`));
    const row = within(region('Waivers').getByRole('row', { name: /insecure-scheme/ }));
    expect(row.getByText('only a lab')).toBeTruthy();
    expect(row.getByText('2020-01-31')).toBeTruthy();
    expect(row.getByText('Ended')).toBeTruthy();
    expect(row.getByText('New')).toBeTruthy();
    expect(row.getByText('Comment, line 6')).toBeTruthy();
  });

  it('compares with another revision', async () => {
    const user = userEvent.setup();
    await reviewed(changed);
    await user.click(screen.getByRole('button', { name: /Compare with/ }));
    await user.click(screen.getByRole('option', { name: /^Revision of/ }));
    expect(screen.getByRole('status').textContent).toContain('Nothing has changed');
  });

  it('offers the file on disk of a linked document', async () => {
    const user = userEvent.setup();
    await reviewed(changed, { 'folder.readDisk': () => ok({ text: changed }) });
    act(() => {
      useDocuments.setState(({ open }) => {
        const document = open[path];
        return document === undefined ? {} : { open: { ...open, [path]: { ...document, link: 'both-changed' } } };
      });
    });
    await user.click(screen.getByRole('button', { name: /Compare with/ }));
    await user.click(screen.getByRole('option', { name: 'File on disk' }));
    expect(await screen.findByText('Nothing has changed: the text is the same.')).toBeTruthy();
  });

  it('stays with its workflow while the policy is looked at', async () => {
    const policy = stored('policy.yaml', 'policy: 1\n');
    const bridge = await reviewed(changed);
    bridge.documents.set(policy.path, policy);
    await act(() => open(policy.path).then(() => undefined));
    expect(useDocuments.getState().active).toBe(policy.path);
    expect(screen.getByLabelText('Change in findings')).toBeTruthy();
  });

  it('says so before the first seal, and compares with the revision before', async () => {
    await reviewed(changed, { 'bundle.lastSeal': () => ok(null) });
    expect(screen.getByText(/has not been sealed/)).toBeTruthy();
    expect(screen.getByRole('button', { name: /Compare with/ }).textContent).toContain('Revision of');
  });

  it('names one next step where there is nothing to review', async () => {
    await startedPage([stored(path, sealed, { revision: null })], {
      'bundle.lastSeal': () => ok(null),
      'document.revisions': () => err(appError('not-found', 'none')),
    });
    render(<ReviewPanel />);
    expect(await screen.findByText('There is no earlier text to compare with')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Save' })).toBeTruthy();
    act(() => useDocuments.setState({ active: null, order: [], open: {} }));
    expect(screen.getByText('Open a workflow to review what changed in it.')).toBeTruthy();
  });
});
