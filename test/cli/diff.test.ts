import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from './runCommand.ts';

const header = "document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0' }\n";
const call = (url: string, more = '') =>
  `${header}timeout: { after: PT5M }\ndo:\n  - a:\n${more}      call: http\n      with: { method: get, endpoint: "${url}" }\n`;
const old = call('https://example.com');

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-diff-'));
  await mkdir(join(folder, 'strict'));
  const files = {
    'old.yaml': old,
    'layout.yaml': `# looked at\n${old.replace('{ after: PT5M }', '\n  after: PT5M')}`,
    'new.yaml': call('http://example.org').replace('PT5M', 'PT1H'),
    'waived.yaml': call('http://example.com', '      # drydock-ignore insecure-scheme until 2020-01-31: a lab\n'),
    'longer.yaml': old.replace('PT5M', 'PT1H'),
    'calls.yaml': old.replace('  - a:', '  - set: { set: "${ . }" }\n  - a:'),
    'strict/old.yaml': old,
    'strict/policy.yaml': 'policy: 1\nseverities: { insecure-scheme: off, host-not-allowed: off }\n',
    'escape.yaml': old.replace('  - a:', '  - "a\\e[2J":'),
    'broken.yaml': `${old}- : [\n`,
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
});

afterAll(() => rm(folder, { recursive: true }));

const diff = (...args: string[]) => runCommand(folder, ['diff', ...args]);

describe('drydock diff', () => {
  it('is fine where two definitions mean the same, and says so', async () => {
    expect(await diff('old.yaml', 'old.yaml')).toMatchObject({ status: 0 });
    const { status, out } = await diff('old.yaml', 'layout.yaml');
    expect(status).toBe(0);
    expect(out).toContain('old.yaml → layout.yaml: means the same, the layout differs\n');
  });

  it('says what changed, with its place, findings first', async () => {
    const { status, out } = await diff('old.yaml', 'new.yaml');
    expect(status).toBe(1);
    const lines = out.split('\n');
    expect(lines[0]).toBe('old.yaml → new.yaml: 4 changes of meaning');
    expect(lines[1]).toMatch(/^findings: 2 \(1 error, 1 note\) new/);
    expect(out).toMatch(/^\+ error\[insecure-scheme\]: .* \(new\.yaml:6:\d+\)$/m);
    expect(out).toMatch(/^\+ The workflow now reaches `http:\/\/example\.org`\. \(new\.yaml:6:\d+\)$/m);
    expect(out).toMatch(/^- The workflow no longer reaches `https:\/\/example\.com`\. \(old\.yaml:6:\d+\)$/m);
    expect(out).toContain('~ The timeout of the workflow was `PT5M` and is `PT1H`.');
  });

  it('gives the same as data', async () => {
    const { status, out } = await diff('old.yaml', 'new.yaml', '--format', 'json');
    expect(status).toBe(1);
    const data = JSON.parse(out);
    expect(data).toMatchObject({ diff: 1, before: 'old.yaml', after: 'new.yaml', same: false });
    expect(data.changes[0]).toMatchObject({
      change: 'added',
      subject: 'host',
      pointer: '/do/0/a/with/endpoint',
      start: { line: 6 },
      beforeStart: null,
    });
    expect(data.findings.added.map(({ rule }: { rule: string }) => rule)).toContain('insecure-scheme');
  });

  it('lists waivers, and which ended', async () => {
    const { out } = await diff('old.yaml', 'waived.yaml');
    expect(out).toMatch(/^ended insecure-scheme until 2020-01-31, covers nothing: a lab \(waived\.yaml:5:7\)$/m);
  });

  it('goes by the findings that are new, where that is asked for', async () => {
    expect(await diff('old.yaml', 'new.yaml', '--fail-on', 'error')).toMatchObject({ status: 1 });
    expect(await diff('new.yaml', 'old.yaml', '--fail-on', 'error')).toMatchObject({ status: 0 });
    expect(await diff('new.yaml', 'waived.yaml', '--fail-on', 'warning')).toMatchObject({ status: 0 });
    const { status, out } = await diff('old.yaml', 'longer.yaml', '--fail-on', 'note');
    expect(status).toBe(0);
    expect(out).toContain('1 change of meaning');
  });

  it('checks both for a runtime', async () => {
    const added = async (...more: string[]) => {
      const { out } = await diff('old.yaml', 'calls.yaml', '--format', 'json', ...more);
      return JSON.parse(out).findings.added.map(({ rule }: { rule: string }) => rule);
    };
    expect(await added()).not.toContain('synapse');
    expect(await added('--profile', 'synapse')).toContain('synapse');
    expect((await diff('old.yaml', 'new.yaml', '--profile', 'none')).errors[0]).toContain("there is no profile 'none'");
  });

  it('takes the policy beside the older one for what comes through standard input', async () => {
    const args = ['diff', 'strict/old.yaml', '-', '--fail-on', 'note'];
    expect(await runCommand(folder, args, call('http://example.org'))).toMatchObject({ status: 0 });
    expect(await runCommand(folder, ['diff', 'old.yaml', ...args.slice(2)], call('http://example.org'))).toMatchObject({
      status: 1,
    });
  });

  it('lets no name steer the terminal', async () => {
    expect((await diff('old.yaml', 'escape.yaml')).out).not.toContain('\u001b');
  });

  it('refuses what it cannot compare', async () => {
    expect(await diff('old.yaml')).toMatchObject({ status: 2 });
    expect(await diff('old.yaml', 'none.yaml')).toMatchObject({
      status: 2,
      errors: ['drydock diff: none.yaml does not exist'],
    });
    expect((await diff('old.yaml', 'broken.yaml')).errors).toEqual([
      "drydock diff: broken.yaml is not well-formed: 'drydock check' says where",
    ]);
  });
});
