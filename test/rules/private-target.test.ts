import { expect, it } from 'vitest';
import { privateTarget } from '../../shared/diagnostics/rules/private-target.ts';
import { completed, describeRule, findingsIn, marked } from './ruleHarness.ts';

describeRule(privateTarget);

const call = (endpoint: string) => `- a:\n    call: http\n    with: { method: get, endpoint: '${endpoint}' }\n`;

const notPublic = [
  'localhost',
  'LOCALHOST.',
  'api.localhost',
  'orders',
  'db.internal',
  'metadata.google.internal',
  'printer.local',
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0177.0.0.1',
  '0x7f.0.0.1',
  '%31%32%37.0.0.1',
  '①②⑦.0.0.1',
  '0',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '198.18.0.1',
  '192.0.2.1',
  '203.0.113.9',
  '224.0.0.1',
  '255.255.255.255',
  '[::]',
  '[::1]',
  '[::7f00:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:0:7f00:1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b:1::1]',
  '[2002:7f00:1::]',
  '[2001:0:1::1]',
  '[fe80::1]',
  '[fc00::1]',
  '[fec0::1]',
  '[ff02::1]',
  '[2001:db8::1]',
  '[fd00:ec2::254]',
  '[5f00::1]',
  '[4000::1]',
];

it.each(notPublic)('%s is not public', (host) => {
  expect(marked(privateTarget, call(`https://${host}/x`))).toEqual([host.endsWith('.') ? host : host]);
});

it.each(['example.com', '8.8.8.8', '[2606:4700:4700::1111]', 'pets.example', '172.32.0.1', 'localhost.example.com'])(
  '%s is public',
  (host) => {
    expect(marked(privateTarget, call(`https://${host}/x`))).toEqual([]);
  },
);

it('reads hosts of gRPC services and of schemes beyond the web', () => {
  const text = `- a:
    call: grpc
    with:
      proto: { endpoint: 'https://example.com/a.proto' }
      service: { name: A, host: 0x7f.1, port: 5000 }
      method: B
- b:
    call: asyncapi
    with:
      document: { endpoint: 'mqtt://10.0.0.1/a.json' }
      operation: c
      message: { payload: {} }
`;
  expect(marked(privateTarget, text)).toEqual(['0x7f.1', '10.0.0.1']);
});

it('is less sure of a domain that is not known', () => {
  const found = findingsIn(completed(call('https://orders.acme/')));
  expect(found.filter(({ rule }) => rule === privateTarget.id)).toMatchObject([
    { severity: 'warning', confidence: 'medium' },
  ]);
});

it('counts ranges that the policy blocks', () => {
  const patch = { policy: 1 as const, network: { blockedRanges: ['8.8.8.0/24', '2606::/16'] } };
  expect(marked(privateTarget, call('https://8.8.8.8/'), patch)).toEqual(['8.8.8.8']);
  expect(marked(privateTarget, call('https://[2606::1]/'), patch)).toEqual(['[2606::1]']);
});

it('reads addresses that are put together or written elsewhere, and marks where they are written', () => {
  expect(marked(privateTarget, call('${ "https:/" + "/10.0.0.5/" + .id }'))).toEqual(['"https:/" + "/10.0.0.5/"']);
  const named = `use: { functions: { ask: { call: http, with: { method: get, endpoint: '\${ .url }' } } } }
do:
- prepare: { set: { base: 'https://10.0.0.5', link: 'https://10.0.0.6' } }
- status: { call: http, with: { method: get, endpoint: '\${ "\\(.base)/status" }' } }
- kept: { set: { x: 1 }, export: { as: { base: 'https://10.0.0.9' } } }
- told: { call: ask, with: { url: 'https://10.0.0.7/' } }
- function: { call: 'https://10.0.0.8/functions/1.0.0/f.yaml' }
`;
  const text = `document: { dsl: '1.0.3', namespace: examples, name: example, version: '0.1.0' }\n${named}`;
  expect(marked(privateTarget, text).toSorted()).toEqual(['10.0.0.5', '10.0.0.7', '10.0.0.8', '10.0.0.9']);
});
