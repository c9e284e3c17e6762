import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from './runCommand.ts';

const header = "document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0' }\n";
const call = (url: string) =>
  `${header}timeout: { after: PT1M }\ndo:\n  - a:\n      call: http\n      with: { method: get, endpoint: "${url}" }\n`;
const clean = `${header}do:\n  - a: { set: { x: 1 } }\n`;

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-check-'));
  await mkdir(join(folder, 'with policy'));
  await mkdir(join(folder, 'broken'));
  const files: Record<string, string | Uint8Array> = {
    'a.scenario.yaml': 'input: {}\n',
    'clean.yaml': clean,
    'bad.yaml': call('http://example.com'),
    'note.yaml': call('https://example.com'),
    'binary.yaml': new Uint8Array([0, 1, 2]),
    'latin.yaml': new Uint8Array([0x61, 0xff]),
    'deep.yaml': '['.repeat(10_000),
    'bomb.yaml': `a: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcdefgh'.replace(/./g, (c) => `${c}: &${c} [${Array(10).fill(`*${String.fromCharCode(c.charCodeAt(0) - 1)}`)}]\n`)}`,
    'huge.yaml': new Uint8Array(9 * 1024 * 1024).fill(0x23),
    'strict.yaml': 'policy: 1\nseverities: { host-not-allowed: error }\n',
    'with policy/policy.yaml': 'policy: 1\nnetwork: { allowedDomains: [example.com] }\n',
    'with policy/note.yaml': call('https://example.com'),
    'broken/policy.yaml': 'policy: 1\nlimits: { email: many }\n',
    'broken/clean.yaml': clean,
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
});

afterAll(() => rm(folder, { recursive: true }));

const check = (...args: string[]) => runCommand(folder, ['check', ...args]);

describe('drydock check', () => {
  it('answers by its exit status', async () => {
    expect((await check('clean.yaml')).status).toBe(0);
    expect((await check('bad.yaml')).status).toBe(1);
    expect((await check('clean.yaml', 'bad.yaml')).status).toBe(1);
    expect((await check('note.yaml')).status).toBe(0);
    expect((await check('note.yaml', '--fail-on', 'note')).status).toBe(1);
    expect((await check('note.yaml', '--fail-on=warning')).status).toBe(0);
  });

  it.skipIf(process.platform === 'win32')('stops reading a device that never ends', async () => {
    const { status, errors } = await check('/dev/zero');
    expect([status, errors]).toEqual([2, ['drydock check: /dev/zero is larger than 8 MiB']]);
  });

  it('prints text, JSON and SARIF', async () => {
    expect((await check('bad.yaml')).out).toContain('error[insecure-scheme]');
    const json = JSON.parse((await check('bad.yaml', 'clean.yaml', '--format', 'json')).out);
    expect(json.check).toBe(1);
    expect(json.files.map(({ path }: { path: string }) => path)).toEqual(['bad.yaml', 'clean.yaml']);
    expect(json.files[0].findings[0]).toMatchObject({
      rule: 'insecure-scheme',
      severity: 'error',
      waiver: null,
      start: { line: 6, column: 39 },
      end: { line: 6, column: 43 },
    });
    const sarif = JSON.parse((await check('bad.yaml', '--format', 'sarif')).out);
    expect(sarif.runs[0].results[0].ruleId).toBe('insecure-scheme');
  });

  it.each(['missing.yaml', 'with policy', 'binary.yaml', 'latin.yaml', 'deep.yaml', 'bomb.yaml', 'huge.yaml'])(
    'says in one line what is wrong with %s, and still checks the others',
    async (name) => {
      const { status, out, errors } = await check(name, 'bad.yaml');
      expect(status).toBe(2);
      expect(errors).toHaveLength(1);
      expect(errors[0]).toContain(name);
      expect(errors[0]).not.toContain('\n');
      expect(out).toContain('insecure-scheme');
    },
  );

  it.each([
    [],
    ['clean.yaml', '--format', 'xml'],
    ['clean.yaml', '--fail-on', 'never'],
    ['clean.yaml', '--nonsense'],
    ['clean.yaml', '--profile', 'synapse'],
    ['clean.yaml', '--policy', 'missing.yaml'],
  ])('refuses %#', async (...args) => {
    const { status, out, errors } = await check(...args);
    expect([status, out]).toEqual([2, '']);
    expect(errors).toHaveLength(1);
    expect(errors[0]).not.toContain('\n');
  });

  it('takes the policy that is given, else the one beside the file', async () => {
    expect((await check('note.yaml', '--policy', 'strict.yaml')).status).toBe(1);
    expect((await check('with policy/note.yaml', '--fail-on', 'note')).status).toBe(0);
    expect((await check('with policy/note.yaml', '--policy', 'strict.yaml')).status).toBe(1);
  });

  it('checks policies as policies, and scenarios for their notation alone', async () => {
    expect((await check('with policy/policy.yaml', 'a.scenario.yaml')).status).toBe(0);
    const { status, out } = await check('broken/policy.yaml', 'broken/clean.yaml');
    expect([status, out.match(/error\[policy\]/g)?.length]).toEqual([1, 1]);
  });

  it('reports a broken policy as a finding, once, and checks against the default', async () => {
    const { status, out } = await check('broken/clean.yaml', 'broken/clean.yaml');
    expect(status).toBe(1);
    expect(out.match(/error\[policy\]/g)).toHaveLength(1);
    expect(out).toContain('broken/policy.yaml:2:18');
  });
});

describe('drydock docs', () => {
  it('shows the page of a rule, and lists the rules', async () => {
    const page = await runCommand(folder, ['docs', 'no-timeout']);
    expect(page.out).toContain('# no-timeout: ');
    expect((await runCommand(folder, ['docs', 'schema'])).out).toContain('# schema: ');
    expect((await runCommand(folder, ['docs'])).out).toContain('no-timeout');
    expect((await runCommand(folder, ['docs', 'nonsense'])).status).toBe(2);
  });
});
