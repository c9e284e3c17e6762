import { describe, expect, it } from 'vitest';
import { documentationOf } from '../../../shared/expressions/builtins/documentation.ts';
import { builtinSignatures } from '../../../shared/expressions/builtins/table.ts';
import { compileExpression } from '../../../shared/expressions/compileExpression.ts';
import { completeExpression } from '../../../shared/expressions/complete.ts';

const context = {
  variables: ['context', 'secrets'],
  sampleShape: {
    input: { user: { name: 'a', 'odd key': 1 }, items: [{ id: 1, qty: 2 }] },
    variables: { context: { run: 1 } },
  },
};

/** Completes at the `^` of a text. */
function complete(text: string): string[] {
  const offset = text.indexOf('^');
  return completeExpression(text.replace('^', ''), offset, context).map(({ label }) => label);
}

describe('completing an expression', () => {
  it('offers fields of what stands before the dot', () => {
    expect(complete('.^')).toEqual(['.user', '.items']);
    expect(complete('.us^')).toEqual(['.user']);
    expect(complete('.items[] | select(.q^) | 1')).toEqual(['.qty']);
    expect(complete('$context.^')).toEqual(['.run']);
  });

  it('works in the middle of a broken expression', () => {
    expect(complete('if .user.^ then')).toEqual(['.name', '.odd key']);
    expect(complete('{a: .user.^, b: 1')).toEqual(['.name', '.odd key']);
    expect(complete('.items | sort_by(.i^')).toEqual(['.id']);
  });

  it('quotes keys that need it', () => {
    const found = completeExpression('.user.', 6, context).map(({ insertText }) => insertText);
    expect(found).toEqual(['name', '"odd key"']);
  });

  it('offers variables, also those that the expression binds', () => {
    expect(complete('$^')).toEqual(['$context', '$secrets']);
    expect(complete('. as {a: $me} | $m^')).toEqual(['$me']);
  });

  it('offers functions with what they do', () => {
    const [select] = completeExpression('sel', 3, context);
    expect(select).toMatchObject({
      label: 'select(condition)',
      insertText: 'select(',
      detail: 'the input if a condition holds',
    });
    expect(complete('@base6^')).toEqual(['@base64', '@base64d']);
  });
});

describe('builtins', () => {
  it.each(builtinSignatures())('%s is documented and compiles', (signature) => {
    const [name = '', arity = '0'] = signature.split('/');
    const args = Array.from({ length: Number(arity) }, () => '.').join(';');
    expect(documentationOf(signature)).not.toBeNull();
    expect(compileExpression(args === '' ? name : `${name}(${args})`).ok).toBe(true);
  });
});
