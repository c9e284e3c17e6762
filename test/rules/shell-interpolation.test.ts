import { expect, it } from 'vitest';
import { shellInterpolation } from '../../shared/diagnostics/rules/shell-interpolation.ts';
import { completed, describeRule, findingsIn, fixed, marked } from './ruleHarness.ts';

describeRule(shellInterpolation);

const run = (command: string, more = '') => `- a:\n    run:\n      shell:\n        command: ${command}\n${more}`;
const fixesOf = (text: string) =>
  findingsIn(completed(text))
    .filter(({ rule }) => rule === shellInterpolation.id)
    .flatMap(({ fixes }) => fixes);

it.each([
  [`\${ "rm " + .a + " " + .b }`, ['.a', '.b']],
  [`\${ .command }`, ['.command']],
  [`'\${ "echo \\(.a | tostring)" }'`, ['.a | tostring']],
  [`'\${ "ls " + ({a: "/srv/a", b: .folder}[.which]) }'`, ['{a: "/srv/a", b: .folder}[.which]']],
  [`'\${ "ls " + (def tonumber: .; .a | tonumber) }'`, ['def tonumber: .; .a | tonumber']],
])('marks what becomes part of %s', (command, expected) => {
  expect(marked(shellInterpolation, run(command))).toEqual(expected);
});

it.each([
  'ls -l',
  `\${ "ls" + " -l" }`,
  `\${ "ls " + (.folder | @sh) }`,
  `\${ "head -n " + (.lines | tonumber | tostring) }`,
  `'\${ "head -n \\(.rows | length)" }'`,
  `'\${ "ls " + ({a: "/srv/a", b: "/srv/b"}[.which] // "/srv") }'`,
])('accepts %s', (command) => {
  expect(marked(shellInterpolation, run(command))).toEqual([]);
});

it('looks at the command of a container too', () => {
  const text = `- a:\n    run:\n      container: { image: a, command: '\${ "echo " + .x }' }\n`;
  expect(marked(shellInterpolation, text)).toEqual(['.x']);
});

it('moves the values to the environment that is there', () => {
  const text = run(`\${ "cp " + .from + " " + .to }`, '        environment:\n          FROM: here\n');
  const after = fixed(shellInterpolation, text);
  expect(after).toContain('command: "cp \\"$FROM_2\\" \\"$TO\\""');
  expect(after).toContain(`FROM_2: "\${ .from }"`);
  expect(after).toContain(`TO: "\${ .to }"`);
  expect(findingsIn(after).filter(({ rule }) => ['schema', 'syntax', shellInterpolation.id].includes(rule))).toEqual(
    [],
  );
});

it('offers no fix where the command quotes, or where the value is part of a word', () => {
  expect(fixesOf(run(`\${ "echo '" + .x + "'" }`))).toEqual([]);
  expect(fixesOf(run(`\${ "cat /data/" + .x + ".txt" }`))).toEqual([]);
});

it.each([
  [`command: /bin/sh, arguments: ['-ec', '\${ "ls " + .folder }']`, ['.folder']],
  [`command: python3, arguments: ['-c', '\${ .code }']`, ['.code']],
  [`command: env bash, arguments: ['-c', '\${ .code }']`, ['.code']],
  [`command: bash, stdin: '\${ .code }'`, ['.code']],
  [`command: cat, stdin: '\${ .text }'`, []],
  [`command: ls, arguments: ['-l', '\${ .folder }']`, []],
  [`command: 'eval "$CODE"', environment: { CODE: '\${ .code }' }`, ['eval "$CODE']],
  [`command: 'sh -c "$CODE"', environment: { CODE: '\${ .code }' }`, ['sh -c "$CODE']],
  [`command: 'sh -c "$CODE"', environment: { CODE: ls }`, []],
  [`command: '$TOOL --version', environment: { TOOL: '\${ .tool }' }`, ['$TOOL']],
  [`command: 'cd /srv && "$TOOL" -x', environment: { TOOL: '\${ .tool }' }`, ['& "$TOOL']],
  [`command: '. "$FILE"', environment: { FILE: '\${ .file }' }`, ['. "$FILE']],
  [`command: 'bash <<< "$CODE"', environment: { CODE: '\${ .code }' }`, ['bash <<< "$CODE']],
  [`command: 'echo $CODE | /bin/sh', environment: { CODE: '\${ .code }' }`, ['$CODE | /bin/sh']],
  [`command: 'echo "$CODE" | shasum', environment: { CODE: '\${ .code }' }`, []],
  [`command: 'echo $((COUNT + 1)) "$NAME"; [ "$NAME" = x ]', environment: { NAME: '\${ .name }' }`, []],
  [`command: ls, environment: { LD_PRELOAD: '\${ .library }' }`, ["'${ .library }'"]],
  [`command: ls, environment: { LD_PRELOAD: /lib/own.so, FOLDER: '\${ .folder }' }`, []],
  [`command: '\${ "bash -c \\"ls \\(.folder | @sh)\\"" }'`, ['.folder | @sh']],
])('reads what runs as code in %s', (shell, expected) => {
  expect(marked(shellInterpolation, `- a: { run: { shell: { ${shell} } } }\n`)).toEqual(expected);
});
