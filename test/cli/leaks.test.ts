import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../engine/builtEngine.ts';
import { drydock } from './builtCommand.ts';

let folder = '';

const workflow = `document: { dsl: '1.0.3', namespace: test, name: mail, version: '1.0.0' }
do:
  - tell:
      call: email:1.0.0@default
      with: { to: '{{email}}', subject: Hello, body: 'Number {{ssn}}, badge {{badge}}' }
`;
const input = 'input: { email: ana@corp.example, ssn: 078-05-1120, badge: EMP-40212 }\n';
const policy = `policy: 1
sensitive: { classes: { badge: { values: ['EMP-[0-9]{5}'], exposure: error } } }
`;

beforeAll(async () => {
  build('engine', 'cli');
  folder = await mkdtemp(join(tmpdir(), 'drydock-leaks-'));
  const write = (name: string, text: string) => writeFile(join(folder, name), text);
  await write('mail.yaml', workflow);
  await write('mail.none.scenario.yaml', `${input}expect: { leaks: none }\n`);
  await write('mail.known.scenario.yaml', `${input}expect: { leaks: [{ class: ssn, task: tell }] }\n`);
  await write('badges.policy.yaml', policy);
  await write('broken.policy.yaml', 'policy: 1\nsensitive: nothing\n');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('leaks at the command line', () => {
  it('are in the trace and in the text of a run, which is fine with them', async () => {
    const args = ['run', 'mail.yaml', '--scenario', 'mail.known.scenario.yaml'];
    const text = await drydock(folder, args);
    expect(text).toMatchObject({ status: 0 });
    expect(text.out).toContain('leak      ssn from /ssn (plain) by /do/0/tell at /request/body\n');
    const json = await drydock(folder, [...args, '--format', 'json']);
    expect(JSON.parse(json.out).leaks).toEqual([
      { class: 'ssn', from: '/ssn', effect: 0, where: '/request/body', task: '/do/0/tell', form: 'plain' },
    ]);
  });

  it('go by the policy', async () => {
    const args = ['run', 'mail.yaml', '--scenario', 'mail.known.scenario.yaml', '--policy', 'badges.policy.yaml'];
    const run = await drydock(folder, args);
    expect(run.out).toContain('leak      badge from /badge (plain) by /do/0/tell at /request/body\n');
    expect(run.status).toBe(1);
    const broken = await drydock(folder, [...args.slice(0, -1), 'broken.policy.yaml']);
    expect(broken).toMatchObject({ status: 2, out: '' });
  });

  it('are expected by scenarios, and compared with findings', async () => {
    const test = await drydock(folder, ['test', '.', '--findings', '--format', 'json']);
    expect(test.status).toBe(1);
    const report = JSON.parse(test.out);
    expect(report.scenarios.map(({ name, passed }: { name: string; passed: boolean }) => [name, passed])).toEqual([
      ['known', true],
      ['none', false],
    ]);
    expect(report.findings).toMatchObject([
      { workflow: 'mail.yaml', findings: [{ class: 'ssn', confirmation: 'confirmed' }], unforeseen: [] },
    ]);
  });

  it('are told of beside results that cannot be compared with findings', async () => {
    const guarded = join(folder, 'guarded');
    await mkdir(guarded);
    await writeFile(join(guarded, 'mail.yaml'), workflow);
    await writeFile(join(guarded, 'mail.a.scenario.yaml'), input);
    await writeFile(join(guarded, 'policy.yaml'), new Uint8Array([0]));
    const { status, out, errors } = await drydock(guarded, ['test', '.', '--findings']);
    expect([status, out]).toEqual([2, 'ok      mail.a.scenario.yaml\n1 passed, 0 failed\n']);
    expect(errors).toContain('drydock test: policy.yaml: The file is not text');
  });
});
