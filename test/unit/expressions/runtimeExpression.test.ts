import { describe, expect, it } from 'vitest';
import type { Json } from '../../../shared/base/json.ts';
import { err, ok } from '../../../shared/base/result.ts';
import { evaluateDeep } from '../../../shared/expressions/evaluateDeep.ts';
import {
  expressionBody,
  expressionOffset,
  expressionSource,
  isRuntimeExpression,
} from '../../../shared/expressions/runtimeExpression.ts';

describe('runtime expressions', () => {
  it('are whole texts in ${ }', () => {
    expect(isRuntimeExpression('${ .a }')).toBe(true);
    expect(isRuntimeExpression('  ${.a}\n')).toBe(true);
    expect(isRuntimeExpression('a ${ .a }')).toBe(false);
    expect(isRuntimeExpression('.a')).toBe(false);
  });

  it('give their jq, and where it begins', () => {
    const text = '  ${ .a.b } ';
    expect(expressionSource(text)).toBe(' .a.b ');
    expect(text.slice(expressionOffset(text)).startsWith(' .a.b')).toBe(true);
    expect(expressionSource('.a')).toBe('.a');
    expect(expressionOffset('.a')).toBe(0);
    expect(expressionBody('.a')).toBeNull();
  });
});

describe('evaluating deeply', () => {
  it('replaces every expression, and nothing else', () => {
    const seen: string[] = [];
    const value: Json = { a: ['${ .x }', 'plain', { 'k/~': '${.y}' }], n: 1, t: null };
    const result = evaluateDeep(value, (source, pointer) => {
      seen.push(pointer);
      return ok(source.trim());
    });
    expect(result).toEqual({ ok: true, value: { a: ['.x', 'plain', { 'k/~': '.y' }], n: 1, t: null } });
    expect(seen).toEqual(['/a/0', '/a/2/k~1~0']);
  });

  it('ends at the first error', () => {
    expect(evaluateDeep({ a: '${1}', b: '${2}' }, (source) => err(source))).toEqual({ ok: false, error: '1' });
  });

  it('refuses what is nested too deeply', () => {
    let value: Json = 'x';
    for (let i = 0; i < 1000; i++) value = [value];
    expect(evaluateDeep(value, (source) => ok(source))).toMatchObject({ ok: false, error: { code: 'limit' } });
  });

  it('keeps a __proto__ key as data', () => {
    const value = JSON.parse('{"__proto__": "${1}"}') as Json;
    const result = evaluateDeep(value, () => ok(2));
    expect(result.ok && JSON.stringify(result.value)).toBe('{"__proto__":2}');
  });
});
