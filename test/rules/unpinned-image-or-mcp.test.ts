import { expect, it } from 'vitest';
import { unpinnedImageOrMcp } from '../../shared/diagnostics/rules/unpinned-image-or-mcp.ts';
import { completed, describeRule, findingsIn, marked } from './ruleHarness.ts';

describeRule(unpinnedImageOrMcp);

const rule = unpinnedImageOrMcp;
const container = (image: string) => `- a:\n    run: { container: { image: '${image}' } }\n`;
const tool = (command: string, words: readonly string[]) =>
  `- a:\n    call: mcp\n    with: { method: tools/list, transport: { stdio: { command: '${command}', arguments: ${JSON.stringify(words)} } } }\n`;
const digest = `sha256:${'0a'.repeat(32)}`;

it('grades a movable tag lower than none', () => {
  const severityOf = (image: string) =>
    findingsIn(completed(container(image))).flatMap(({ rule: id, severity }) => (id === rule.id ? [severity] : []));
  expect(severityOf('alpine')).toEqual(['warning']);
  expect(severityOf('registry.example.com:5000/alpine')).toEqual(['warning']);
  expect(severityOf('alpine:latest')).toEqual(['warning']);
  expect(severityOf('alpine:3.20')).toEqual(['note']);
  expect(severityOf(`alpine:3.20@${digest}`)).toEqual([]);
  expect(severityOf('${ .image }')).toEqual(['warning']);
  expect(severityOf(`\${ "example.com/" + .name + "@${digest}" }`)).toEqual([]);
});

it.each([
  ['npx', ['-y', 'tools', '--port', '1'], ['"tools"']],
  ['/usr/bin/npx', ['-p', 'tools@latest', 'run'], ['"tools@latest"']],
  ['npx.cmd', ['--package=@x/tools', 'run'], ['"--package=@x/tools"']],
  ['npx', ['@x/tools@2.0.1'], []],
  ['npx', ['./tools.js'], []],
  ['uvx', ['--from', 'tools', 'run'], ['"tools"']],
  ['uvx', ['tools==1.2.3'], []],
  ['uvx', ['--from', 'git+https://example.com/tools', 'run'], ['"git+https://example.com/tools"']],
  ['uvx', ['--python', '3.13', 'tools'], ['"tools"']],
  ['pnpm', ['dlx', 'tools'], ['"tools"']],
  ['pnpm', ['start'], []],
  ['docker', ['run', '-i', '--rm', '-e', 'KEY', 'example/tools'], ['"example/tools"']],
  ['docker', ['run', `example/tools@${digest}`], []],
  ['docker', ['ps'], []],
  ['docker', ['container', 'run', '-i', '--cpus', '2', 'example/tools'], ['"example/tools"']],
  ['docker', ['compose', 'run', 'tools'], []],
  ['cmd', ['/c', 'npx', '-y', 'tools'], ['"tools"']],
  ['env', ['A=1', 'npx', 'tools'], ['"tools"']],
  ['uv', ['tool', 'run', 'tools'], ['"tools"']],
  ['uv', ['run', 'server.py'], []],
  ['bun', ['x', 'tools@1.2.3'], []],
  ['bun', ['x', 'tools'], ['"tools"']],
  ['deno', ['run', '-A', 'npm:tools'], ['"npm:tools"']],
  ['deno', ['run', 'npm:tools@1.2.3'], []],
  ['bash', ['-c', 'npx -y tools'], ['tools']],
  ['npx -y tools', [], ["'npx -y tools'"]],
  ['node', ['server.js'], []],
  ['npx', [], []],
])('reads the command %s %j', (command, words, expected) => {
  expect(marked(rule, tool(command, words))).toEqual(expected);
});

it.each([
  ['npx -y tools report', ['tools']],
  ['cd /srv && docker run --rm -v "$PWD":/w example/tools:latest ls', ['example/tools:latest']],
  ['docker run "$IMAGE"', []],
  ['echo "npx tools"', []],
  ['npx tools@1.2.3; npm ci', []],
])('reads the shell command %s', (command, expected) => {
  expect(marked(rule, `- a:\n    run: { shell: { command: '${command}' } }\n`)).toEqual(expected);
});
