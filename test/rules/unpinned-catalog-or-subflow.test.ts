import { expect, it } from 'vitest';
import { unpinnedCatalogOrSubflow } from '../../shared/diagnostics/rules/unpinned-catalog-or-subflow.ts';
import { completed, describeRule, fixed, marked } from './ruleHarness.ts';

describeRule(unpinnedCatalogOrSubflow);

const rule = unpinnedCatalogOrSubflow;
const workflow = (version: string) => `- a:\n    run: { workflow: { namespace: n, name: b, version: ${version} } }\n`;

it.each([
  ['latest', ['latest']],
  ['"${ .version }"', ['"${ .version }"']],
  ["'^1.0.0'", ["'^1.0.0'"]],
  ["'1.x'", ["'1.x'"]],
  ["'1.2.0'", []],
  ['1.2.0-rc.1', []],
])('reads the version %s of a workflow', (version, expected) => {
  expect(marked(rule, workflow(version))).toEqual(expected);
});

it('marks the version in a call, whichever catalog it is', () => {
  expect(marked(rule, '- a:\n    call: log:latest@shared\n')).toEqual(['latest']);
  expect(marked(rule, '- a:\n    call: "log:latest@shared"\n')).toEqual(['latest']);
  expect(marked(rule, '- a:\n    call: log:1.0.0@shared\n')).toEqual([]);
});

it('marks branches in addresses of functions and catalogs', () => {
  const base = 'https://raw.githubusercontent.com/example/catalog';
  expect(marked(rule, `- a:\n    call: ${base}/main/log/function.yaml\n`)).toEqual(['main']);
  expect(marked(rule, `- a:\n    call: ${base}/refs/heads/dev/log/function.yaml\n`)).toEqual(['refs/heads/dev']);
  expect(marked(rule, `- a:\n    call: ${base}/${'0a'.repeat(20)}/log/function.yaml\n`)).toEqual([]);
  expect(marked(rule, `- a:\n    call: ${base}/v1.2.0/log/function.yaml\n`)).toEqual([]);
  const catalog = (address: string) =>
    completed('- a:\n    set: { x: 1 }\n').replace(
      'do:',
      `use: { catalogs: { shared: { endpoint: "${address}" } } }\ndo:`,
    );
  expect(marked(rule, catalog('https://github.com/example/catalog/tree/main'))).toEqual(['main']);
  expect(marked(rule, catalog('https://gitlab.example.com/a/b/-/raw/develop/x'))).toEqual(['develop']);
  expect(marked(rule, catalog('https://catalog.example.com/main'))).toEqual([]);
});

it('fixes the version of an action of the house alone', () => {
  const mail = '- a:\n    call: email:latest@default\n    with: { to: a@example.com, subject: s, body: b }\n';
  expect(fixed(rule, mail)).toContain('call: email:1.0.0@default');
  expect(fixed(rule, '- a:\n    call: log:latest@shared\n')).toContain('log:latest@shared');
});

it.each([
  ['x:1.2.3@c', []],
  ['x:1.2.3-rc.1@c', []],
  ['x:nightly@c', ['nightly']],
  ['x:1@c', ['1']],
  ['x:1.2@c', ['1.2']],
  ['https://cdn.jsdelivr.net/gh/acme/catalog/f.yaml', ['acme/catalog']],
  ['https://cdn.jsdelivr.net/npm/@acme/catalog@1.2.3/f.yaml', []],
  ['https://unpkg.com/acme-catalog/f.yaml', ['acme-catalog']],
  ['https://gist.githubusercontent.com/acme/0123456789abcdef0123456789abcdef/raw/f.yaml', ['raw']],
])('reads the call %s', (call, expected) => {
  expect(marked(unpinnedCatalogOrSubflow, `- a: { call: '${call}' }\n`)).toEqual(expected);
});
