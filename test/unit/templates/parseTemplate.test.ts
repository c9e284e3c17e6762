import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTemplate } from '../../../shared/templates/checkTemplate.ts';
import { parseTemplate } from '../../../shared/templates/parseTemplate.ts';
import { renderTemplate } from '../../../shared/templates/renderTemplate.ts';

function objections(template: string): [string, string][] {
  return checkTemplate(parseTemplate(template)).map(({ kind, range }) => [
    kind,
    template.slice(range.start, range.end),
  ]);
}

describe('parseTemplate', () => {
  it('gives a tree with ranges of the original text', () => {
    const text = 'Hi {{ name | upper }},\n{{#if a}}x{{else}}y{{/if}}';
    const { tree, problems } = parseTemplate(text);
    expect(problems).toEqual([]);
    expect(tree.map(({ kind, range }) => [kind, text.slice(range.start, range.end)])).toEqual([
      ['text', 'Hi '],
      ['output', '{{ name | upper }}'],
      ['text', ',\n'],
      ['block', '{{#if a}}x{{else}}y{{/if}}'],
    ]);
  });

  it.each([
    ['{{', 'ends inside'],
    ['{{#if a}}', 'ends inside'],
    ['{{#if a}}{{/with}}', 'another name'],
    ['{{a/../b}}', 'path'],
    ['x\n{{a | }}', 'malformed'],
  ])('says what is wrong with %j', (text, message) => {
    const { tree, problems } = parseTemplate(text);
    expect(tree).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(message);
    expect(problems[0]?.range.end).toBeLessThanOrEqual(text.length);
  });

  it('bounds length, depth of blocks, of calls and of chains', () => {
    const deep = [
      'x'.repeat(300_000),
      '{{#if a}}'.repeat(100) + '{{/if}}'.repeat(100),
      `{{#if a}}${'{{else if b}}'.repeat(5_000)}{{/if}}`,
      `{{f ${'(f '.repeat(5_000)}a${')'.repeat(5_000)}}}`,
      `{{a ${'| f '.repeat(5_000)}}}`,
    ];
    for (const text of deep) expect(parseTemplate(text).problems).toHaveLength(1);
  });

  it('never throws, whatever the text, and what parses renders or says why not', () => {
    const part = fc.constantFrom(
      '{{',
      '}}',
      '{{{',
      '}}}',
      '|',
      '"x"',
      '[',
      ']',
      '(',
      ')',
      'a',
      '.',
      '../',
      '@',
      ' ',
      '~',
      '#if ',
      '/if',
      'else',
      '^',
      '!',
      '--',
      '&',
      '>',
      '*',
      '\\',
      '\n',
      'as |x|',
      '=',
      '1',
      'upper ',
      '#each ',
      '/each',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const parsed = parseTemplate(parts.join(''));
        checkTemplate(parsed);
        renderTemplate(parsed.tree, { a: [{ a: 1 }] }, { maxLength: 1_000 });
      }),
      { numRuns: 1_000, seed: 4 },
    );
  });
});

describe('checkTemplate', () => {
  it('accepts the helpers of the list', () => {
    expect(
      objections('{{date a "yyyy"}}{{a | default "-" | title}}{{#each a}}{{@index}}{{this}}{{../b}}{{/each}}'),
    ).toEqual([]);
  });

  it('objects to everything else, at the exact characters', () => {
    expect(
      objections(
        '{{{a}}} {{&b}} {{exec c}} {{#loop d}}{{/loop}} {{> e}} {{* f}} {{g.__proto__}} {{#if}}{{/if}} {{upper h loud=i}}',
      ),
    ).toEqual([
      ['raw-output', '{{{a}}}'],
      ['raw-output', '{{&b}}'],
      ['unknown-helper', 'exec'],
      ['unknown-block', 'loop'],
      ['partial', '{{> e}}'],
      ['decorator', '{{* f}}'],
      ['prototype-access', 'g.__proto__'],
      ['missing-argument', 'if'],
      ['unknown-argument', 'i'],
    ]);
  });

  it('does not take what objects inherit for helpers', () => {
    for (const name of ['toString', 'hasOwnProperty', 'valueOf']) {
      expect(objections(`{{${name} a}}`)).toEqual([['unknown-helper', name]]);
    }
  });
});
