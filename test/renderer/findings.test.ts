import { describe, expect, it } from 'vitest';
import { applyTextEdits } from '../../renderer/state/documents/applyTextEdits.ts';
import { noteText, openDocument } from '../../renderer/state/documents/documentsStore.ts';
import {
  countFindings,
  openFilter,
  type PlacedFinding,
  shownFindings,
  useFindings,
} from '../../renderer/state/findings/findingsStore.ts';
import { applyFix, previewFix } from '../../renderer/state/findings/fixing.ts';
import { lineAt } from '../../renderer/state/findings/lineAt.ts';
import { waiveByComment, waiverEdit, waiverObjection } from '../../renderer/state/findings/waiving.ts';
import { nextFinding } from '../../renderer/state/findings/walking.ts';
import { finding } from './freshPage.ts';
import { startedPage } from './startedPage.ts';

const at = (start: number) => ({ pointer: `/at/${start}`, range: { start, end: start + 1 } });
const checked = (...findings: ReturnType<typeof finding>[]) => ({ findings, text: '', failure: null });

describe('the filter', () => {
  const waiver = { rule: 'waived', reason: 'known', until: '2027-01-01', origin: 'comment' as const };
  const byPath = {
    'a.yaml': checked(
      finding('late', { severity: 'note', location: at(1) }),
      finding('grave', { location: at(9) }),
      finding('mild', { severity: 'warning', location: at(2) }),
      finding('waived', { waiver }),
    ),
    'b.yaml': checked(finding('grave')),
  };
  const rules = (filter: Partial<typeof openFilter>) =>
    shownFindings(byPath, { ...openFilter, ...filter }, 'a.yaml').map((placed) => placed.finding.rule);

  it('shows the gravest first and hides what is waived', () => {
    expect(rules({})).toEqual(['grave', 'mild', 'late']);
    expect(rules({ showWaived: true })).toContain('waived');
  });

  it('narrows by severity, rule, words and document', () => {
    expect(rules({ severities: ['warning'] })).toEqual(['mild']);
    expect(rules({ rule: 'late' })).toEqual(['late']);
    expect(rules({ words: 'FOUND mild' })).toEqual(['mild']);
    expect(rules({ scope: 'open' })).toHaveLength(4);
  });

  it('counts what is not waived', () => {
    expect(countFindings(byPath['a.yaml'].findings)).toEqual({ error: 1, warning: 1, note: 1 });
  });
});

describe('walking through problems', () => {
  const placed = (start: number): PlacedFinding => ({ path: 'a.yaml', finding: finding('r', { location: at(start) }) });
  const shown = [placed(30), placed(10), placed(20)];
  const start = (one: PlacedFinding | null) => one?.finding.location.range.start;

  it('goes in the order of the text and round the corner', () => {
    expect(start(nextFinding(shown, placed(10), 0, 1))).toBe(20);
    expect(start(nextFinding(shown, placed(30), 0, 1))).toBe(10);
    expect(start(nextFinding(shown, placed(10), 0, -1))).toBe(30);
  });

  it('begins at the cursor where nothing is selected', () => {
    expect(start(nextFinding(shown, null, 15, 1))).toBe(20);
    expect(start(nextFinding(shown, null, 15, -1))).toBe(10);
    expect(start(nextFinding(shown, null, 99, 1))).toBe(10);
  });

  it('has nowhere to go without problems', () => {
    expect(nextFinding([], null, 0, 1)).toBeNull();
  });
});

describe('fixes', () => {
  const text = 'one\n  two\nthree\n';
  const fix = { title: 'Change', safe: true, edits: [{ range: { start: 6, end: 9 }, newText: '2' }] };

  it('apply several edits of one text and leave out those that overlap', () => {
    const edits = [
      { range: { start: 4, end: 5 }, newText: 'E' },
      { range: { start: 0, end: 2 }, newText: 'AB' },
      { range: { start: 1, end: 3 }, newText: 'never' },
    ];
    expect(applyTextEdits('abcdef', edits)).toBe('ABcdEf');
  });

  it('are previewed as whole lines', () => {
    expect(previewFix(text, fix)).toEqual({ line: 2, before: '  two', after: '  2' });
  });

  it('are applied to the text they were made for, and to no other', async () => {
    await startedPage();
    noteText('greeting.yaml', text);
    useFindings.setState({ byPath: { 'greeting.yaml': { findings: [], text: 'older', failure: null } } });
    applyFix('greeting.yaml', fix);
    expect(openDocument('greeting.yaml')?.text).toBe(text);
    useFindings.setState({ byPath: { 'greeting.yaml': { findings: [], text, failure: null } } });
    applyFix('greeting.yaml', fix);
    expect(openDocument('greeting.yaml')?.text).toBe('one\n  2\nthree\n');
  });
});

describe('waivers', () => {
  const text = 'do:\n  - call:\n      with: x\n';

  it('are written above the line, indented like it', () => {
    const edit = waiverEdit(text, text.indexOf('with'), 'no-timeout', '2027-01-31', ' only  inside ');
    expect(applyTextEdits(text, [edit])).toBe(
      'do:\n  - call:\n      # drydock-ignore no-timeout until 2027-01-31: only inside\n      with: x\n',
    );
  });

  it('need a reason and a day to come', () => {
    expect(waiverObjection('because', '2027-01-31', '2026-11-22')).toBeNull();
    expect(waiverObjection('', '2027-01-31', '2026-11-22')).toMatch(/why/);
    expect(waiverObjection('because', '', '2026-11-22')).toMatch(/day/);
    expect(waiverObjection('because', '2026-11-21', '2026-11-22')).toMatch(/passed/);
  });

  it('reach the document', async () => {
    await startedPage();
    noteText('greeting.yaml', text);
    useFindings.setState({ byPath: { 'greeting.yaml': { findings: [], text, failure: null } } });
    const placed = { path: 'greeting.yaml', finding: finding('no-timeout', { location: at(text.indexOf('with')) }) };
    expect(waiveByComment(placed, '2027-01-31', 'because')).toBeNull();
    expect(openDocument('greeting.yaml')?.text).toContain('# drydock-ignore no-timeout until 2027-01-31: because');
  });
});

describe('lineAt', () => {
  it('counts from 1', () => {
    expect([0, 3, 4, 5].map((offset) => lineAt('abc\nd\n', offset))).toEqual([1, 1, 2, 2]);
  });
});
