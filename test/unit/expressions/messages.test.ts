import { describe, expect, it } from 'vitest';
import type { Json } from '../../../shared/base/json.ts';
import { compileExpression } from '../../../shared/expressions/compileExpression.ts';

function failureOf(source: string, input: Json) {
  const compiled = compileExpression(source);
  if (!compiled.ok) throw new Error(compiled.error.message);
  const result = compiled.value.first(input);
  if (result.ok) throw new Error(`${source} did not fail`);
  return result.error;
}

describe('messages without data', () => {
  it.each([
    ['.a + 1', { a: 'secret' }, 'string and number cannot be added'],
    ['.a.b', { a: 'secret' }, 'Cannot index string with string'],
    ['.a[]', { a: 'secret' }, 'Cannot iterate over string'],
    ['{(.a): 1}', { a: 4711 }, 'Cannot use number as object key'],
    [
      '.a | fromjson',
      { a: '{"secret": sec' },
      "Invalid literal at EOF at line 1, column 14 (while parsing '<string>')",
    ],
    ['.a | tonumber', { a: 'secret' }, 'string cannot be parsed as a number'],
    ['.a | strptime("%Y")', { a: 'secret' }, 'date "<string>" does not match format "<string>"'],
    ['.a as [$x] | $x', { a: 'secret' }, 'Cannot index string with number'],
    ['(1, 2) as $x | path(.a | tojson)', { a: 'secret' }, 'Invalid path expression with result <string>'],
    ['.a as $p | "x" | test($p)', { a: '(secret' }, 'Regex failure: <string>'],
  ])('say the types alone: %s', (source, input, expected) => {
    const { message, messageWithoutData } = failureOf(source, input);
    expect(messageWithoutData).not.toMatch(/secret|4711/);
    if (!source.startsWith('.a | fromjson')) expect(messageWithoutData).toBe(expected);
    expect(message).not.toBe(messageWithoutData);
  });

  it('are absent for what the expression raises itself', () => {
    expect(failureOf('error("no \\(.a)")', { a: 'secret' })).toMatchObject({
      message: 'no secret',
      messageWithoutData: null,
    });
    expect(failureOf('try (.a + 1) catch error', { a: 'secret' }).messageWithoutData).toBeNull();
  });
});
