import { describe, expect, it } from 'vitest';
import { rehearseYaml } from './rehearseYaml.ts';

const run = (expression: string, input: Record<string, string> = {}) =>
  rehearseYaml(`use: { secrets: [token] }\ndo: [ { a: { set: { a: '\${ ${expression} }' } } } ]`, { input }).trace;

describe('secrets that an expression names by computing', () => {
  it.each([
    ['$secrets[.name]', { name: 'other' }],
    ['.name as $n | $secrets | getpath([$n])', { name: 'other' }],
    ['def f(s): s.other; f($secrets)', {}],
    ['$secrets as $s | [.name] | map($s[.])', { name: 'other' }],
  ])('are an authorization error where they are not declared: %s', (expression, input) => {
    expect(run(expression, input).error).toMatchObject({
      type: 'https://serverlessworkflow.io/spec/1.0.0/errors/authorization',
      status: 403,
      detail: "The secret 'other' is not declared in use.secrets.",
      instance: '/do/0/a',
    });
  });

  it.each([
    ['$secrets[.name]', '<secret token>'],
    ['$secrets', { token: '<secret token>' }],
    ['$secrets | to_entries | map(.key)', ['token']],
    ['[$secrets | .[]]', ['<secret token>']],
    ['{ all: $secrets } | .all | tojson', '{"token":"<secret token>"}'],
  ])('are read where they are declared: %s', (expression, expected) => {
    expect(run(expression, { name: 'token' }).output).toEqual({ a: expected });
  });

  it('leave what the expression gave a plain value', () => {
    const { trace } = rehearseYaml(
      'use: { secrets: [token] }\ndo: [ { a: { set: { all: "${ $secrets }" } } }, { b: { set: { b: "${ .all.other }" } } } ]',
    );
    expect(trace.output).toEqual({ b: null });
  });
});
