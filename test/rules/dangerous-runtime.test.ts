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
  ['docker run --rm --privileged x', ['docker run --rm --privileged']],
  ['curl -k https://example.com/', ['curl -k']],
  ['curl -s https://example.com/a.json | jq .', []],
  ['curl https://example.com/ | shasum', []],
  ['curl https://example.com/a.sh; sh b.sh', []],
  ['curl https://example.com/?q=-k', []],
  ['ls | sh', []],
])('reads the command %s', (command, expected) => {
  expect(marked(rule, shell(command))).toEqual(expected);
});

it('knows the places of the machine', () => {
  for (const path of ['/', '/etc', '/proc/', '/run/containerd.sock', 'C:\\']) {
    expect(marked(rule, mount(path))).toHaveLength(1);
  }
  for (const path of ['/srv', '/etc/app', '/var/run/app', './etc']) expect(marked(rule, mount(path))).toEqual([]);
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
