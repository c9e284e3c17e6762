import { cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProblemsPanel } from '../../renderer/features/problems/ProblemsPanel.tsx';
import { openDocument } from '../../renderer/state/documents/documentsStore.ts';
import { useFindings } from '../../renderer/state/findings/findingsStore.ts';
import { showFixPreview, useFixPreview } from '../../renderer/state/findings/fixing.ts';
import type { Finding } from '../../shared/diagnostics/finding.ts';
import { finding } from './freshPage.ts';
import { giveLayout } from './giveLayout.ts';
import { greeting, startedPage } from './startedPage.ts';

const path = 'greeting.yaml';

function show(...findings: Finding[]): void {
  useFindings.setState({ byPath: { [path]: { findings, text: greeting, failure: null } } });
  render(<ProblemsPanel />);
}

const rows = () => screen.queryAllByRole('row').map((row) => row.getAttribute('aria-label') ?? row.textContent);

giveLayout();
beforeEach(async () => {
  await startedPage();
});
afterEach(cleanup);

describe('the Problems panel', () => {
  it('does not say that nothing was found before the first answer has come', () => {
    render(<ProblemsPanel />);
    expect(screen.getByText('Checking…')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Errors …' })).toBeTruthy();
    expect(screen.queryByText('No problems found')).toBeNull();
  });

  it('does not say so either where the check gave no answer', () => {
    useFindings.setState({ byPath: { [path]: { findings: [], text: '', failure: 'The checker stopped.' } } });
    render(<ProblemsPanel />);
    expect(screen.getByText('The checker stopped.')).toBeTruthy();
    expect(screen.queryByText('No problems found')).toBeNull();
  });

  it('explains the first problem before anybody has chosen one', () => {
    show(finding('late', { severity: 'note', help: 'Later.' }), finding('grave', { help: 'At once.' }));
    expect(screen.getByRole('row', { selected: true }).textContent).toContain('grave');
    expect(screen.getByText('At once.')).toBeTruthy();
  });

  it('draws only what is in sight of ten thousand', () => {
    const many = Array.from({ length: 10_000 }, (_, start) =>
      finding('long', { location: { pointer: `/${start}`, range: { start, end: start } } }),
    );
    show(...many);
    expect(rows().length).toBeGreaterThan(5);
    expect(rows().length).toBeLessThan(100);
  });

  it('shows the preview that somebody asked for in the editor', () => {
    const edits = [{ range: { start: 0, end: 8 }, newText: 'changed' }];
    const fix = { title: 'Change', safe: true, edits };
    const chosen = finding('second', { fixes: [fix] });
    showFixPreview({ path, finding: chosen }, fix);
    show(finding('first'), chosen);
    expect(screen.getByText(/^changed/)).toBeTruthy();
    expect(openDocument(path)?.text).toBe(greeting);
  });

  it('names the next step where there is nothing to show', () => {
    show();
    expect(screen.getByText('No problems found')).toBeTruthy();
    expect(screen.getByText(/Rehearse the workflow next/)).toBeTruthy();
  });

  it('says what each problem is, whose rule found it, and where', () => {
    const location = { pointer: '/do/0', range: { start: greeting.indexOf('text'), end: greeting.length } };
    show(finding('no-timeout', { message: 'It `waits` for ever.', location }));
    const row = within(screen.getByRole('row'));
    expect(row.getByText('no-timeout')).toBeTruthy();
    expect(row.getByText('line 9')).toBeTruthy();
  });

  it('shows a crashed rule as what it is, beside the findings of the others', () => {
    show(finding('crashed-rule', { message: 'The rule no-timeout broke.' }), finding('raw-output'));
    expect(screen.getByText('crashed rule')).toBeTruthy();
    expect(rows()).toHaveLength(2);
  });

  it('hides a severity at the press of a button, and says how to see it again', async () => {
    const user = userEvent.setup();
    show(finding('a', { severity: 'warning' }));
    await user.click(screen.getByRole('button', { name: 'Warnings 1' }));
    expect(rows()).toHaveLength(0);
    expect(screen.getByText('The filter hides 1.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Show them all' }));
    expect(rows()).toHaveLength(1);
  });

  it('explains the selected one: where, how to fix, confidence, and the page of its rule', async () => {
    const user = userEvent.setup();
    show(finding('no-timeout', { help: 'Set a timeout.', confidence: 'medium' }));
    await user.click(screen.getByRole('row'));
    const details = within(screen.getByRole('region', { name: 'About the selected problem' }));
    expect(details.getByText('Set a timeout.')).toBeTruthy();
    expect(details.getByText(/medium confidence/)).toBeTruthy();
    expect(details.getByRole('button', { name: 'Read about no-timeout' })).toBeTruthy();
  });

  it('previews a fix, applies it, and warns where it changes the meaning', async () => {
    const user = userEvent.setup();
    const start = greeting.indexOf('hello');
    const fixes = [
      { title: 'Say goodbye', safe: false, edits: [{ range: { start, end: start + 5 }, newText: 'goodbye' }] },
    ];
    show(finding('rude', { fixes }));
    await user.click(screen.getByRole('row'));
    expect(screen.getByText(/Changes the meaning/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Preview' }));
    expect(screen.getByText(/text: goodbye/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Say goodbye' }));
    expect(openDocument(path)?.text).toBe(greeting.replace('hello', 'goodbye'));
    expect(useFixPreview.getState().shown).toBeNull();
  });

  it('begins a waiver in its field, also where a fix was looked at before', async () => {
    const fix = { title: 'Change', safe: true, edits: [{ range: { start: 0, end: 8 }, newText: 'changed' }] };
    const found = finding('rude', { fixes: [fix] });
    showFixPreview({ path, finding: found }, fix);
    show(found);
    await userEvent.setup().click(screen.getByRole('button', { name: 'Waive with reason…' }));
    expect(screen.queryByText(/^changed/)).toBeNull();
    expect(document.querySelector('[data-focus-first]')).toBe(screen.getByLabelText('Reason, for the reviewer'));
  });

  it('writes a waiver only with a reason', async () => {
    const user = userEvent.setup();
    show(finding('no-timeout', { location: { pointer: '/do', range: { start: greeting.indexOf('do:'), end: 200 } } }));
    await user.click(screen.getByRole('row'));
    await user.click(screen.getByRole('button', { name: 'Waive with reason…' }));
    await user.click(screen.getByRole('button', { name: 'Write waiver' }));
    expect(openDocument(path)?.text).toBe(greeting);
    await user.type(screen.getByLabelText('Reason, for the reviewer'), 'only inside the house');
    await user.click(screen.getByRole('button', { name: 'Write waiver' }));
    expect(openDocument(path)?.text).toMatch(
      /# drydock-ignore no-timeout until \d{4}-\d\d-\d\d: only inside the house\ndo:/,
    );
  });

  it('strikes a waived finding through, with its reason', async () => {
    const user = userEvent.setup();
    show(finding('known', { waiver: { rule: 'known', reason: 'agreed', until: '2027-01-31', origin: 'comment' } }));
    await user.click(screen.getByRole('button', { name: 'Waived 1' }));
    await user.click(screen.getByRole('row'));
    expect(screen.getByText(/Waived until 2027-01-31: agreed/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Waive with reason…' })).toBeNull();
  });
});
