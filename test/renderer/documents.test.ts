import { describe, expect, it } from 'vitest';
import { isVirtualPath, pathObjection } from '../../renderer/commands/pathObjection.ts';
import { groupDocuments, scenarioName, scenariosOf, workflowOf } from '../../renderer/state/documents/companions.ts';
import { isUnsaved, noteText, openDocument, useDocuments } from '../../renderer/state/documents/documentsStore.ts';
import { newWorkflow } from '../../renderer/state/documents/newWorkflow.ts';
import { open, takeChanges } from '../../renderer/state/documents/reading.ts';
import { keepMine, revert, save, saveAll, takeTheirs } from '../../renderer/state/documents/saving.ts';
import type { DocumentEntry } from '../../shared/contract/documentMethods.ts';
import { virtualPathSchema } from '../../shared/contract/values.ts';
import { checkDocument } from '../../shared/diagnostics/runRules.ts';
import { defaultPolicy } from '../../shared/policy/defaultPolicy.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';
import { digest, stored } from './fakeBridge.ts';
import { greeting, startedPage } from './startedPage.ts';

const path = 'greeting.yaml';

function entry(name: string, kind: DocumentEntry['kind']): DocumentEntry {
  return { path: name, kind, revision: null, hasDraft: false, link: null };
}

describe('opening', () => {
  it('restores a draft and offers to compare it', async () => {
    const draft = { text: 'draft', base: digest('0'), at: '2026-11-22T10:00:00Z' };
    await startedPage([stored(path, greeting, { draft })]);
    expect(openDocument(path)).toMatchObject({
      text: 'draft',
      saved: greeting,
      notice: { kind: 'draft-restored', baseChanged: true },
    });
  });

  it('does not ask about a draft that says nothing new', async () => {
    const draft = { text: greeting, base: digest('1'), at: '2026-11-22T10:00:00Z' };
    await startedPage([stored(path, greeting, { draft })]);
    expect(openDocument(path)?.notice).toBeNull();
  });

  it('keeps the edits of a document that is open already', async () => {
    await startedPage();
    noteText(path, 'edited');
    await open(path);
    expect(openDocument(path)?.text).toBe('edited');
  });
});

describe('changes from outside', () => {
  it('are taken silently where nothing was edited', async () => {
    const bridge = await startedPage();
    bridge.documents.set(path, stored(path, 'new', { revision: digest('7') }));
    await takeChanges([path]);
    expect(openDocument(path)).toMatchObject({ text: 'new', revision: digest('7'), notice: null });
  });

  it('ask nothing where the texts are the same', async () => {
    const bridge = await startedPage();
    noteText(path, 'same');
    bridge.documents.set(path, stored(path, 'same', { revision: digest('7') }));
    await takeChanges([path]);
    expect(openDocument(path)).toMatchObject({ notice: null, revision: digest('7') });
  });

  it('become a question where edits are at stake, and either side can be taken', async () => {
    const bridge = await startedPage();
    noteText(path, 'mine');
    bridge.documents.set(path, stored(path, 'theirs', { revision: digest('7') }));
    await takeChanges([path]);
    expect(openDocument(path)?.notice?.kind).toBe('conflict');
    keepMine(path);
    expect(openDocument(path)).toMatchObject({ text: 'mine', revision: digest('7'), notice: null });
    expect(await save(path)).toBe(true);
  });

  it('let the newer one be taken', async () => {
    const bridge = await startedPage();
    noteText(path, 'mine');
    bridge.documents.set(path, stored(path, 'theirs', { revision: digest('7') }));
    await takeChanges([path]);
    await takeTheirs(path);
    expect(openDocument(path)).toMatchObject({ text: 'theirs', saved: 'theirs', notice: null });
  });
});

describe('saving', () => {
  it('saves all that has changes', async () => {
    const bridge = await startedPage([stored(path, greeting), stored('other.yaml', greeting)]);
    await open('other.yaml');
    noteText(path, 'one');
    noteText('other.yaml', 'two');
    expect(await saveAll()).toBe(true);
    expect(bridge.inputs('document.save').map((input) => input.text)).toEqual(['one', 'two']);
    expect(Object.values(useDocuments.getState().open).some(isUnsaved)).toBe(false);
  });

  it('is no conflict with itself where it is asked for twice', async () => {
    const bridge = await startedPage();
    noteText(path, 'one');
    const first = save(path);
    noteText(path, 'two');
    expect(await Promise.all([first, save(path)])).toEqual([true, true]);
    expect(bridge.inputs('document.save').map(({ text }) => text)).toEqual(['one', 'two']);
    expect(openDocument(path)).toMatchObject({ saved: 'two', notice: null });
  });

  it('reverts to the saved revision', async () => {
    await startedPage();
    noteText(path, 'edited');
    await revert(path);
    expect(openDocument(path)?.text).toBe(greeting);
  });
});

describe('the workspace', () => {
  const entries = [
    entry('a.yaml', 'workflow'),
    entry('a.b.yaml', 'workflow'),
    entry('a.b.happy.scenario.yaml', 'scenario'),
    entry('a.sad.scenario.yaml', 'scenario'),
    entry('a.stubs.yaml', 'stubs'),
    entry('policy.yaml', 'policy'),
    entry('lost.scenario.yaml', 'scenario'),
  ];

  it('puts scenarios and stubs under the workflow whose name they carry', () => {
    const { workflows, others } = groupDocuments(entries);
    const shown = workflows.map((group) => [group.workflow.path, group.companions.map((one) => one.path)]);
    expect(shown).toEqual([
      ['a.b.yaml', ['a.b.happy.scenario.yaml']],
      ['a.yaml', ['a.sad.scenario.yaml', 'a.stubs.yaml']],
    ]);
    expect(others.map((one) => one.path)).toEqual(['lost.scenario.yaml', 'policy.yaml']);
  });

  it('finds the workflow of a scenario and the scenarios of a workflow', () => {
    expect(workflowOf('a.b.happy.scenario.yaml', entries)).toBe('a.b.yaml');
    expect(scenariosOf('a.yaml', entries).map((one) => one.path)).toEqual(['a.sad.scenario.yaml']);
    expect(scenarioName('a.sad.scenario.yaml', 'a.yaml')).toBe('sad');
  });

  it('objects to names that will not do', () => {
    expect(pathObjection('new/one.yaml', entries)).toBeNull();
    for (const bad of ['', '../x.yaml', 'a//b.yaml', 'a\\b.yaml', 'plain', 'a.yaml']) {
      expect(pathObjection(bad, entries)).not.toBeNull();
    }
  });

  it.each(['a.yaml', 'a/b c.yaml', '', '/a', 'a/', 'a/../b', './a', 'a\\b', 'a\u0000b', 'x'.repeat(401)])(
    'knows %j as the contract does',
    (path) => expect(isVirtualPath(path)).toBe(virtualPathSchema.safeParse(path).success),
  );

  it.each(['fresh/new-workflow.yaml', 'New One.json'])('starts %s from a text without errors', (name) => {
    const parsed = parseDocument(newWorkflow(name));
    if (!parsed.ok) throw new Error(parsed.error.message);
    const findings = checkDocument(parsed.value, { policy: defaultPolicy, today: '2026-11-22' });
    expect(findings.filter((one) => one.severity === 'error')).toEqual([]);
  });
});
