import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandTable } from '../../electron/cli/commandTable.ts';
import { runCommand } from './runCommand.ts';

const folder = mkdtempSync(join(tmpdir(), 'drydock-arguments-'));
const definition =
  "document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0' }\ndo:\n  - a: { set: { x: 1 } }\n";

beforeAll(() => {
  writeFileSync(join(folder, 'a.yaml'), definition);
  writeFileSync(join(folder, 'other.yaml'), '- 1\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('bad usage is one sentence that names what is wrong', () => {
  it.each([
    [['check', 'a.yaml', '--formt', 'json'], 'drydock check: there is no flag --formt; did you mean --format?'],
    [['check', 'a.yaml', '-x'], 'drydock check: there is no flag -x'],
    [['check', 'a.yaml', '--policy'], 'drydock check: --policy needs a value'],
    [['check', 'a.yaml', '--policy='], 'drydock check: --policy needs a value'],
    [['check', 'a.yaml', '--policy', '--diff'], /^drydock check: --policy needs a value; one that begins with a dash/],
    [['check', 'a.yaml', '--diff=yes'], 'drydock check: --diff takes no value'],
    [['check', 'a.yaml', '--fix=all'], 'drydock check: --fix takes no value but =review'],
    [['test', 'a.yaml', '--findings', '--format', 'junit'], /^drydock test: --findings has no place in junit/],
    [['check', ''], 'drydock check: an argument is empty; name a file'],
    [['check', 'a.yaml', '--format', 'junit'], "drydock check: --format is one of text, json, sarif, not 'junit'"],
    [['diff', '-', '-'], 'drydock diff: standard input can be read once; name a file for the other'],
    [['eval', '.', '--input', '-', '--vars', '-'], /^drydock eval: standard input can be read once/],
    [['run', '-', '--input', '-'], /^drydock run: standard input can be read once/],
    [['diff', 'a.yaml', 'a.yaml', '--policy', 'other.yaml'], /^drydock diff: other\.yaml: /],
    [['run', `${'x'.repeat(300)}.yaml`], /^drydock run: x{60}… is longer than names of files can be$/],
  ])('%j', async (args, expected) => {
    const { status, out, errors } = await runCommand(folder, args, definition);
    expect([status, out]).toEqual([2, '']);
    expect(errors).toEqual([typeof expected === 'string' ? expected : expect.stringMatching(expected)]);
  });

  it.each(commandTable.map(({ name }) => name))('%s', async (name) => {
    const { status, out, errors } = await runCommand(folder, [name, '.', '--no-such-flag']);
    expect([status, out]).toEqual([2, '']);
    expect(errors).toEqual([expect.stringMatching(new RegExp(`^drydock ${name}: [^\\n]*--no-such-flag`))]);
  });
});

describe('help', () => {
  it.each([[], ['help'], ['--help'], ['-h']])('lists every command: %j', async (...args) => {
    const { status, out } = await runCommand(folder, args);
    expect(status).toBe(0);
    for (const { name, args: after } of commandTable) expect(out).toContain(`  drydock ${name} ${after}`);
  });

  it.each([
    ['check', '--help'],
    ['check', 'a.yaml', '-h'],
    ['help', 'check'],
    ['--help', 'check'],
  ])('shows one: %j', async (...args) => {
    const { status, out } = await runCommand(folder, args);
    expect([status, out.split('\n')[0]]).toEqual([0, 'usage: drydock check PATH… [FLAG…]']);
    expect(out).toMatch(/^ {2}--fix\[=review\] +Makes the fixes that keep the meaning/m);
  });

  it.each(commandTable)('of $name tells of every flag, and keeps within the terminal', async ({ name, flags }) => {
    const { out } = await runCommand(folder, ['help', name], '', 80);
    for (const flag of Object.keys(flags)) expect(out).toMatch(new RegExp(`^  --${flag}[ =[]`, 'm'));
    for (const line of out.split('\n').slice(1)) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('takes what stands behind -- for a name', async () => {
    const { status, errors } = await runCommand(folder, ['check', '--', '--help']);
    expect([status, errors]).toEqual([2, ['drydock check: --help does not exist']]);
  });

  it('says what may be meant, and steers no terminal by what it quotes', async () => {
    expect((await runCommand(folder, ['chekc'])).errors).toEqual([
      "drydock: there is no command 'chekc'; did you mean 'check'?",
    ]);
    const { status, errors } = await runCommand(folder, ['a\u001b[2J\nb']);
    expect([status, errors]).toEqual([2, ["drydock: there is no command 'a\ufffd[2J b'; 'drydock help' lists them"]]);
    expect((await runCommand(folder, ['docs', 'a\u001b[2J'])).errors.join('')).not.toContain('\u001b');
  });

  it('says which version it is', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect((await runCommand(folder, ['--version'])).out).toBe(`drydock ${version}\n`);
  });
});

describe('names of files', () => {
  const name = 'a\u001b[31m\n\u009b\u202e.yaml';
  const leaks = definition.replace(
    '{ set: { x: 1 } }',
    "{ call: http, with: { method: get, endpoint: 'http://example.com' } }",
  );

  it
    .skipIf(process.platform === 'win32')
    .each([
      ['check'],
      ['check', '--format', 'json'],
      ['check', '--format', 'sarif'],
      ['check', '--fix=review', '--diff'],
      ['diff', 'a.yaml'],
      ['diff', 'a.yaml', '--format', 'json'],
    ])('steer no terminal: %j', async (...args) => {
    writeFileSync(join(folder, name), leaks);
    const { out, errors } = await runCommand(folder, [...args, name]);
    expect(out.length).toBeGreaterThan(0);
    expect(out + errors.join('')).not.toMatch(/[^\P{C}\n]|31m\n/u);
  });
});

it('steers no terminal by values, which a program gets as jq prints them', async () => {
  expect((await runCommand(folder, ['eval', '"\u009bx\u202e"'])).out).toBe('"\u009bx\u202e"\n');
  expect((await runCommand(folder, ['eval', '"\u009bx\u202e"'], '', 80)).out).toBe('"\\u009bx\\u202e"\n');
});
