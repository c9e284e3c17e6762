import { expect, it } from 'vitest';
import { suspiciousHost } from '../../shared/diagnostics/rules/suspicious-host.ts';
import { describeRule, marked } from './ruleHarness.ts';

describeRule(suspiciousHost);

const rule = suspiciousHost;
const call = (endpoint: string) =>
  `- a:\n    call: http\n    with: { method: get, endpoint: ${JSON.stringify(endpoint)} }\n`;

it.each([
  ['https://127.0.0.1.nip.io/', ['127.0.0.1.nip.io']],
  ['https://app.LVH.me:8443/', ['app.LVH.me']],
  ['https://webhook.site/abc', ['webhook.site']],
  ['https://abc.ngrok-free.app/', ['abc.ngrok-free.app']],
  ['https://bit.ly/abc', ['bit.ly']],
  ['https://pastebin.com/raw/abc', ['pastebin.com']],
  ['https://transfer.sh/report.csv', ['transfer.sh']],
  ['https://10-0-0-5.hosts.example.com/', []],
  ['https://g\u043e\u043egle.com/', ['g\u043e\u043egle.com']],
  ['https://notbit.ly.example.com/', []],
  ['https://xnip.io/', []],
  ['https://ec2-52-1-2-3.compute.amazonaws.com/', []],
  ['https://v1.2.3.example.com/', []],
  ['https://\u043f\u0440\u0438\u043c\u0435\u0440.example.com/', []],
  ['https://m\u00fcller.example.com/', []],
  ['https://{host}/', []],
])('reads %s', (endpoint, expected) => {
  expect(marked(rule, call(endpoint))).toEqual(expected);
});

it('reads the registry of an image', () => {
  expect(marked(suspiciousHost, '- a: { run: { container: { image: evil.ngrok.io/a } } }\n')).toEqual([
    'evil.ngrok.io',
  ]);
});
