import { describe, expect, it } from 'vitest';
import type { Json } from '../../../shared/base/json.ts';
import { parseTemplate } from '../../../shared/templates/parseTemplate.ts';
import { renderTemplate } from '../../../shared/templates/renderTemplate.ts';

function rendered(template: string, data: Json, maxLength = 10_000): string {
  const { tree, problems } = parseTemplate(template);
  expect(problems).toEqual([]);
  const result = renderTemplate(tree, data, { maxLength });
  return result.ok ? result.value : `${result.error.code}: ${result.error.message}`;
}

describe('renderTemplate', () => {
  it('escapes by default, and leaves raw output as it is', () => {
    expect(rendered('{{a}} {{{a}}} {{&a}}', { a: '<b a="1">\'`&' })).toBe(
      '&lt;b a&#x3D;&quot;1&quot;&gt;&#x27;&#x60;&amp; <b a="1">\'`& <b a="1">\'`&',
    );
  });

  it.each<[string, Json, string]>([
    ['{{a.b.[0].c}}', { a: { b: [{ c: 'x' }] } }, 'x'],
    ['{{a.length}}', { a: [1, 2] }, '2'],
    ['{{title}}', { title: 'a field' }, 'a field'],
    ['{{a}}|{{b}}|{{c}}|{{d}}', { a: null, b: false, c: 0 }, '|false|0|'],
    ['{{{a}}} {{{b}}}', { a: [1, 2], b: { x: 1 } }, '[1,2] {"x":1}'],
    ['{{#if a}}yes{{else if b}}maybe{{else}}no{{/if}}', { a: [], b: 1 }, 'maybe'],
    ['{{#unless a}}no{{/unless}}', { a: 0 }, 'no'],
    ['{{#each a}}{{@index}}{{this}}{{#if @last}}.{{else}},{{/if}}{{/each}}', { a: ['x', 'y'] }, '0x,1y.'],
    ['{{#each a as |v k|}}{{k}}={{v}} {{/each}}', { a: { x: 1, y: 2 } }, 'x=1 y=2 '],
    ['{{#each a}}x{{else}}none{{/each}}', { a: [] }, 'none'],
    ['{{#with a}}{{b}}{{../c}}{{@root.c}}{{/with}}', { a: { b: 1 }, c: 2 }, '122'],
    ['{{#with a as |x|}}{{#each b}}{{x.c}}{{this}}{{/each}}{{/with}}', { a: { b: [1, 2], c: 'k' } }, 'k1k2'],
    ['{{#each a}}\n  {{this}}\n{{/each}}\nend', { a: [1, 2] }, '  1\n  2\nend'],
    ['{{~ a ~}}  x', { a: 1 }, '1x'],
    ['\\{{a}}', {}, '{{a}}'],
  ])('renders %j', (template, data, expected) => {
    expect(rendered(template, data)).toBe(expected);
  });

  it('reads own members only', () => {
    const data = JSON.parse('{"__proto__": {"x": "own"}, "a": "text", "list": [1]}') as Json;
    for (const path of [
      'constructor',
      'a.constructor',
      'a.length',
      'toString',
      '__proto__.x',
      'list.concat',
      'list.[-1]',
    ]) {
      expect(rendered(`[{{${path}}}]`, data)).toBe('[]');
    }
  });

  it('stops at the longest text', () => {
    expect(rendered('{{#each a}}xxxxxxxxxx{{/each}}', { a: Array.from({ length: 100 }, () => 1) }, 50)).toMatch(
      /^limit: /,
    );
  });

  it('stops loops over loops that write nothing', () => {
    const a = Array.from({ length: 1_100 }, () => 1);
    expect(rendered('{{#each a}}{{#each @root.a}}{{/each}}{{/each}}', { a })).toMatch(/^limit: /);
  });

  it('counts zero as something where a condition says so, and refuses other arguments by name', () => {
    const template = '{{#if n includeZero=true}}a{{else}}b{{/if}}{{#unless n includeZero=yes}}c{{else}}d{{/unless}}';
    expect(rendered(template, { n: 0, yes: true })).toBe('ad');
    expect(rendered(template, { n: 0, yes: false })).toBe('ac');
    expect(rendered(template, { n: '', yes: true })).toBe('bc');
    expect(rendered('{{upper n loud=true}}', { n: 'a' })).toMatch(/^invalid-input: /);
    expect(rendered('{{#each n includeZero=true}}{{/each}}', { n: [1] })).toMatch(/^invalid-input: /);
  });

  it('refuses what templates may not have', () => {
    expect(rendered('{{> part}}', {})).toMatch(/^invalid-input: /);
    expect(rendered('{{exec "rm"}}', {})).toMatch(/^invalid-input: /);
    expect(rendered('{{#loop a}}{{/loop}}', {})).toMatch(/^invalid-input: /);
  });
});

describe('helpers', () => {
  it.each<[string, Json, string]>([
    ['{{{v | currency "EUR"}}}', 1234.5, '€1,234.50'],
    ['{{{v | currency}}}', -0.004, '$0.00'],
    ['{{{v | currency "chf"}}}', -1234567.891, '-CHF 1,234,567.89'],
    ['{{{v | currency "JPY"}}}', 1500, '¥1,500'],
    ['{{{v | currency "KWD"}}}', '1.5', 'KWD 1.500'],
    ['{{{v | currency "euros"}}}', -12.5, '-euros 12.50'],
    ['{{{v | currency nowhere}}}', 12.5, '12.50'],
    ['{{{v | currency ""}}}', 12.5, '12.50'],
    ['{{{v | currency "EUR"}}}', 'none', 'none'],
    ['{{v | number}}', 1234567.25, '1,234,567.25'],
    ['{{v | number}}', 1e-7, '0.0000001'],
    ['{{v | number 2}}', 0.005, '0.01'],
    ['{{v | format_number 0}}', 999.5, '1,000'],
    ['{{v | date}}', '2026-11-22T23:30:00-02:00', '2026-11-23'],
    ['{{v | date "d MMM yyyy, HH:mm:ss"}}', '2024-02-29T05:06:07Z', '29 Feb 2024, 05:06:07'],
    [`{{v | date "MMMM 'de' yy"}}`, '1999-12-31', 'December de 99'],
    ['{{v | date}}', 0, '1970-01-01'],
    ['{{v | date}}', -86_400_000, '1969-12-31'],
    ['{{v | date}}', '2026-02-30', '2026-02-30'],
    ['{{v | date}}', 'soon', 'soon'],
    ['{{v | upper}}{{v | lower}}', 'aB', 'ABab'],
    ['{{v | title}}', 'the END of o’neill', 'The End Of O’neill'],
    ['{{v | truncate 3}}', 'abcdef', 'abc…'],
    ['{{v | truncate 2 ""}}', '👍👍👍', '👍👍'],
    ['{{v | default "-"}}', '', '-'],
    ['{{v | default "-"}}', 'x', 'x'],
    ['{{v | mask}}', 'secret', '****'],
    ['{{v | mask}}', '', ''],
    ['{{v | mask_card}}', '4111 1111 1111 1234', '**** **** **** 1234'],
    ['{{v | mask_card}}', '1234', '****'],
    ['{{v | mask_ssn}}', '078-05-1120', '***-**-1120'],
    ['{{v | mask_ssn}}', '1120', '***-**-****'],
    ['{{v | mask_email}}', 'jane.doe@example.com', 'j***@example.com'],
    ['{{v | mask_email}}', 'not an address', '****'],
    ['{{v | mask_email}}', 'a@b@c', '****'],
  ])('%s of %j', (template, v, expected) => {
    expect(rendered(template, { v })).toBe(expected);
  });

  it('masks objects and lists too', () => {
    expect(rendered('{{v | mask}}{{v | mask_card}}', { v: { number: '4111111111111111' } })).not.toContain('41111');
  });
});
