import { describe, expect, it } from 'vitest';
import { tryExpression } from '../../renderer/workers/expressionTrial.ts';
import { answer } from '../../renderer/workers/languageService.ts';

const surroundings = { input: { items: [{ qty: 2 }, { qty: 3 }] }, variables: { context: { rate: 2 } }, now: 0 };

describe('trying an expression', () => {
  it('gives its outputs on what the task saw', () => {
    expect(tryExpression('.items[].qty * $context.rate', surroundings)).toEqual({
      outputs: [4, 6],
      more: false,
      error: null,
    });
  });

  it("says in jq's words why it fails, after what came before", () => {
    const failed = tryExpression('1, .items.x', surroundings);
    expect(failed.outputs).toEqual([1]);
    expect(failed.error).toContain('Cannot index array');
    expect(tryExpression('.items[', surroundings)).toMatchObject({ outputs: [], error: expect.any(String) });
    expect(tryExpression('$nobody', surroundings).error).toContain('$nobody');
  });

  it('ends what has no end, and shows the first of very many', () => {
    expect(tryExpression('def f: f; f', surroundings).error).toContain('limit');
    expect(tryExpression('repeat(1)', surroundings)).toMatchObject({ more: true, error: null });
  });

  it('completes with the keys and variables that are there', () => {
    const completed = (expression: string) => {
      const offset = expression.length;
      const completions = answer({ ask: 'complete-expression', expression, offset, surroundings });
      return (completions as readonly { readonly label: string }[]).map(({ label }) => label);
    };
    expect(completed('.it')).toEqual(['.items']);
    expect(completed('.items[0].')).toEqual(['.qty']);
    expect(completed('$con')).toContain('$context');
    expect(completed('$context.r')).toEqual(['.rate']);
  });
});
