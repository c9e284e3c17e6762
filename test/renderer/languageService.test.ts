import { describe, expect, it } from 'vitest';
import { answer } from '../../renderer/workers/languageService.ts';
import { noContext } from '../../shared/diagnostics/checkContext.ts';
import type { Finding } from '../../shared/diagnostics/finding.ts';
import type { Completion } from '../../shared/workflow/complete.ts';
import { greeting } from './startedPage.ts';

/** Completions where the text has a `¦`. */
function completions(marked: string): readonly Completion[] {
  const offset = marked.indexOf('¦');
  const document = { path: 'a.yaml', kind: 'workflow', text: marked.replace('¦', '') } as const;
  return answer({ ask: 'complete', document, offset }) as readonly Completion[];
}

const labels = (marked: string) => completions(marked).map((one) => one.label);

describe('completion', () => {
  it('knows the language', () => {
    expect(labels(greeting.replace('set:\n        text: hello', 'wa¦'))).toContain('wait');
  });

  it('knows functions and variables inside an expression', () => {
    expect(labels(greeting.replace('hello', '${ .a | sel¦ }'))).toContain('select(condition)');
    expect(labels(greeting.replace('hello', '"${ $con¦"'))).toContain('$context');
    expect(labels(greeting.replace('set:', 'if: .a | leng¦\n      set:'))).toContain('length');
  });

  it('knows the language again behind an expression', () => {
    expect(labels(greeting.replace('hello', '${ .a } sel¦'))).not.toContain('select(condition)');
  });

  it('writes variables as they are, not as places to fill in', () => {
    const [context] = completions(greeting.replace('hello', '${ $contex¦ }'));
    expect(context?.insertText).toBe('\\$context');
  });
});

describe('a policy', () => {
  const ask = (what: 'complete' | 'hover', marked: string) => {
    const document = { path: 'policy.yaml', kind: 'policy', text: marked.replace('¦', '') } as const;
    return answer({ ask: what, document, offset: marked.indexOf('¦') });
  };

  it('has completion with the rules there are, and hover', () => {
    const offered = ask('complete', 'policy: 1\nseverities:\n  ¦\n') as readonly Completion[];
    expect(offered.map(({ label }) => label)).toContain('no-timeout');
    expect(ask('hover', 'policy: 1\nlim¦its: {}\n')).toMatchObject({ markdown: expect.stringContaining('**limits**') });
  });
});

describe('a rule', () => {
  it('is explained by its title, why and remedy', () => {
    expect(answer({ ask: 'rule', rule: 'no-timeout' })).toMatchObject({ why: expect.any(String) });
    expect(answer({ ask: 'rule', rule: 'nonsense' })).toBeNull();
  });
});

describe('the check', () => {
  const terms = { policy: null, today: '2026-11-22', profile: null, context: noContext };
  const check = (path: string, kind: 'workflow' | 'scenario' | 'policy', text: string) =>
    answer({ ask: 'check', document: { path, kind, text }, ...terms });

  it('finds nothing in a text that is right', () => {
    expect(check('a.yaml', 'workflow', greeting)).toEqual([]);
    expect(check('a.happy.scenario.yaml', 'scenario', 'input: {}')).toEqual([]);
  });

  it('finds the same in what is typed as in what is opened, through mistakes and back', () => {
    const typed = [
      'do:\n',
      'do:\n  - ask',
      'do:\n  - ask:\n      cal',
      'do:\n  - ask: { call: http, with: { method: get',
    ];
    const last = greeting.replace(
      /do:[\s\S]*$/,
      'do:\n  - ask: { call: http, with: { method: get, endpoint: "http://a.example" } }\n',
    );
    for (const text of [greeting, ...typed.map((end) => greeting.replace(/do:[\s\S]*$/, end))]) {
      check('a.yaml', 'workflow', text);
    }
    const found = check('a.yaml', 'workflow', last);
    expect(found).toContainEqual(expect.objectContaining({ rule: 'insecure-scheme' }));
    check('b.yaml', 'workflow', '- nothing\n');
    expect(check('a.yaml', 'workflow', last)).toEqual(found);
  });

  it('finds what differs on a runtime, where one is chosen', () => {
    const text = greeting.replace(/do:[\s\S]*$/, 'do:\n  - a: { set: "${ . }" }\n');
    const on = (profile: string | null) =>
      answer({
        ask: 'check',
        document: { path: 'a.yaml', kind: 'workflow', text },
        ...terms,
        profile,
      });
    expect(on('synapse')).toMatchObject([{ rule: 'synapse' }]);
    expect([on(null), on('nonsense')]).toEqual([[], []]);
  });

  it('says one sentence about a text beyond the limits', () => {
    const bomb = `a: &a [x]\n${Array.from({ length: 40 }, (_, at) => `k${at}: [${'*a, '.repeat(3)}*a]`).join('\n')}`;
    const nested = '['.repeat(20_000);
    for (const text of [nested]) expect(check('a.yaml', 'workflow', text)).toHaveLength(1);
    expect(() => check('a.yaml', 'workflow', bomb)).not.toThrow();
  });

  it('looks at scenarios for their notation, and at policies whole', () => {
    expect(check('a.scenario.yaml', 'scenario', 'a: [')).toMatchObject([{ rule: 'syntax' }]);
    expect(check('policy.yaml', 'policy', 'policy: 99')).toMatchObject([{ rule: 'policy' }]);
  });

  it('reads JSON as JSON', () => {
    const rules = (check('a.json', 'workflow', 'document: yaml') as Finding[]).map((one) => one.rule);
    expect(new Set(rules)).toEqual(new Set(['syntax']));
  });

  it('reads the same text as what the name of each document says', () => {
    const syntax = (path: string) =>
      (check(path, 'workflow', greeting) as Finding[]).filter(({ rule }) => rule === 'syntax').length;
    expect([syntax('a.yaml'), syntax('a.json') > 0, syntax('a.yaml')]).toEqual([0, true, 0]);
  });
});

describe('locating', () => {
  it('finds a node by its pointer', () => {
    const document = { path: 'a.yaml', kind: 'workflow', text: greeting } as const;
    const range = answer({ ask: 'locate', document, pointer: '/do/0/greet/set/text' });
    expect(range).toEqual({ start: greeting.indexOf('hello'), end: greeting.indexOf('hello') + 5 });
    expect(answer({ ask: 'locate', document, pointer: '/nowhere' })).toBeNull();
  });
});
