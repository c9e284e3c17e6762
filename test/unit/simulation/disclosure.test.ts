import { describe, expect, it } from 'vitest';
import { rehearseYaml } from './rehearseYaml.ts';

describe('the detail of an error', () => {
  it('says the types of values that do not fit, never the values', () => {
    const { trace } = rehearseYaml(
      `
use: { secrets: [token] }
do:
  - a: { set: { a: '\${ $secrets.token + .n }' } }
`,
      { secrets: { token: 'hunter2' }, input: { n: 4711 } },
    );
    expect(trace.error?.detail).toBe('$secrets.token + .n: string and number cannot be added');
  });

  it('shows what an expression raises itself where the definition has it word for word', () => {
    const raise = (expression: string) =>
      rehearseYaml(`do: [ { a: { set: { a: '\${ ${expression} }' } } } ]`, { input: { a: 'hunter2' } }).trace.error
        ?.detail;
    expect(raise('error("no stock")')).toBe('error("no stock"): no stock');
    expect(raise('error(.a)')).toBe('error(.a): the expression raised an error of its own');
  });

  it('says what of a schema is not met, never the value', () => {
    const detail = (schema: string, input: Record<string, string | number>) =>
      rehearseYaml(`input: { schema: { document: ${schema} } }\ndo: [ { a: { set: { a: 1 } } } ]`, { input }).trace
        .error?.detail;
    const numbers = '{ properties: { n: { maximum: 10, multipleOf: 3 } } }';
    expect(detail(numbers, { n: 4711 })).toBe('#/n: The number is not a multiple of 3.');
    expect(detail(numbers, { n: 12 })).toBe('#/n: The number is greater than 10.');
    expect(detail('{ properties: { s: { maxLength: 3 } } }', { s: 'hunter2' })).toBe(
      '#/s: String is too long (7 > 3).',
    );
  });
});
