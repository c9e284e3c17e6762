import { describe, expect, it } from 'vitest';
import { pathsRead } from '../../../shared/expressions/analyse.ts';
import { parseExpression } from '../../../shared/expressions/parseExpression.ts';

function reads(source: string): string[] {
  return pathsRead(parseExpression(source).tree).map(({ root, path, range }) => {
    const name = [root, ...path].join('.');
    return `${name} @ ${source.slice(range.start, range.end)}`;
  });
}

describe('paths that an expression reads', () => {
  it('follows fields, pipes and iterations', () => {
    expect(reads('.a.b + 1')).toEqual(['input.a.b @ .a.b']);
    expect(reads('.a | .b["c"]')).toEqual(['input.a.b.c @ .b["c"]']);
    expect(reads('{ids: [.items[] | select(.qty > 2) | .id]}')).toEqual([
      'input.items.*.qty @ .qty',
      'input.items.*.id @ .id',
    ]);
  });

  it('follows variables, patterns and functions', () => {
    expect(reads('. as $o | $o.items[0].name')).toEqual(['input.items.0.name @ $o.items[0].name']);
    expect(reads('. as {a: [$x]} | $x')).toEqual(['input.a.0 @ $x']);
    expect(reads('def f($x): $x.a; f(.q)')).toEqual(['input.q.a @ $x.a']);
    expect(reads('$context.run.id')).toEqual(['$context.run.id @ $context.run.id']);
  });

  it('counts conditions, both branches and both sides', () => {
    expect(reads('if .c then .d else .e end | .f')).toEqual(['input.c @ .c', 'input.d.f @ .f', 'input.e.f @ .f']);
    expect(reads('.a // .b')).toEqual(['input.a @ .a', 'input.b @ .b']);
  });

  it('counts all of a value that goes into a function it does not know from inside', () => {
    expect(reads('.a | to_entries')).toEqual(['input.a @ to_entries']);
    expect(reads('..')).toEqual(['input @ ..']);
  });

  it('ends on recursion', () => {
    expect(reads('def f: .a | f; f').length).toBeGreaterThan(0);
  });
});
