import { generateKeyPairSync, sign } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExitStatus } from '../../electron/cli/command.ts';
import { runCommandLine } from '../../electron/cli/runCommandLine.ts';
import { checkpointStatement } from '../../electron/core/audit/checkpoint.ts';
import { keyFingerprint } from '../../electron/core/sealing/signer.ts';
import { testSession } from '../core/testSession.ts';
import { temporaryFolder } from '../store/temporaryStore.ts';

const passphrase = 'correct horse battery';

interface Outcome {
  readonly status: ExitStatus;
  readonly out: string;
  readonly errors: string[];
}

async function drydock(folder: string, args: readonly string[], input = ''): Promise<Outcome> {
  let out = '';
  const errors: string[] = [];
  const status = await runCommandLine(args, {
    stdin: (async function* () {
      yield new TextEncoder().encode(input);
    })(),
    out: (text) => {
      out += text;
    },
    error: (line) => void errors.push(line),
    color: false,
    folder,
    signal: new AbortController().signal,
  });
  return { status, out, errors };
}

let template: string;

beforeAll(async () => {
  template = await makeWorkspace(mkdtempSync(join(tmpdir(), 'drydock-cli-')));
});

afterAll(() => rmSync(template, { recursive: true, force: true }));

/** A folder of its own with the workspace in it: wrapping a key takes long on purpose, so it is done once. */
function workspace(): string {
  const parent = temporaryFolder();
  cpSync(template, parent, { recursive: true });
  return parent;
}

/** A closed workspace with a document, protected by the passphrase, and its exported log. */
async function makeWorkspace(parent: string): Promise<string> {
  const folder = join(parent, 'shop');
  mkdirSync(folder);
  const session = await testSession({ open: { folder } });
  await session.get('document.create', { path: 'a.yaml', text: 'kept' });
  await session.call('internal.protect', { passphrase });
  await session.call('internal.exportAudit', { file: join(parent, 'log.jsonl') });
  await session.close();
  writeFileSync(join(parent, 'pass'), `${passphrase}\n`);
  return parent;
}

const withPass = ['--passphrase-file', 'pass'];

describe('audit verify', () => {
  test('a workspace by its passphrase, from a file or standard input', async () => {
    const parent = workspace();
    expect(await drydock(parent, ['audit', 'verify', 'shop', ...withPass])).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^The log is whole: 5 entries, last signed \S+Z by sha256:[0-9a-f]{64}\. .+\n$/),
    });
    const piped = await drydock(parent, ['audit', 'verify', 'shop', '--passphrase-file', '-'], passphrase);
    expect(piped.status).toBe(0);
  });

  test('an exported log, whole and tampered with', async () => {
    const parent = workspace();
    expect(await drydock(parent, ['audit', 'verify', 'log.jsonl', '--format', 'json'])).toMatchObject({ status: 0 });
    const log = readFileSync(join(parent, 'log.jsonl'), 'utf8');
    writeFileSync(join(parent, 'log.jsonl'), log.replace('tester', 'nobody'));
    expect(await drydock(parent, ['audit', 'verify', 'log.jsonl'])).toMatchObject({
      status: 1,
      out: 'The log was tampered with: Entry 1 was changed, or one before it was.\n',
    });
  });

  test('whose key signed, against the keys that are trusted', async () => {
    const parent = workspace();
    const log = readFileSync(join(parent, 'log.jsonl'), 'utf8');
    writeFileSync(join(parent, 'signer.pem'), JSON.parse(log.split('\n')[0] ?? '').publicKey);
    const { publicKey } = generateKeyPairSync('ed25519');
    writeFileSync(join(parent, 'other.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
    for (const target of [['log.jsonl'], ['shop', ...withPass]]) {
      const known = await drydock(parent, ['audit', 'verify', ...target, '--root', 'signer.pem', '--format', 'json']);
      expect(known.status).toBe(0);
      expect(JSON.parse(known.out)).toMatchObject({ intact: true, trusted: true, signedAt: expect.any(String) });
      expect(await drydock(parent, ['audit', 'verify', ...target, '--root', 'other.pem'])).toMatchObject({
        status: 1,
        out: expect.stringContaining('no key that you trust'),
      });
    }
  });

  test('no log steers the terminal, whoever signed it', async () => {
    const parent = workspace();
    const lines = readFileSync(join(parent, 'log.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const [{ workspace: id }] = lines;
    const forged = lines.map((line) => {
      if (line.audit === 1) return { ...line, publicKey: publicKey.export({ type: 'spki', format: 'pem' }) };
      if (line.checkpoint === undefined) return line;
      const facts = { ...line.checkpoint, at: '\u001b[2J\nnow', key: keyFingerprint(publicKey) };
      const signature = sign(null, checkpointStatement(id, facts), privateKey).toString('base64');
      return { checkpoint: { ...facts, signature } };
    });
    writeFileSync(join(parent, 'log.jsonl'), forged.map((line) => JSON.stringify(line)).join('\n'));
    const { status, out } = await drydock(parent, ['audit', 'verify', 'log.jsonl']);
    expect([status, out]).toEqual([0, expect.stringMatching(/^The log is whole: .*last signed \ufffd\[2J now by/)]);
    expect(out.split('\n')).toHaveLength(2);
  });

  test.each([
    [['audit', 'verify', 'log.jsonl', '--root', 'log.jsonl']],
    [['audit']],
    [['audit', 'verify']],
    [['audit', 'verify', 'shop']],
    [['audit', 'verify', 'none.jsonl']],
    [['audit', 'verify', 'pass']],
    [['audit', 'verify', 'shop', '--passphrase-file', 'log.jsonl']],
    [['audit', 'verify', 'shop', '--nonsense']],
  ])('%j could not run and says why in one line', async (args) => {
    const parent = workspace();
    const { status, out, errors } = await drydock(parent, args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(errors).toEqual([expect.stringMatching(/^drydock audit: .+[^\n]$/)]);
  });
});

test('a damaged check file is said, mended and no reason to refuse', async () => {
  const parent = workspace();
  writeFileSync(join(parent, 'shop', 'store.db.check'), 'damaged');
  const verified = await drydock(parent, ['audit', 'verify', 'shop', ...withPass]);
  expect(verified).toMatchObject({ status: 0, errors: [expect.stringMatching(/^drydock audit: .+ damaged.+\.$/)] });
  expect(await drydock(parent, ['audit', 'verify', 'shop', ...withPass])).toMatchObject({ status: 0, errors: [] });
});

describe('backup and restore', () => {
  test('a restore elsewhere brings the name of the workspace along', async () => {
    const parent = workspace();
    await drydock(parent, ['backup', 'shop', '--out', 'copy', ...withPass]);
    expect(await drydock(parent, ['restore', 'copy', '--to', 'there', ...withPass])).toMatchObject({ status: 0 });
    const description = JSON.parse(readFileSync(join(parent, 'there', 'workspace.json'), 'utf8'));
    expect(description).toEqual({ name: 'Test', openedAt: null, session: false });
  });

  test('a backup comes back as it was, and what is there is moved aside', async () => {
    const parent = workspace();
    const made = await drydock(parent, ['backup', 'shop', '--out', 'copy', ...withPass]);
    expect(made).toMatchObject({ status: 0, out: `${join(parent, 'copy')}\n`, errors: [] });
    rmSync(join(parent, 'shop', 'store.db'));
    expect(await drydock(parent, ['restore', 'copy', ...withPass])).toMatchObject({
      status: 0,
      out: `${join(parent, 'shop')}\n`,
      errors: [expect.stringContaining('shop.before-restore-')],
    });
    const session = await testSession({
      open: { folder: join(parent, 'shop'), key: { kind: 'passphrase', passphrase } },
    });
    expect(await session.get('document.read', { path: 'a.yaml' })).toMatchObject({ text: 'kept' });
    expect(await session.get('audit.verify', {})).toMatchObject({ intact: true });
    const actions = (await session.get('audit.list', { limit: 3 })).map(({ action }) => action);
    expect(actions).toEqual(['workspace.open', 'workspace.restore', 'workspace.backup']);
  });

  test('a backup is as encrypted as the store', async () => {
    const parent = workspace();
    await drydock(parent, ['backup', 'shop', '--out', 'copy', ...withPass]);
    const files = readdirSync(join(parent, 'copy'));
    expect(files).toEqual(expect.arrayContaining(['backup.json', 'key.json', 'store.db']));
    for (const file of files) expect(readFileSync(join(parent, 'copy', file)).includes('kept')).toBe(false);
  });

  test('a backup in a place of its own never overwrites', async () => {
    const parent = workspace();
    mkdirSync(join(parent, 'copy'));
    expect(await drydock(parent, ['backup', 'shop', '--out', 'copy', ...withPass])).toMatchObject({ status: 2 });
    expect(readdirSync(join(parent, 'copy'))).toEqual([]);
  });

  test('what stands beside a backup or a workspace is nobody’s to remove', async () => {
    const parent = workspace();
    const beside = ['copy.partial', 'shop.restoring'].map((name) => join(parent, name));
    for (const folder of beside) {
      mkdirSync(folder);
      writeFileSync(join(folder, 'mine'), 'mine');
    }
    expect(await drydock(parent, ['backup', 'shop', '--out', 'copy', ...withPass])).toMatchObject({ status: 0 });
    expect(await drydock(parent, ['restore', 'copy', ...withPass])).toMatchObject({ status: 0 });
    for (const folder of beside) expect(readFileSync(join(folder, 'mine'), 'utf8')).toBe('mine');
    expect(readdirSync(parent).filter((name) => name.includes('.partial-'))).toEqual([]);
  });

  test('an open workspace is neither backed up nor replaced', async () => {
    const parent = workspace();
    await drydock(parent, ['backup', 'shop', '--out', 'copy', ...withPass]);
    await testSession({ open: { folder: join(parent, 'shop') } });
    const second = await drydock(parent, ['backup', 'shop', '--out', 'other', ...withPass]);
    expect(second).toMatchObject({ status: 2, errors: [expect.stringContaining('open in another process')] });
    const restored = await drydock(parent, ['restore', 'copy', ...withPass]);
    expect(restored).toMatchObject({ status: 2, errors: [expect.stringContaining('open in Drydock')] });
    expect(existsSync(join(parent, 'shop', 'store.db'))).toBe(true);
  });

  test.each([
    ['store.db', (text: Buffer) => Buffer.concat([text, text.subarray(0, 4096)])],
    ['backup.json', (text: Buffer) => Buffer.from(text.toString().replace('shop', 'elsewhere'))],
    ['key.json', (text: Buffer) => text.subarray(0, 40)],
  ])('a backup whose %s was changed is refused, and nothing is touched', async (name, change) => {
    const parent = workspace();
    await drydock(parent, ['backup', 'shop', '--out', 'copy', ...withPass]);
    const file = join(parent, 'copy', name);
    writeFileSync(file, change(readFileSync(file)));
    const before = readFileSync(join(parent, 'shop', 'store.db'));
    expect(await drydock(parent, ['restore', 'copy', ...withPass])).toMatchObject({ status: 2, out: '' });
    expect(readFileSync(join(parent, 'shop', 'store.db')).equals(before)).toBe(true);
    expect(readdirSync(parent).sort()).toEqual(['copy', 'log.jsonl', 'pass', 'shop']);
  });

  test.each(['.', 'pass', 'notes'])('is not put in the place of something that is no workspace: %s', async (place) => {
    const parent = workspace();
    mkdirSync(join(parent, 'notes'));
    writeFileSync(join(parent, 'notes', 'mine'), 'mine');
    await drydock(parent, ['backup', 'shop', '--out', 'copy', ...withPass]);
    const { status, errors } = await drydock(parent, ['restore', 'copy', '--to', place, ...withPass]);
    expect({ status, errors }).toEqual({ status: 2, errors: [expect.stringContaining(`drydock restore: ${place} `)] });
    expect(readFileSync(join(parent, 'notes', 'mine'), 'utf8')).toBe('mine');
    expect(readdirSync(parent).filter((name) => name.includes('before-restore'))).toEqual([]);
  });

  test.each(['backup', 'restore', 'audit verify'])(
    '%s says what is not there before it asks for a passphrase',
    async (command) => {
      const parent = workspace();
      mkdirSync(join(parent, 'empty'));
      const verb = command.split(' ');
      expect((await drydock(parent, [...verb, 'none'])).errors).toEqual([`drydock ${verb[0]}: none does not exist`]);
      const { status, errors } = await drydock(parent, [...verb, 'empty']);
      expect({ status, errors }).toEqual({
        status: 2,
        errors: [expect.stringMatching(/(no workspace in empty|empty is not a backup)$/)],
      });
    },
  );

  test('a wrong passphrase opens no backup', async () => {
    const parent = workspace();
    await drydock(parent, ['backup', 'shop', '--out', 'copy', ...withPass]);
    const { status, errors } = await drydock(parent, ['restore', 'copy', '--passphrase-file', '-'], 'wrong');
    expect({ status, errors }).toEqual({
      status: 2,
      errors: ['drydock restore: This passphrase does not open the store.'],
    });
  });
});
