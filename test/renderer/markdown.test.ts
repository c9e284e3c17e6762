import { describe, expect, it } from 'vitest';
import { linkedPage, readInlines, readMarkdown } from '../../renderer/features/docs/markdown.ts';

describe('reading Markdown', () => {
  it('knows headings, paragraphs, lists, code and tables', () => {
    const text =
      '# Title\n\nOne\ntwo.\n\n- a\n- b\n  more\n\n3. c\n\n```yaml\nx: 1\n```\n\n| H | I |\n|---|---|\n| 1 | 2 |\n';
    expect(readMarkdown(text)).toEqual([
      { kind: 'heading', level: 1, inlines: [{ kind: 'text', text: 'Title' }] },
      { kind: 'paragraph', inlines: [{ kind: 'text', text: 'One two.' }] },
      { kind: 'list', start: null, items: [[{ kind: 'text', text: 'a' }], [{ kind: 'text', text: 'b more' }]] },
      { kind: 'list', start: 3, items: [[{ kind: 'text', text: 'c' }]] },
      { kind: 'code', language: 'yaml', text: 'x: 1' },
      {
        kind: 'table',
        rows: [
          [[{ kind: 'text', text: 'H' }], [{ kind: 'text', text: 'I' }]],
          [[{ kind: 'text', text: '1' }], [{ kind: 'text', text: '2' }]],
        ],
      },
    ]);
  });

  it('knows code, strong, emphasis and links, and leaves HTML as text', () => {
    expect(readInlines('`a` **b** *c* [d](e.md) <img src=x>')).toEqual([
      { kind: 'code', text: 'a' },
      { kind: 'text', text: ' ' },
      { kind: 'strong', text: 'b' },
      { kind: 'text', text: ' ' },
      { kind: 'emphasis', text: 'c' },
      { kind: 'text', text: ' ' },
      { kind: 'link', text: 'd', target: 'e.md' },
      { kind: 'text', text: ' <img src=x>' },
    ]);
  });

  it('ends on a block of code that nobody closed', () => {
    expect(readMarkdown('```\nx')).toEqual([{ kind: 'code', language: '', text: 'x' }]);
  });
});

describe('links', () => {
  it('lead to pages of the documentation and nowhere else', () => {
    expect(linkedPage('trace.md', 'index')).toBe('trace');
    expect(linkedPage('../trace.md#digest', 'rules/no-timeout')).toBe('trace');
    expect(linkedPage('/rules/raw-output.md', 'index')).toBe('rules/raw-output');
    for (const outside of [
      'https://example.com',
      'file:///etc/passwd',
      'javascript:alert(1)',
      '//host',
      '#here',
      'A B.md',
    ]) {
      expect(linkedPage(outside, 'index')).toBeNull();
    }
  });
});
