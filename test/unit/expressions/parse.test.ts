import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../../shared/expressions/parseExpression.ts';
import { partsOf } from '../../../shared/expressions/parts.ts';
import type { Expression } from '../../../shared/expressions/syntax.ts';

/** A tree in few letters: enough to see how an expression was grouped. */
function shape(node: Expression): string {
  switch (node.kind) {
    case 'binary':
    case 'assign':
      return `(${shape(node.left)} ${node.operator} ${shape(node.right)})`;
    case 'pipe':
    case 'comma':
    case 'alternative':
    case 'and':
    case 'or':
      return `(${shape(node.left)} ${node.kind} ${shape(node.right)})`;
    case 'negate':
      return `-${shape(node.operand)}`;
    case 'field':
      return `${node.target.kind === 'identity' ? '' : shape(node.target)}.${node.name}${node.isOptional ? '?' : ''}`;
    case 'literal':
      return JSON.stringify(node.value);
    case 'identity':
      return '.';
    case 'bind':
      return `(${shape(node.source)} as … ${shape(node.body)})`;
    case 'try':
      return `try ${shape(node.body)}`;
    default:
      return node.kind;
  }
}

function shapeOf(source: string): string {
  const { tree, problems } = parseExpression(source);
  return problems.length === 0 ? shape(tree) : `! ${problems[0]?.message}`;
}

describe('precedence', () => {
  it.each([
    ['1 + 2 * 3 - 4', '((1 + (2 * 3)) - 4)'],
    ['.a // .b // .c', '(.a alternative (.b alternative .c))'],
    ['.a = .b // 1', '((.a = .b) alternative 1)'],
    ['.a | .b, .c | .d', '(.a pipe ((.b comma .c) pipe .d))'],
    ['.a and .b or .c == 1', '((.a and .b) or (.c == 1))'],
    ['-.a + 1', '(-.a + 1)'],
    ['1 + 2 as $x | $x, 3', '((1 + 2) as … (variable comma 3))'],
    ['try .a // 1', '(try .a alternative 1)'],
    ['.a.b?.c', '.a.b?.c'],
    ['(.a.b)?', 'try .a.b'],
  ])('%s', (source, expected) => {
    expect(shapeOf(source)).toBe(expected);
  });

  it('refuses chains of operators that do not associate', () => {
    expect(shapeOf('1 < 2 < 3')).toMatch(/^! Syntax error/);
    expect(shapeOf('.a = 1 = 2')).toMatch(/^! Syntax error/);
  });
});

describe('ranges', () => {
  it('cover the text of each node', () => {
    const source = '  .order.items[0] | select(.qty > 2) # comment';
    const texts = partsOf(parseExpression(source).tree).map(({ range }) => source.slice(range.start, range.end));
    expect(texts).toEqual([
      '.order.items[0] | select(.qty > 2)',
      '.order.items[0]',
      '.order.items',
      '.order',
      '',
      '0',
      'select(.qty > 2)',
      '.qty > 2',
      '.qty',
      '',
      '2',
    ]);
  });

  it('tell the name of a field from its dot', () => {
    const { tree } = parseExpression('.a.bc');
    expect(tree.kind === 'field' && tree.nameRange).toEqual({ start: 3, end: 5 });
  });
});

describe('broken expressions', () => {
  it.each([
    '.',
    '.a.',
    '.a | ',
    '.a | | .b',
    '{a: .b',
    '[1, 2',
    '"text \\(.a',
    '"open',
    'if .a then',
    'reduce . as',
    '$',
    '.a as [',
    ')',
    '1 +',
    'def f',
    '{a b}',
    '@',
    '\u0000',
    'try',
    '. as $x',
    'f(',
    'f(1;',
    '{(',
    '.[',
    '.["a',
    '%',
    '?//',
  ])('gives a tree for %j', (source) => {
    const { tree, problems } = parseExpression(source);
    expect(partsOf(tree).length).toBeGreaterThan(0);
    if (source !== '.') expect(problems.length).toBeGreaterThan(0);
    for (const { range } of problems) expect(range.start).toBeLessThanOrEqual(range.end);
  });

  it('keeps what stands around the break', () => {
    const kinds = partsOf(parseExpression('.a | map(.b.) | .c').tree).map((node) =>
      node.kind === 'field' ? `.${node.name}` : node.kind,
    );
    expect(kinds).toEqual(expect.arrayContaining(['.a', 'call', '.b', '.', '.c']));
  });

  it('says what is wrong, and where', () => {
    expect(parseExpression('.a | ]').problems).toEqual([
      { message: "Syntax error: unexpected ']', expected an expression.", range: { start: 5, end: 6 } },
    ]);
  });

  it('ends on every prefix of an expression', () => {
    const source =
      'def f($x; g): reduce .[] as {a: [$y], $z} (0; . + "t\\($y | @json)"); try f(1; .a[1:2]?) catch {a, "b": 1, ($x): [..]} // (label $l | break $l)';
    for (let end = 0; end <= source.length; end++) parseExpression(source.slice(0, end));
    for (let start = 0; start < source.length; start++) parseExpression(source.slice(start));
    expect(parseExpression(source).problems).toHaveLength(0);
  });
});

describe('hostile expressions', () => {
  it.each([
    ['parentheses', '('.repeat(50_000)],
    ['brackets', '['.repeat(50_000)],
    ['minus signs', '-'.repeat(50_000)],
    ['fields', `.a${'.a'.repeat(30_000)}`],
    ['sums', `1${'+1'.repeat(30_000)}`],
    ['pipes', `.${'|.'.repeat(30_000)}`],
    ['strings in strings', '"\\('.repeat(15_000)],
    ['conditions', 'if '.repeat(20_000)],
    ['patterns', `. as ${'['.repeat(50_000)}`],
    ['tries', 'try '.repeat(15_000)],
    ['definitions', 'def f: '.repeat(9_000)],
  ])('refuses %s without end', (_name, source) => {
    expect(parseExpression(source).problems.length).toBeGreaterThan(0);
  });

  it('refuses a text that is too long', () => {
    expect(parseExpression(' '.repeat(100_000)).problems[0]?.message).toContain('longer than');
  });
});
