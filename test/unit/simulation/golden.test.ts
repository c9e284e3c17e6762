import { expect, it } from 'vitest';
import { Random } from '../../../shared/simulation/random.ts';
import { rehearseYaml } from './rehearseYaml.ts';

/** What must never change by accident: kept evidence names these digests. It changed once, when `events` came to the trace. */
it('gives the digest that it gave on every other machine', () => {
  const { trace } = rehearseYaml(
    `
do:
  - prepare: { set: { total: '\${ [.items[] | .price * .count] | add }', who: '\${ .who }' } }
  - order: { call: http, with: { method: post, endpoint: 'https://erp.example/orders', body: '\${ . }' } }
  - each: { for: { in: '[1, 2]' }, do: [ { note: { emit: { event: { with: { type: noted, data: '\${ $item }' } } } } } ] }
  - pause:
      try: [ { never: { timeout: { after: PT1S }, wait: P1D } } ]
      catch: { retry: { delay: PT2S, jitter: { from: PT0S, to: PT1S }, limit: { attempt: { count: 1 } } } }
`,
    {
      input: { who: 'Zoë', items: [{ price: 1.1, count: 3 }] },
      stubs: [{ name: 'erp', request: { urlPath: '/orders' }, response: { jsonBody: { id: 7 } } }],
      seed: 42,
    },
  );
  expect(trace.status).toBe('completed');
  expect(trace.digest).toBe('sha256:0e415987f7e2e94c915800f1522737d59e330f6fc8b65ecd9fa2bec35d3ea225');
});

it('draws the same random numbers on every machine', () => {
  const random = new Random(42);
  expect([random.integer(), random.integer(), random.uuid()]).toEqual([
    2581720956,
    1925393290,
    'da3b32c0-ab73-40ad-acc0-9a8a86cec4d3',
  ]);
  expect(new Random(2 ** 40 + 42).integer()).not.toBe(new Random(42).integer());
});
