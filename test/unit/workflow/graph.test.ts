import { describe, expect, it } from 'vitest';
import { workflowGraph } from '../../../shared/workflow/graph.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';

function graphOf(text: string) {
  const document = parseDocument(text);
  if (!document.ok) throw new Error(document.error.message);
  return workflowGraph(document.value.value);
}

/** Edges as `kind from -> to`, with names in the place of references. */
function edgesOf(text: string): string[] {
  const short = (id: string) => id.replace(/^.*\/\d+\//, '').replace(/^\/do#/, '#');
  return graphOf(text).edges.map(({ kind, from, to }) => `${kind} ${short(from)} -> ${short(to)}`);
}

const set = (name: string, more = '') => `- ${name}: { set: { x: 1 }${more} }\n`;

describe('workflowGraph', () => {
  it('goes from task to task in order', () => {
    expect(edgesOf(`do:\n${set('a')}${set('b')}`)).toEqual(['next #start -> a', 'next a -> b', 'next b -> #end']);
  });

  it('follows directives', () => {
    const edges = edgesOf(`do:\n${set('a', ', then: c')}${set('b', ', then: end')}${set('c', ', then: b')}`);
    expect(edges).toEqual(['next #start -> a', 'then a -> c', 'then b -> #end', 'then c -> b']);
  });

  it('shows that a condition may pass a task over', () => {
    expect(edgesOf(`do:\n${set('a', ', if: .x, then: end')}${set('b')}`)).toContain('next a -> b');
  });

  it('leads on from an error that only a condition raises', () => {
    const raise = (more: string) =>
      `- r: { ${more}raise: { error: { type: "https://e.example.com/x", status: 400 } } }\n`;
    expect(edgesOf(`do:\n${raise('')}${set('a')}`)).not.toContain('next r -> a');
    expect(edgesOf(`do:\n${raise('if: .x, ')}${set('a')}`)).toContain('next r -> a');
  });

  it('has an edge for each case, and none onward behind a default', () => {
    const { edges } = graphOf(
      `do:\n- s: { switch: [ { big: { when: .total > 10, then: b } }, { other: { then: end } } ] }\n${set('a')}${set('b')}`,
    );
    expect(edges.filter(({ from }) => from === '/do/0/s').map(({ kind, to, label }) => [kind, to, label])).toEqual([
      ['case', '/do/2/b', 'big: .total > 10'],
      ['default', '/do#end', 'other'],
    ]);
  });

  it('tells errors and retries from the way onward', () => {
    const text = `do:
- t:
    try: [ { a: { set: { x: 1 } } } ]
    catch:
      errors: { with: { type: https://serverlessworkflow.io/spec/1.0.0/errors/communication } }
      retry: { delay: { seconds: 1 }, limit: { attempt: { count: 3 } } }
      do: [ { b: { set: { x: 2 } } } ]
`;
    const { edges, nodes } = graphOf(text);
    expect(
      edges
        .filter(({ kind }) => kind === 'error' || kind === 'retry')
        .map(({ kind, from, to, label }) => [kind, from, to, label]),
    ).toEqual([
      ['error', '/do/0/t/try', '/do/0/t/catch/do', 'communication'],
      ['retry', '/do/0/t/try', '/do/0/t/try', 'retry, 3 times at most'],
    ]);
    expect(nodes.find(({ id }) => id === '/do/0/t')?.regions).toEqual([
      { region: 'try', scope: '/do/0/t/try' },
      { region: 'catch', scope: '/do/0/t/catch/do' },
    ]);
  });

  it('puts branches side by side, and turns of a loop around it', () => {
    const fork = graphOf(`do:\n- f: { fork: { branches: [ { a: { set: { x: 1 } } }, { b: { set: { x: 2 } } } ] } }\n`);
    expect(fork.edges.filter(({ from }) => from.startsWith('/do/0/f/'))).toEqual([]);
    const loop = graphOf(`do:\n- l: { for: { in: .orders, each: order }, do: [ { a: { set: { x: 1 } } } ] }\n`);
    expect(loop.edges.find(({ kind }) => kind === 'repeat')?.label).toBe('each order in .orders');
  });

  it('has lists of functions and extensions beside the main one', () => {
    const text = `use: { functions: { f: { set: { x: 1 } } }, extensions: [ { e: { extend: all, before: [ { a: { set: { x: 1 } } } ] } } ] }\ndo:\n${set('a')}`;
    expect(graphOf(text).scopes).toEqual(['/do', '/use/extensions/0/e/before', '/use/functions']);
  });

  it('gives every edge two ends that there are', () => {
    const { nodes, edges } = graphOf(
      `do:\n- t: { try: [ { a: { set: { x: 1 }, then: exit } } ], catch: { then: nowhere } }\n- 7\n- u: 5\n`,
    );
    const places = new Set(nodes.flatMap(({ id, regions }) => [id, ...regions.map(({ scope }) => scope)]));
    expect(edges.filter(({ from, to }) => !places.has(from) || !places.has(to))).toEqual([]);
  });
});
