import { describe, expect, it } from 'vitest';
import { rehearsePage } from './rehearsePage.ts';

describe('reading: where `then` may lead', () => {
  it('is the same list and nothing else', () => {
    const { trace } = rehearsePage('then-scope');
    expect(trace.error).toMatchObject({
      type: 'https://serverlessworkflow.io/spec/1.0.0/errors/configuration',
      status: 400,
      instance: '/do/0/outer/do/0/inner',
    });
  });

  it('may be left with exit and with end', () => {
    const { trace } = rehearsePage('then-scope', {}, (text) => text.replace('then: after', 'then: exit'));
    expect(trace.output).toEqual({ b: 2 });
    const ended = rehearsePage('then-scope', {}, (text) => text.replace('then: after', 'then: end'));
    expect(ended.trace.output).toEqual({ a: 1 });
  });
});
