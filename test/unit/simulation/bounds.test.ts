import { describe, expect, it } from 'vitest';
import type { Json } from '../../../shared/base/json.ts';
import { rehearseYaml } from './rehearseYaml.ts';

function depthOf(value: Json): number {
  let depth = 0;
  for (let next: Json | undefined = value; typeof next === 'object' && next !== null; next = Object.values(next)[0]) {
    depth++;
  }
  return depth;
}

const deep = (levels: number) => `reduce range(${levels}) as $i (0; [.])`;

describe('values that are nested too deeply', () => {
  it.each([
    ['an output', `do: [ { a: { set: { a: '\${ ${deep(3000)} }' } } } ]`],
    ['input.from', `do: [ { a: { input: { from: '${deep(3000)}' }, set: { a: 1 } } } ]`],
    ['output.as', `do: [ { a: { set: { a: 1 }, output: { as: '${deep(3000)}' } } } ]`],
    ['export.as', `do: [ { a: { set: { a: 1 }, export: { as: '${deep(3000)}' } } } ]`],
    ["the workflow's output", `do: [ { a: { set: { a: 1 } } } ]\noutput: { as: '${deep(3000)}' }`],
    ["the workflow's input", `input: { from: '${deep(3000)}' }\ndo: [ { a: { set: { a: 1 } } } ]`],
    ['an event', `do: [ { a: { emit: { event: { with: { type: t, data: '\${ ${deep(3000)} }' } } } } } ]`],
  ])('end the run as a limit, and stay out of the trace: %s', (_what, definition) => {
    const { trace, limit, news } = rehearseYaml(definition);
    expect(trace).toMatchObject({ status: 'limit', digest: null });
    expect(limit).toMatch(/nested/);
    const kept = [...news.map(({ record }) => record), trace] as unknown as Json[];
    for (const record of kept) expect(depthOf(record)).toBeLessThan(1_100);
    for (const { input, output } of trace.tasks) {
      expect(Math.max(depthOf(input), depthOf(output))).toBeLessThan(1_100);
    }
    expect(depthOf(trace.context)).toBeLessThan(1_100);
  });
});

describe('a trace that is too large', () => {
  it('ends the run without the value that was too much', () => {
    const { trace, limit } = rehearseYaml(
      `do: [ { a: { set: { a: x } } }, { b: { set: { b: '\${ "x" * 5000 }' } } } ]`,
      { limits: { traceSize: 2_000 } },
    );
    expect(trace.status).toBe('limit');
    expect(limit).toMatch(/trace is too large/);
    expect(trace.tasks.map(({ name, status }) => `${name} ${status}`)).toEqual(['a completed', 'b cancelled']);
  });
});
