import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readArchive } from '../../electron/core/sealing/archive.ts';
import { answer } from '../../renderer/workers/languageService.ts';
import type { CheckContext } from '../../shared/diagnostics/checkContext.ts';
import { noContext } from '../../shared/diagnostics/checkContext.ts';
import type { Finding } from '../../shared/diagnostics/finding.ts';
import type { PlacedFinding } from '../../shared/diagnostics/json.ts';
import type { Review } from '../../shared/diagnostics/meaning/review.ts';
import { sarifReport } from '../../shared/diagnostics/sarif.ts';
import type { WorkflowName } from '../../shared/workflow/workflowName.ts';
import { drydock } from '../cli/builtCommand.ts';
import { runCommand } from '../cli/runCommand.ts';
import { builtEngine, hasBuiltEngine } from '../core/builtEngine.ts';
import { type TestSession, testSession } from '../core/testSession.ts';

const head = (name: string) =>
  `document: { dsl: 1.0.3, namespace: yard, name: ${name}, version: 1.0.0 }\ntimeout: { after: PT5M }\n`;

/** Mails a field of the sample, hands another to a workflow that posts it and answers with it, and mails the answer. */
const parent = `${head('parent')}do:
  - open:
      call: email:1.0.0@default
      with: { to: desk@example.com, subject: Opened, body: "{{reference}}" }
  - register:
      input: { from: "\${ $workflow.input }" }
      run: { workflow: { namespace: yard, name: register, version: 1.0.0, input: { number: "\${ .ssn }" } } }
  - tell:
      call: email:1.0.0@default
      with: { to: desk@example.com, subject: Registered, body: "{{receipt}}" }
`;
const child = `${head('register')}do:
  - post:
      call: http
      with: { method: post, endpoint: https://registry.example.com, body: { number: "\${ .number }" } }
      output: { as: "\${ { done: true } }" }
      export: { as: "\${ $context + { number: $input.number } }" }
  - answer:
      set: { receipt: "\${ $context.number }", done: true }
`;
const scenario = 'inputFile: people.json\nrow: 0\n';
/** Only its content tells what `reference` is. */
const people = JSON.stringify([
  { ssn: '123-45-6789', reference: '987-65-4321' },
  { ssn: '234-56-7890', reference: '876-54-3210' },
]);
/** Nothing is an error, so that it can be sealed. */
const policy =
  'policy: 1\nseverities: { unmasked-sensitive-field: warning, sensitive-in-url: warning, raw-output: warning }\n';

const path = 'parent.yaml';
const today = '2026-11-22';

describe.skipIf(!hasBuiltEngine())('a definition among others', () => {
  let folder = '';
  let session: TestSession;
  let core: readonly Finding[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'drydock-same-'));
    const documents = {
      [path]: parent,
      'register.yaml': child,
      'parent.one.scenario.yaml': scenario,
      'policy.yaml': policy,
    };
    for (const [name, text] of Object.entries({ ...documents, 'people.json': people })) {
      writeFileSync(join(folder, name), text);
    }
    mkdirSync(join(folder, 'store'));
    session = await testSession({ open: { engine: builtEngine, folder: join(folder, 'store') } });
    for (const [name, text] of Object.entries(documents)) await session.get('document.create', { path: name, text });
    const bytes = Buffer.from(people).toString('base64');
    await session.get('dataset.import', { name: 'people.json', format: 'json', bytes, choices: [] });
    core = (await session.get('finding.check', { path })).findings;
    return async () => {
      await session.close();
      rmSync(folder, { recursive: true });
    };
  });

  const command = (...args: string[]) => runCommand(folder, args);

  /** Asks the worker as the page does. */
  async function asked(before: string | null): Promise<{ document: object; context: CheckContext; terms: object }> {
    const document = { path, kind: 'workflow', text: parent } as const;
    const runs = answer({ ask: 'runs', document, before }) as readonly WorkflowName[];
    const context = await session.get('finding.context', { path, runs: [...runs] });
    const inForce = await session.get('policy.read', {});
    return { document, context, terms: { policy: inForce.policy, today, profile: null } };
  }

  test('has findings that only what lies around it tells', async () => {
    const { terms } = await asked(null);
    const document = { path, kind: 'workflow', text: parent } as const;
    const alone = answer({ ask: 'check', document, ...terms, context: noContext } as Parameters<typeof answer>[0]);
    const mailed = (findings: readonly Finding[]) =>
      findings.flatMap(({ leaking, location, confidence }) =>
        leaking === undefined ? [] : [{ pointer: location.pointer, leaking, confidence }],
      );
    const told = { pointer: '/do/2/tell/with/body', leaking: 'ssn' };
    expect(mailed(alone as readonly Finding[])).toEqual([{ ...told, confidence: 'low' }]);
    expect(mailed(core)).toEqual([
      { pointer: '/do/0/open/with/body', leaking: 'ssn', confidence: 'medium' },
      { pointer: '/do/1/register/run/workflow/input/number', leaking: 'ssn', confidence: 'medium' },
      { ...told, confidence: 'medium' },
    ]);
  });

  test('has the same in the editor', async () => {
    const { document, context, terms } = await asked(null);
    expect(answer({ ask: 'check', document, ...terms, context } as Parameters<typeof answer>[0])).toEqual(core);
  });

  test('has the same in a review', async () => {
    const { document, context, terms } = await asked(parent);
    const question = { ask: 'review', document, before: parent, ...terms, context } as Parameters<typeof answer>[0];
    const review = answer(question) as Review;
    expect(review.findings.map(({ finding }) => finding)).toEqual(core);
    expect(review.gone).toEqual([]);
  });

  test('has the same on the command line', async () => {
    const checked = JSON.parse((await command('check', path, '--format', 'json')).out);
    const [file] = checked.files as { findings: PlacedFinding[] }[];
    expect(file?.findings.map(({ start: _start, end: _end, ...finding }) => finding)).toEqual(core);
    const compared = JSON.parse((await command('diff', path, path, '--format', 'json')).out);
    expect(compared.findings).toEqual({ added: [], removed: [], waived: [], kept: core });
    const tested = JSON.parse((await drydock(folder, ['test', path, '--findings', '--format', 'json'])).out);
    const leaving = core.filter(({ leaking }) => leaking !== undefined);
    expect(tested.findings[0].findings.map((one: { fingerprint: string }) => one.fingerprint)).toEqual(
      leaving.map(({ fingerprint }) => fingerprint),
    );
  });

  test('has the same in a seal, of the window and of the command line', async () => {
    const { revision } = await session.get('bundle.preview', { path });
    const destination = join(folder, 'window.tar');
    const exported = await session.call('internal.exportBundle', { path, revision, as: 'file', destination });
    expect(exported).toMatchObject({ ok: true });
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(join(folder, 'a.key'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const sealed = await drydock(folder, ['seal', path, '--key', 'a.key', '--out', 'command.tar']);
    expect(sealed).toMatchObject({ status: 0 });
    const expected = sarifReport([{ path, text: parent, findings: core }]);
    for (const archive of ['window.tar', 'command.tar']) {
      expect(await sealedFindings(join(folder, archive)), archive).toEqual(JSON.parse(JSON.stringify(expected)));
    }
  });
});

/** The SARIF among the files of a bundle. */
async function sealedFindings(archive: string): Promise<unknown> {
  const files = await readArchive(readFileSync(archive));
  if (!files.ok) throw new Error(files.error.message);
  const texts = [...files.value.values()].map((bytes) => Buffer.from(bytes).toString());
  return JSON.parse(texts.find((text) => text.includes('"2.1.0"') && text.includes('"runs"')) ?? 'null');
}
