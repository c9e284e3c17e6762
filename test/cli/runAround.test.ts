import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, builtCommandLine } from '../engine/builtEngine.ts';

const folder = mkdtempSync(join(tmpdir(), 'drydock-around-'));
const outside = mkdtempSync(join(tmpdir(), 'drydock-outside-'));

function workflow(name: string, task: string): string {
  return `document: { dsl: '1.0.3', namespace: test, name: ${name}, version: '1.0.0' }\ndo:\n  - ${task}\n`;
}
const running = (name: string): string =>
  `sub: { run: { workflow: { namespace: test, name: ${name}, version: '1.0.0' } } }`;
const calling = (document: string): string =>
  `pet: { call: openapi, with: { document: { endpoint: ${document} }, operationId: getPet } }`;

const openapi = `openapi: 3.0.0
servers: [ { url: https://pets.example } ]
paths: { /pets: { get: { operationId: getPet } } }
`;
const files: Readonly<Record<string, string>> = {
  'flows/main.yaml': workflow('main', running('check')),
  'flows/check.yaml': workflow('check', 'note: { set: { checked: true } }'),
  'flows/main.runs.scenario.yaml': 'expect: { output: { checked: true } }\n',
  'flows/broken.yaml': 'check: [',
  'flows/down.yaml': workflow(
    'down',
    `next: { if: .left > 0, run: { workflow: { namespace: test, name: down, version: latest, input: { left: '\${ .left - 1 }' } } } }`,
  ),
  'flows/endless.yaml': workflow('endless', running('endless')),
  'three.json': '{ "left": 3 }',
  'flows/pets.yaml': workflow('pets', calling('../apis/pets.yaml')),
  'flows/far.yaml': workflow('far', calling(join(outside, 'pets.yaml'))),
  'flows/none.yaml': workflow('none', calling('missing.yaml')),
  'flows/linked.yaml': workflow('linked', running('private')),
  'apis/pets.yaml': openapi,
  'stubs.yaml': 'stubs: [ { request: { url: "https://pets.example/pets" }, response: { jsonBody: { id: 1 } } } ]\n',
};

function drydock(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [builtCommandLine, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

beforeAll(() => {
  build('engine', 'cli');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  writeFileSync(join(outside, 'pets.yaml'), openapi);
  writeFileSync(join(outside, 'private.yaml'), workflow('private', 'note: { set: { private: true } }'));
  symlinkSync(join(outside, 'private.yaml'), join(folder, 'flows/private.yaml'));
}, 120_000);
afterAll(() => {
  for (const made of [folder, outside]) rmSync(made, { recursive: true });
});

describe('the command line gives a rehearsal', () => {
  it('the workflows in the folder of the definition', () => {
    expect(drydock('run', 'flows/main.yaml')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('completed /do/0/sub/run/workflow/do/0/note (set)'),
    });
    expect(drydock('test', 'flows')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('1 passed, 0 failed'),
    });
  });

  it('the definition itself, where it runs itself, to a depth that ends', () => {
    const down = drydock('run', 'flows/down.yaml', '--input', 'three.json', '--format', 'json');
    expect(down).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(down.stdout)).toMatchObject({ output: { left: 0 }, effects: [] });
    expect(drydock('run', 'flows/endless.yaml')).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('deeper than 16 levels'),
    });
  });

  it('the documents that the definition names', () => {
    const { status, stdout } = drydock('run', 'flows/pets.yaml', '--stubs', 'stubs.yaml', '--format', 'json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout).effects).toMatchObject([
      { kind: 'openapi', request: { uri: 'https://pets.example/pets' } },
    ]);
  });

  it('no file from elsewhere, by path or by symbolic link', () => {
    const far = drydock('run', 'flows/far.yaml');
    expect(far).toMatchObject({ status: 2, stdout: '' });
    expect(far.stderr).toMatch(/outside the workflow's folder, and a workflow may not read it/);
    const linked = drydock('run', 'flows/linked.yaml');
    expect(linked).toMatchObject({ status: 1, stdout: expect.not.stringContaining('run/workflow/do') });
  });

  it('nothing where there is no such file, and the run says so', () => {
    const { status, stdout } = drydock('run', 'flows/none.yaml');
    expect(status).toBe(1);
    expect(stdout).toContain('The file missing.yaml was not given to the rehearsal.');
  });
});
