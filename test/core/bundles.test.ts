import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { MethodOutput } from '../../shared/contract/table.ts';
import { builtEngine, hasBuiltEngine } from './builtEngine.ts';
import { memoryRegistry } from './memoryRegistry.ts';
import { type TestSession, testSession } from './testSession.ts';

const clean = `document:
  dsl: 1.0.0
  namespace: test
  name: greeting
  version: 1.0.0
timeout: { after: { minutes: 1 } }
do:
  - greet:
      set:
        text: hello
`;
const scenario = 'expect: { status: completed }\n';
const flawed = clean.replace(
  '  - greet:',
  `  - send:
      call: http
      with: { method: post, endpoint: 'http://api.example.com/orders' }
  - greet:`,
);

async function withWorkflow(text: string): Promise<{ session: TestSession; revision: string }> {
  const session = await testSession({ open: { engine: builtEngine } });
  const { revision } = await session.get('document.create', { path: 'greeting.yaml', text });
  await session.get('document.create', { path: 'greeting.good.scenario.yaml', text: scenario });
  return { session, revision: revision ?? '' };
}

async function exported(session: TestSession, revision: string, as: 'file' | 'folder', name: string) {
  const destination = join(session.folder, name);
  const answer = await session.call('internal.exportBundle', { path: 'greeting.yaml', revision, as, destination });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value as MethodOutput<'bundle.push'>;
}

async function verified(session: TestSession, name: string) {
  const answer = await session.call('internal.verifyBundle', { source: join(session.folder, name) });
  return answer.ok ? (answer.value as MethodOutput<'bundle.pull'>['verification']) : answer.error;
}

describe.skipIf(!hasBuiltEngine())('bundles', () => {
  test('the preview lists contents, exclusions and signer before anything is written', async () => {
    const { session, revision } = await withWorkflow(clean);
    const preview = await session.get('bundle.preview', { path: 'greeting.yaml' });
    const key = await session.get('key.read', {});
    expect(preview).toMatchObject({ revision, signer: key, blocking: [], waived: [] });
    expect(preview.contents.map(({ name }) => name)).toEqual([
      'greeting.yaml',
      'greeting.good.scenario.yaml',
      'findings.sarif',
      'evidence/greeting.good.scenario.yaml.trace.json',
      'datasets.json',
      'policy.json',
    ]);
    expect(preview.exclusions.length).toBeGreaterThan(0);
    expect(JSON.stringify(preview)).not.toContain('PRIVATE');
  });

  test('the evidence is of the scenarios that are sealed, whatever is saved meanwhile', async () => {
    const { session } = await withWorkflow(clean);
    const path = 'greeting.other.scenario.yaml';
    const { revision } = await session.get('document.create', { path, text: 'input: { number: 1 }\n' });
    const before = await session.get('bundle.preview', { path: 'greeting.yaml' });
    const preview = session.get('bundle.preview', { path: 'greeting.yaml' });
    await session.get('document.save', { path, text: 'input: { number: 2 }\n', base: revision });
    expect((await preview).contents).toEqual(before.contents);
  });

  test('a rehearsal runs the workflows of the workspace, as it does before the seal, and they go along', async () => {
    const { session } = await withWorkflow(clean);
    const run = 'run: { workflow: { namespace: test, name: greeting, version: 1.0.0 } }';
    const parent = clean
      .replace('name: greeting', 'name: parent')
      .replace('      set:\n        text: hello', `      ${run}`);
    await session.get('document.create', { path: 'all/parent.yaml', text: parent });
    await session.get('document.create', { path: 'all/parent.good.scenario.yaml', text: scenario });
    const { rehearsals, contents } = await session.get('bundle.preview', { path: 'all/parent.yaml' });
    const { trace } = await session.get('rehearsal.run', {
      run: 'one',
      path: 'all/parent.yaml',
      scenario: 'all/parent.good.scenario.yaml',
    });
    expect(rehearsals).toMatchObject([{ status: 'completed', digest: trace.digest, passed: true }]);
    expect(contents.map(({ name }) => name)).toContain('greeting.yaml');
  });

  test('a file and a folder hold the same, byte for byte, and again later', async () => {
    const { session, revision } = await withWorkflow(clean);
    const file = await exported(session, revision, 'file', 'one.tar');
    const folder = await exported(session, revision, 'folder', 'two');
    await exported(session, revision, 'file', 'three.tar');
    expect(folder).toMatchObject({ manifest: file.manifest, archive: file.archive });
    const bytes = (name: string) => readFileSync(join(session.folder, name));
    expect(bytes('one.tar').equals(bytes('three.tar'))).toBe(true);
    expect(await verified(session, 'one.tar')).toMatchObject({ verified: true, manifest: file.manifest });
    expect(await verified(session, 'two')).toMatchObject({ verified: true, manifest: file.manifest });
  });

  test('the command that is shown verifies with openssl', async () => {
    const { session, revision } = await withWorkflow(clean);
    const { verifyWith } = await exported(session, revision, 'file', 'one.tar');
    const command = verifyWith.find(({ tool }) => tool === 'openssl')?.command ?? 'false';
    const run = () => execFileSync('bash', ['-euc', command], { cwd: session.folder, encoding: 'utf8', stdio: 'pipe' });
    expect(run()).toContain('Signature Verified Successfully');
    const bytes = readFileSync(join(session.folder, 'one.tar'));
    const at = bytes.indexOf('text: hello');
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(join(session.folder, 'one.tar'), bytes);
    expect(run).toThrow();
    expect(await verified(session, 'one.tar')).toMatchObject({ verified: false });
  });

  test('the last seal is known by its revision, also under another path', async () => {
    const { session, revision } = await withWorkflow(clean);
    expect(await session.get('bundle.lastSeal', { path: 'greeting.yaml' })).toBeNull();
    const { manifest } = await exported(session, revision, 'file', 'one.tar');
    const edited = { path: 'greeting.yaml', text: clean.replace('hello', 'goodbye'), base: revision };
    await session.get('document.save', edited);
    await session.get('document.rename', { path: 'greeting.yaml', to: 'farewell.yaml' });
    expect(await session.get('bundle.lastSeal', { path: 'farewell.yaml' })).toMatchObject({ revision, manifest });
    const sealed = await session.get('document.readRevision', { path: 'farewell.yaml', digest: revision });
    expect(sealed.text).toBe(clean);
    expect((await session.refused('bundle.lastSeal', { path: 'greeting.yaml' })).code).toBe('not-found');
  });

  test('an edit after the preview voids it', async () => {
    const { session, revision } = await withWorkflow(clean);
    await session.get('document.save', { path: 'greeting.yaml', text: `${clean}# edited\n`, base: revision });
    const request = { path: 'greeting.yaml', revision, as: 'file', destination: join(session.folder, 'one.tar') };
    expect((await session.refused('internal.exportBundle', request)).code).toBe('conflict');
  });

  test('what goes along is what was looked at: another scenario voids the preview as an edit does', async () => {
    const { session, revision } = await withWorkflow(clean);
    await session.get('bundle.preview', { path: 'greeting.yaml' });
    const path = 'greeting.good.scenario.yaml';
    const { revision: base } = await session.get('document.read', { path });
    await session.get('document.save', { path, text: `${scenario}seed: 2\n`, base });
    const refused = await session.call('internal.exportBundle', {
      path: 'greeting.yaml',
      revision,
      as: 'file',
      destination: join(session.folder, 'other.tar'),
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'conflict' } });
    await session.get('bundle.preview', { path: 'greeting.yaml' });
    await exported(session, revision, 'file', 'same.tar');
  });

  test('an error holds the seal back until it is waived with a reason', async () => {
    const { session, revision } = await withWorkflow(flawed);
    const { blocking } = await session.get('bundle.preview', { path: 'greeting.yaml' });
    expect(blocking.length).toBeGreaterThan(0);
    const request = { path: 'greeting.yaml', revision, as: 'file', destination: join(session.folder, 'one.tar') };
    expect((await session.refused('internal.exportBundle', request)).code).toBe('blocked');

    const waivers = blocking.map(
      ({ rule }) => `# drydock-ignore ${rule} until 2027-12-31: legacy host inside the plant\n`,
    );
    const text = flawed.replace('      with: {', `${waivers.join('')}      with: {`);
    const waived = await session.get('document.save', { path: 'greeting.yaml', text, base: revision });
    const preview = await session.get('bundle.preview', { path: 'greeting.yaml' });
    expect(preview).toMatchObject({ blocking: [], revision: waived.revision });
    expect(preview.waived.length).toBe(blocking.length);
    expect(await exported(session, waived.revision ?? '', 'file', 'two.tar')).toMatchObject({
      size: expect.any(Number),
    });
  });

  test('a new revision names the seal before it', async () => {
    const { session, revision } = await withWorkflow(clean);
    const first = await exported(session, revision, 'file', 'one.tar');
    const text = `${clean}# edited\n`;
    const saved = await session.get('document.save', { path: 'greeting.yaml', text, base: revision });
    await exported(session, saved.revision ?? '', 'file', 'two.tar');
    expect(readFileSync(join(session.folder, 'two.tar'), 'utf8')).toContain(`"drydock.previous":"${first.manifest}"`);
  });

  test('a seal follows its document to another path, and not the path', async () => {
    const { session, revision } = await withWorkflow(clean);
    const first = await exported(session, revision, 'file', 'one.tar');
    await session.get('document.rename', { path: 'greeting.yaml', to: 'moved.yaml' });
    const { revision: other } = await session.get('document.create', {
      path: 'greeting.yaml',
      text: `${clean}# other\n`,
    });
    await exported(session, other ?? '', 'file', 'two.tar');
    expect(readFileSync(join(session.folder, 'two.tar'), 'utf8')).not.toContain('drydock.previous');
    const request = { path: 'moved.yaml', revision, as: 'file', destination: join(session.folder, 'three.tar') };
    expect(await session.call('internal.exportBundle', request)).toMatchObject({ ok: true });
    expect(readFileSync(join(session.folder, 'three.tar'), 'utf8')).toContain(`"drydock.previous":"${first.manifest}"`);
  });

  test('what did not arrive is on record and is no seal that the next one names', async () => {
    const { session, revision } = await withWorkflow(clean);
    const lost = { path: 'greeting.yaml', revision, as: 'file', destination: join(session.folder, 'no/such/x.tar') };
    await session.refused('internal.exportBundle', lost);
    const text = `${clean}# edited\n`;
    const saved = await session.get('document.save', { path: 'greeting.yaml', text, base: revision });
    await exported(session, saved.revision ?? '', 'file', 'two.tar');
    expect(readFileSync(join(session.folder, 'two.tar'), 'utf8')).not.toContain('drydock.previous');
    const actions = (await session.get('audit.list', { limit: 5 })).map(({ action }) => action);
    expect(actions).toEqual([
      'bundle.export',
      'bundle.export.begin',
      'document.save',
      'bundle.export.failed',
      'bundle.export.begin',
    ]);
  });

  test('files that a scenario names go along; of a data set only its description and the rows in the traces', async () => {
    const { session } = await withWorkflow(clean);
    const bytes = Buffer.from('name,plan\nAda,gold\nEve,blue\n').toString('base64');
    for (const name of ['people.csv', 'unused.csv']) {
      await session.get('dataset.import', { name, format: 'csv', bytes, choices: [] });
    }
    const scenarios = {
      'greeting.file.scenario.yaml': 'inputFile: in.json\nexpect: { output: nothing }\n',
      'greeting.row.scenario.yaml': 'inputFile: people.csv\nrow: 1\n',
      'in.json': '{"number": 1}',
    };
    for (const [path, text] of Object.entries(scenarios)) await session.get('document.create', { path, text });
    const preview = await session.get('bundle.preview', { path: 'greeting.yaml' });
    const names = preview.contents.map(({ name }) => name);
    expect(names).toContain('in.json');
    expect(names).not.toContain('people.csv');
    expect(preview.exclusions.join('\n')).toContain("'people.csv'");
    expect(preview.exclusions.join('\n')).not.toContain('unused.csv');
    expect(preview.rehearsals).toMatchObject([
      { scenario: 'greeting.file.scenario.yaml', passed: false, failed: ['output'] },
      { scenario: 'greeting.good.scenario.yaml', passed: true, failed: [] },
      { scenario: 'greeting.row.scenario.yaml', passed: true },
    ]);
    await exported(session, preview.revision, 'file', 'one.tar');
    const archive = readFileSync(join(session.folder, 'one.tar'), 'utf8');
    expect(archive).toContain('blue');
    expect(archive).not.toContain('gold');
    expect(archive).not.toContain('unused.csv');
  });

  test('what another workspace sealed is whole, but not signed by a known key', async () => {
    const { session, revision } = await withWorkflow(clean);
    await exported(session, revision, 'file', 'one.tar');
    const other = await testSession();
    const answer = await other.call('internal.verifyBundle', { source: join(session.folder, 'one.tar') });
    expect(answer).toMatchObject({ ok: true, value: { verified: false, signers: [{ known: false }] } });
  });

  test('a team server carries the same bytes as a file, and back', async () => {
    const { session, revision } = await withWorkflow(clean);
    const { host, requests } = await memoryRegistry();
    const reference = `${host}/team/greeting:1`;
    const file = await exported(session, revision, 'file', 'one.tar');
    const pushed = await session.get('bundle.push', { path: 'greeting.yaml', revision, reference });
    expect(pushed).toMatchObject({ manifest: file.manifest, archive: file.archive, destination: reference });
    expect(requests.length).toBeGreaterThan(0);

    const same = await session.get('bundle.pull', { reference });
    expect(same).toMatchObject({ path: 'greeting.yaml', verification: { verified: true, manifest: file.manifest } });
    const text = `${clean}# edited\n`;
    await session.get('document.save', { path: 'greeting.yaml', text, base: revision });
    const beside = await session.get('bundle.pull', { reference });
    expect(beside.path).toBe('greeting-2.yaml');
    expect(await session.get('document.read', { path: 'greeting-2.yaml' })).toMatchObject({ text: clean });

    const stranger = await testSession();
    const shown = await stranger.get('bundle.pull', { reference });
    expect(shown).toMatchObject({ path: null, verification: { verified: false } });
    expect(await stranger.get('document.list', {})).toEqual([]);
  });

  test('a push goes to the named host and nowhere else', async () => {
    const { session, revision } = await withWorkflow(clean);
    const push = (reference: string) => session.refused('bundle.push', { path: 'greeting.yaml', revision, reference });
    expect((await push('not a reference')).code).toBe('invalid-input');
    expect((await push('127.0.0.1:1/team/greeting:1')).code).toBe('unavailable');
  });
});
