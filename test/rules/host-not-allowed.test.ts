import { expect, it } from 'vitest';
import { hostNotAllowed } from '../../shared/diagnostics/rules/host-not-allowed.ts';
import { completed, describeRule, findingsIn, fixed, marked } from './ruleHarness.ts';

describeRule(hostNotAllowed);

const call = (endpoint: string) => `- a:\n    call: http\n    with: { method: get, endpoint: "${endpoint}" }\n`;
const allowing = (...allowedDomains: string[]) => ({ policy: 1 as const, network: { allowedDomains } });

it('matches hosts whole, and only below a wildcard', () => {
  const allowed = allowing('example.com', '*.shop.example');
  expect(marked(hostNotAllowed, call('https://example.com/'), allowed)).toEqual([]);
  expect(marked(hostNotAllowed, call('https://EXAMPLE.com:8443/'), allowed)).toEqual([]);
  expect(marked(hostNotAllowed, call('https://a.b.shop.example/'), allowed)).toEqual([]);
  expect(marked(hostNotAllowed, call('https://shop.example/'), allowed)).toEqual(['shop.example']);
  expect(marked(hostNotAllowed, call('https://evilexample.com/'), allowed)).toEqual(['evilexample.com']);
  expect(marked(hostNotAllowed, call('https://example.com.evil.com/'), allowed)).toEqual(['example.com.evil.com']);
});

it('takes the host that the address really has', () => {
  const allowed = allowing('example.com');
  expect(marked(hostNotAllowed, call('https://example.com@evil.com/'), allowed)).toEqual(['evil.com']);
  expect(marked(hostNotAllowed, call('https://evil.com\\\\@example.com/'), allowed)).toEqual(['evil.com']);
});

it('only notes hosts where the policy lists none', () => {
  const found = findingsIn(completed(call('https://example.com/'))).filter(({ rule }) => rule === hostNotAllowed.id);
  expect(found.map(({ severity }) => severity)).toEqual(['note']);
});

it('says nothing of a host that data makes up', () => {
  expect(marked(hostNotAllowed, call('https://{tenant}.example.com/'), allowing('a.com'))).toEqual([]);
});

it('offers the host that was probably meant', () => {
  expect(fixed(hostNotAllowed, call('https://exmaple.com/a'), allowing('example.com'))).toContain(
    'https://example.com/a',
  );
});

it('reads the registry of an image', () => {
  const image = (name: string) => `- a: { run: { container: { image: '${name}' } } }\n`;
  const policy = { policy: 1 as const, network: { allowedDomains: ['images.example.com'] } };
  expect(marked(hostNotAllowed, image('other.example.com:5000/a'), policy)).toEqual(['other.example.com']);
  expect(marked(hostNotAllowed, image('images.example.com/a:1'), policy)).toEqual([]);
  expect(marked(hostNotAllowed, image('library/a:1'), policy)).toEqual([]);
  expect(marked(hostNotAllowed, image('other.example.com/a'))).toEqual([]);
});
