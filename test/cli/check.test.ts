import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
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
    'fork.yaml': `${header}do:\n  - a: { fork: { branches: [ { b: { set: { x: 1 } } } ] } }\n`,
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

  it.each(['missing.yaml', 'binary.yaml', 'latin.yaml', 'deep.yaml', 'bomb.yaml', 'huge.yaml'])(
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
    ['clean.yaml', '--profile', 'sinapse'],
    ['clean.yaml', '--fix=all'],
    ['clean.yaml', '--diff', '--format', 'json'],
    ['clean.yaml', '--diff', '--write-baseline', 'known.json'],
    ['-', '--fix'],
    ['clean.yaml', '--baseline', 'missing.json'],
    ['clean.yaml', '--baseline', 'binary.yaml'],
    ['clean.yaml', '--baseline', 'deep.yaml'],
    ['clean.yaml', '--baseline', '/dev/zero'],
    ['clean.yaml', '--policy', 'missing.yaml'],
    ['clean.yaml', '--policy', 'binary.yaml'],
    ['clean.yaml', '--policy='],
    [''],
  ])('refuses %#', async (...args) => {
    const { status, out, errors } = await check(...args);
    expect([status, out]).toEqual([2, '']);
    expect(errors).toHaveLength(1);
    expect(errors[0]).not.toContain('\n');
  });

  it('checks a file once that is named twice', async () => {
    expect((await check('clean.yaml', './clean.yaml', '.')).out).not.toContain('clean.yaml:');
    const { files } = JSON.parse((await check('clean.yaml', './clean.yaml', '--format', 'json')).out);
    expect(files).toHaveLength(1);
  });

  it('prints a report for programs also where nothing could be checked', async () => {
    const { status, out } = await check('missing.yaml', '--format', 'json');
    const unchecked = [{ path: 'missing.yaml', message: 'missing.yaml does not exist' }];
    expect([status, JSON.parse(out)]).toEqual([2, { check: 1, files: [], unchecked }]);
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

  it('shows what differs on a runtime where one is named', async () => {
    expect((await check('fork.yaml')).status).toBe(0);
    const { status, out } = await check('fork.yaml', '--profile', 'synapse');
    expect([status, out.includes('error[synapse]')]).toEqual([1, true]);
  });

  it('counts only what is new where there is a baseline, in JSON or SARIF', async () => {
    await writeFile(join(folder, 'then.json'), (await check('bad.yaml', '--format', 'json')).out);
    await writeFile(join(folder, 'then.sarif'), (await check('bad.yaml', '--format', 'sarif')).out);
    for (const baseline of ['then.json', 'then.sarif']) {
      const same = await check('bad.yaml', '--baseline', baseline);
      expect([same.status, same.out.split('\n').at(-2)]).toEqual([
        0,
        '1 file checked: 0 errors, 0 warnings, 0 notes; 2 known',
      ]);
      expect((await check('bad.yaml', 'fork.yaml', '--profile', 'synapse', '--baseline', baseline)).status).toBe(1);
    }
    const json = JSON.parse((await check('bad.yaml', '--baseline', 'then.json', '--format', 'json')).out);
    expect(json.files[0].findings.map(({ baseline }: { baseline: string }) => baseline)).toEqual([
      'unchanged',
      'unchanged',
    ]);
  });

  it('writes a baseline, and what is in it is known', async () => {
    expect((await check('bad.yaml', '--write-baseline', 'new.json')).status).toBe(0);
    expect((await check('bad.yaml', '--baseline', 'new.json')).status).toBe(0);
    expect((await check('bad.yaml', '--write-baseline', 'no/folder.json')).status).toBe(2);
  });

  it('reports a broken policy as a finding, once, and checks against the default', async () => {
    const { status, out } = await check('broken/clean.yaml', 'broken/clean.yaml');
    expect(status).toBe(1);
    expect(out.match(/error\[policy\]/g)).toHaveLength(1);
    expect(out).toContain('broken/policy.yaml:2:18');
  });
});

describe('drydock check FOLDER', () => {
  it('checks every definition below it, and nothing else', async () => {
    const tree = join(folder, 'tree');
    await mkdir(join(tree, 'sub'), { recursive: true });
    await mkdir(join(tree, '.hidden'));
    await mkdir(join(tree, 'none'));
    const files = {
      'sub/b.json': '{"document":{},"do":[]}',
      'a.yaml': call('http://example.com'),
      '.hidden/c.yaml': clean,
    };
    const others = {
      'package.json': '{"name":"x"}',
      'a.one.scenario.yaml': 'input: {}\n',
      'policy.yaml': 'policy: 1\n',
    };
    for (const [name, content] of Object.entries({ ...files, ...others })) await writeFile(join(tree, name), content);
    const { status, out } = await runCommand(folder, ['check', 'tree', 'tree/a.yaml', '--format', 'json']);
    expect(status).toBe(1);
    const { files: checked } = JSON.parse(out) as { files: { path: string }[] };
    expect(checked.map(({ path }) => path)).toEqual(['tree/a.yaml', 'tree/sub/b.json']);
    const { status: unable, errors } = await runCommand(folder, ['check', 'tree/none']);
    expect([unable, errors]).toEqual([2, ['drydock check: there are no definitions in tree/none']]);
  });

  it('says of each file that may be a definition why it was not checked, and checks the others', async () => {
    const mixed = join(folder, 'mixed');
    await mkdir(join(mixed, 'data'), { recursive: true });
    const files: Record<string, string | Uint8Array> = {
      'bad.yaml': call('http://example.com'),
      'binary.yaml': new Uint8Array([0, 1, 2]),
      'half.yaml': 'do: [',
      'huge.yaml': `${clean}${'#'.repeat(9 * 1024 * 1024)}`,
      'data/huge.json': `[${'1,'.repeat(5 * 1024 * 1024)}1]`,
      'data/deep.json': '['.repeat(10_000),
      'data/rows.json': '[{"document":{},"do":[]}]',
      'data/orders.yaml': 'openapi: 3.1.0\ninfo: {\n',
      'a.one.scenario.yaml': 'input: [\n',
      'orders.stubs.yaml': 'stubs: [\n',
    };
    for (const [name, content] of Object.entries(files)) await writeFile(join(mixed, name), content);
    const text = await runCommand(mixed, ['check', '.']);
    expect(text.status).toBe(2);
    expect(text.errors).toEqual([
      'drydock check: binary.yaml: The file is not text: it contains NUL bytes, as binary files do.',
      'drydock check: huge.yaml is larger than 8 MiB',
    ]);
    expect(text.out).toContain('error[syntax]');
    expect(text.out).toContain('2 files checked, 2 not: 2 errors');
    expect((await runCommand(mixed, ['check', 'binary.yaml', '.'])).errors).toEqual(text.errors);
    const json = JSON.parse((await runCommand(mixed, ['check', '.', '--format', 'json'])).out);
    expect(json.files.map(({ path }: { path: string }) => path)).toEqual(['bad.yaml', 'half.yaml']);
    expect(json.unchecked.map(({ path }: { path: string }) => path)).toEqual(['binary.yaml', 'huge.yaml']);
    const sarif = JSON.parse((await runCommand(mixed, ['check', '.', '--format', 'sarif'])).out);
    expect(sarif.runs[0].invocations).toMatchObject([
      { executionSuccessful: false, toolExecutionNotifications: [{ level: 'error' }, { level: 'error' }] },
    ]);
  });

  it.skipIf(process.platform === 'win32')(
    'waits for no pipe, follows no link out of it, and passes by no broken one',
    async () => {
      const linked = join(folder, 'linked');
      const outside = await mkdtemp(join(tmpdir(), 'drydock-outside-'));
      await mkdir(linked);
      await writeFile(join(outside, 'secret.yaml'), 'do: [ secret');
      await writeFile(join(linked, 'clean.yaml'), clean);
      for (const pipe of ['pipe.yaml', 'policy.yaml', 'clean.one.scenario.yaml'])
        spawnSync('mkfifo', [join(linked, pipe)]);
      await symlink('.', join(linked, 'round'));
      await symlink('gone.yaml', join(linked, 'dangling.yaml'));
      await symlink('loop.yaml', join(linked, 'loop.yaml'));
      await symlink(join(outside, 'secret.yaml'), join(linked, 'out.yaml'));
      const { status, out, errors } = await runCommand(linked, ['check', '.']);
      await rm(outside, { recursive: true });
      expect([status, out]).toEqual([2, '1 file checked, 3 not: 0 errors, 0 warnings, 0 notes\n']);
      expect(errors).toEqual([
        'drydock check: dangling.yaml does not exist',
        'drydock check: loop.yaml is a link that leads back to itself',
        'drydock check: out.yaml is a link to a file outside of .; name that file to have it checked',
      ]);
    },
  );

  it('says of a file beside a policy that cannot be read that it was not checked', async () => {
    const guarded = join(folder, 'guarded');
    await mkdir(guarded);
    await writeFile(join(guarded, 'policy.yaml'), new Uint8Array([0]));
    await writeFile(join(guarded, 'a.yaml'), clean);
    const { status, out, errors } = await runCommand(folder, ['check', 'guarded', 'clean.yaml']);
    expect([status, out]).toEqual([2, '1 file checked, 1 not: 0 errors, 0 warnings, 0 notes\n']);
    expect(errors).toEqual([
      expect.stringMatching(/^drydock check: guarded.a\.yaml was not checked: .*policy\.yaml: /),
    ]);
  });
});

describe('drydock check --fix', () => {
  const leak = `\u{feff}# kept\r\n${header.trim()}\r\ndo:\r\n  - a:\r\n      call: email:1.0.0@default # kept too\r\n      with: { to: a@example.com, subject: s, body: "{{ssn}}" }\r\n`;
  const mended = leak.replace('{{ssn}}', '{{ssn | mask_ssn}}');
  const write = (name: string, text: string) => writeFile(join(folder, name), text);
  const read = (name: string) => readFile(join(folder, name), 'utf8');

  it('writes the file with its safe fixes, and says which; the rest stays byte for byte', async () => {
    await write('leak.yaml', leak);
    await chmod(join(folder, 'leak.yaml'), 0o640);
    const { status, out } = await check('leak.yaml', '--fix');
    expect([status, await read('leak.yaml')]).toEqual([0, mended]);
    expect(out).toContain('mended leak.yaml: 1 change\n  line 6: Mask it with `mask_ssn` (unmasked-sensitive-field)\n');
    if (process.platform !== 'win32') expect((await stat(join(folder, 'leak.yaml'))).mode & 0o777).toBe(0o640);
    expect(await readdir(folder)).not.toContainEqual(expect.stringMatching(/\.tmp$/));
  });

  it('makes fixes that want a look only where that is said', async () => {
    const text = call('http://example.com');
    await write('http.yaml', text);
    expect([(await check('http.yaml', '--fix')).status, await read('http.yaml')]).toEqual([1, text]);
    const { status, out } = await check('http.yaml', '--fix=review');
    expect([status, await read('http.yaml')]).toEqual([0, text.replace('http:', 'https:')]);
    expect(out).toContain('(insecure-scheme; look at it)');
  });

  it('prints the changes and writes nothing with --diff', async () => {
    await write('leak.yaml', leak);
    const { status, out } = await check('leak.yaml', '--fix', '--diff');
    expect([status, await read('leak.yaml')]).toEqual([0, leak]);
    expect(out).toContain('\n-      with: { to: a@example.com, subject: s, body: "{{ssn}}" }\r\n+');
    expect((await runCommand(folder, ['check', '-', '--diff'], leak)).out).toContain('+++ stdin\n');
  });

  it('tells programs what was mended', async () => {
    await write('leak.yaml', leak);
    const json = JSON.parse((await check('leak.yaml', '--fix', '--format', 'json')).out);
    expect(json.files[0].fixed).toEqual([
      { rule: 'unmasked-sensitive-field', title: 'Mask it with `mask_ssn`', safe: true, line: 6 },
    ]);
    await write('leak.yaml', leak);
    const sarif = await check('leak.yaml', '--fix', '--format', 'sarif');
    expect(JSON.parse(sarif.out).version).toBe('2.1.0');
    expect(sarif.errors.join('\n')).toContain('mended leak.yaml');
  });

  it('changes nothing more the second time', async () => {
    await write('leak.yaml', leak);
    await write('http.yaml', call('http://example.com'));
    for (const mode of ['--fix', '--fix=review']) {
      await check('leak.yaml', 'http.yaml', mode);
      const once = [await read('leak.yaml'), await read('http.yaml')];
      expect((await check('leak.yaml', 'http.yaml', mode)).out).not.toMatch(/^mended/m);
      expect([await read('leak.yaml'), await read('http.yaml')]).toEqual(once);
    }
  });

  it('says that findings are left where it only prints the changes', async () => {
    await write('http.yaml', call('http://example.com'));
    const { status, out, errors } = await check('http.yaml', '--diff');
    expect([status, out, errors]).toEqual([
      1,
      '',
      ['drydock check: there are findings left; without --diff they are shown'],
    ]);
  });

  it('leaves alone what it cannot read', async () => {
    await write('half.yaml', `${leak}  - [`);
    expect([(await check('half.yaml', '--fix')).status, await read('half.yaml')]).toEqual([1, `${leak}  - [`]);
  });
});

describe('drydock docs', () => {
  it('shows the page of a rule, and lists the rules', async () => {
    const page = await runCommand(folder, ['docs', 'no-timeout']);
    expect(page.out).toContain('# no-timeout: ');
    expect((await runCommand(folder, ['docs', 'schema'])).out).toContain('# schema: ');
    expect((await runCommand(folder, ['docs', 'synapse'])).out).toContain('## What differs');
    const list = (await runCommand(folder, ['docs'])).out;
    expect(list).toMatch(/^no-timeout +warning +fix: review +/m);
    expect(list).toMatch(/^synapse +profile +/m);
    expect((await runCommand(folder, ['docs', 'nonsense'])).status).toBe(2);
    expect((await runCommand(folder, ['docs', 'no-timout'])).errors).toEqual([
      "drydock docs: there is no rule 'no-timout'; did you mean 'no-timeout'?",
    ]);
  });
});
