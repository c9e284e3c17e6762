import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noteText, useDocuments } from '../../renderer/state/documents/documentsStore.ts';
import { refreshEntries } from '../../renderer/state/documents/reading.ts';
import { startChecking } from '../../renderer/state/findings/checking.ts';
import { useFindings } from '../../renderer/state/findings/findingsStore.ts';
import { defaultPolicy } from '../../shared/policy/defaultPolicy.ts';
import { digest, type FakeBridge, stored } from './fakeBridge.ts';
import { startedPage } from './startedPage.ts';

const path = 'parent.yaml';
const parent = `document: { dsl: 1.0.3, namespace: t, name: parent, version: 1.0.0 }
do:
  - open: { call: email:1.0.0@default, with: { to: a@example.com, subject: S, body: "{{ref}}" } }
  - sub: { input: { from: $workflow.input }, run: { workflow: { namespace: t, name: child, version: 1.0.0, input: { n: "\${ .ssn }" } } } }
  - tell: { call: email:1.0.0@default, with: { to: a@example.com, subject: S, body: "{{v}}" } }
`;
const child = (answer: string) => `document: { dsl: 1.0.3, namespace: t, name: child, version: 1.0.0 }
do:
  - a: { set: { v: "${answer}" } }
`;
let bridge: FakeBridge;
let stop: () => void;
let around = { workflows: [child('done')], fields: [] as { name: string; class: string }[] };

beforeEach(async () => {
  vi.useFakeTimers();
  bridge = await startedPage([stored(path, parent)], { 'finding.context': () => ({ ok: true, value: around }) });
  useFindings.setState({ policy: JSON.parse(JSON.stringify(defaultPolicy)) });
  stop = startChecking();
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

const asked = () => bridge.inputs('finding.context');

async function leaking(): Promise<(string | undefined)[]> {
  await vi.advanceTimersByTimeAsync(500);
  const { findings = [] } = useFindings.getState().byPath[path] ?? {};
  return findings.filter(({ rule }) => rule === 'unmasked-sensitive-field').map(({ leaking: one }) => one);
}

describe('a check in the window', () => {
  it('takes in what lies around a workflow, and asks for it once while other parts are typed', async () => {
    noteText(path, `${parent}# a`);
    expect(await leaking()).toEqual([]);
    noteText(path, `${parent}# ab`);
    expect(await leaking()).toEqual([]);
    expect(asked()).toEqual([{ path, runs: [{ namespace: 't', name: 'child', version: '1.0.0' }] }]);
  });

  it('asks anew where the text runs another workflow', async () => {
    noteText(path, `${parent}# a`);
    await leaking();
    noteText(path, parent.replace('name: child', 'name: other'));
    expect(await leaking()).toEqual(['ssn']);
    expect(asked().map(({ runs }) => runs.map(({ name }) => name))).toEqual([['child'], ['other']]);
  });

  it('asks anew, and checks, where another document was saved', async () => {
    noteText(path, `${parent}# a`);
    expect(await leaking()).toEqual([]);
    around = { workflows: [child('${ .n }')], fields: [{ name: 'ref', class: 'health' }] };
    bridge.documents.set('child.yaml', stored('child.yaml', '', { revision: digest('3') }));
    await refreshEntries();
    expect(await leaking()).toEqual(['health', 'ssn']);
    expect(useDocuments.getState().entries).toHaveLength(2);
    expect(asked()).toHaveLength(2);
  });
});
