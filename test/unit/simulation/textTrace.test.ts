import { expect, it } from 'vitest';
import { textTrace } from '../../../shared/simulation/textTrace.ts';
import { rehearseYaml } from './rehearseYaml.ts';

it('shows the first and the last of very many tasks', () => {
  const { trace } = rehearseYaml(`do:
  - loop: { for: { in: '\${ [range(3000)] }' }, do: [ { one: { set: { n: 1 } } } ] }
`);
  const lines = textTrace({ trace }).split('\n');
  expect(lines[0]).toBe('completed /do/0/loop (for)');
  expect(lines[500]).toBe('… 2001 more tasks, all of them with --format json …');
  expect(lines[1000]).toBe('completed /do/0/loop/do/0/one (set) [2999]');
});

it('steers no terminal by what a definition holds', () => {
  const error = { type: 'https://a.example/e', status: 400, title: 'one\ntwo\u009b3m' };
  const { trace } = rehearseYaml(`do: ${JSON.stringify([{ '\u001b[2Jname\r': { raise: { error } } }])}`);
  const text = textTrace({ trace });
  expect(text).toMatch(/^faulted {3}\/do\/0\/\ufffd\[2Jname\ufffd \(raise\): one two\ufffd3m\n/);
  expect(text.split('\n')).toHaveLength(4);
});
