import { describe, expect, it } from 'vitest';
import { drawGraph } from '../../renderer/workers/graph/drawGraph.ts';
import { drawnAtFirst, maxList } from '../../renderer/workers/graph/foldGraph.ts';
import type { Folds, GraphPicture, PlacedNode, Rectangle } from '../../renderer/workers/graph/graphPicture.ts';
import { workflowGraph } from '../../shared/workflow/graph.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';
import { parentPointer } from '../../shared/workflow/pointer.ts';

function picture(text: string, folds: Folds = {}): GraphPicture {
  const document = parseDocument(text);
  if (!document.ok) throw new Error(document.error.message);
  return drawGraph(workflowGraph(document.value.value), folds);
}

const set = (name: string, more = '') => `- ${name}: { set: { x: 1 }${more} }\n`;
const list = (count: number, make: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => make(at)).join('');

const everything = `use:
  functions: { f: { set: { x: 1 } }, g: { do: [ { in: { set: { x: 1 } } } ] } }
  extensions: [ { log: { extend: all, before: [ { note: { set: { x: 1 } } } ] } } ]
do:
- ask: { set: { x: 1 } }
- choose: { switch: [ { big: { when: .total > 10, then: try it } }, { none: { when: .none, then: end } }, { other: { then: all } } ] }
- all:
    fork: { branches: [ { a: { set: { x: 1 } } }, { b: { do: [ { c: { set: { x: 1 } } }, { d: { wait: PT1S, then: exit } } ] } } ] }
- each: { for: { in: .items }, do: [ { one: { set: { x: 1 }, if: .x, then: exit } }, { two: { set: { x: 1 } } } ] }
- try it:
    try: [ { go: { set: { x: 1 } } } ]
    catch: { errors: { with: { status: 500 } }, retry: { limit: { attempt: { count: 3 } } }, do: [ { mend: { set: { x: 1 } } } ] }
    then: ask
`;

const contains = (outer: Rectangle, inner: Rectangle) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;
const overlap = (a: Rectangle, b: Rectangle) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** The list that a node stands in: its own place, without index and name. */
const scopeOf = ({ id }: PlacedNode) =>
  id.includes('#') ? id.slice(0, id.indexOf('#')) : parentPointer(parentPointer(id));

function overlapping({ nodes }: GraphPicture): string[] {
  const lists = Map.groupBy(nodes, scopeOf);
  return [...lists.values()].flatMap((siblings) =>
    siblings.flatMap((a, at) => siblings.slice(at + 1).flatMap((b) => (overlap(a, b) ? [`${a.id} ${b.id}`] : []))),
  );
}

function outside({ nodes }: GraphPicture): string[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return nodes.flatMap((node) => {
    for (let id = scopeOf(node); id !== ''; id = parentPointer(id)) {
      const holder = byId.get(id);
      if (holder !== undefined)
        return contains(holder, node) && node.depth > holder.depth ? [] : [`${node.id} in ${id}`];
    }
    return [];
  });
}

describe('the drawing of a graph', () => {
  it('keeps tasks of one list apart, and what is inside of a container inside', () => {
    const drawn = picture(everything);
    expect(drawn.nodes.filter(({ container }) => container === 'open')).toHaveLength(5);
    expect(overlapping(drawn)).toEqual([]);
    expect(outside(drawn)).toEqual([]);
    const whole = { x: 0, y: 0, width: drawn.width, height: drawn.height };
    expect([...drawn.nodes, ...drawn.regions].filter((box) => !contains(whole, box))).toEqual([]);
  });

  it('is the same for the same graph', () => {
    expect(picture(everything)).toEqual(picture(everything));
  });

  it('moves nothing above a task that is added', () => {
    const chain = picture(`do:\n${list(5, (at) => set(`t${at}`))}`);
    const longer = picture(`do:\n${list(6, (at) => set(`t${at}`))}`);
    const places = ({ nodes }: GraphPicture) => nodes.slice(0, 6).map(({ id, x, y }) => ({ id, x, y }));
    expect(places(longer)).toEqual(places(chain));
  });

  it('draws every way from box to box', () => {
    const { nodes, regions, edges } = picture(everything);
    const boxes = new Set([...nodes, ...regions].map(({ id }) => id));
    expect(edges.filter(({ from, to, points }) => !boxes.has(from) || !boxes.has(to) || points.length < 2)).toEqual([]);
    expect(new Set(edges.map(({ kind }) => kind))).toEqual(
      new Set(['next', 'then', 'case', 'default', 'error', 'retry', 'repeat']),
    );
  });

  it('gives a way that ends early an end beside its task', () => {
    const { nodes } = picture(`do:\n${set('a', ', then: end')}${list(30, (at) => set(`t${at}`))}`);
    const ends = nodes.filter(({ kind }) => kind === 'end');
    expect(ends).toHaveLength(2);
    expect(Math.min(...ends.map(({ y }) => y))).toBeLessThan(300);
  });

  it('says what stands above the lists beside the main one', () => {
    const { regions } = picture(everything);
    expect(regions.filter(({ region }) => region === 'scope').map(({ title }) => title)).toEqual([
      'extension log, before each task',
      'functions',
    ]);
    expect(regions.map(({ title }) => title)).toContain('try, retry, 3 times at most');
  });

  it('keeps the tasks that no way passes by in one line', () => {
    const jumps = `{ switch: [ { a: { when: .x, then: NEXT } }, { b: { when: .y, then: end } } ] }`;
    const drawn = picture(
      `do:\n${list(40, (at) => (at % 5 === 0 ? `- t${at}: ${jumps.replace('NEXT', `t${at + 3}`)}\n` : set(`t${at}`)))}`,
    );
    const passed = (at: number) => at % 5 === 1 || at % 5 === 2;
    const line = drawn.nodes.filter(({ id, label }) => /t\d+$/.test(id) && !passed(Number(label.slice(1))));
    expect(new Set(line.map(({ x, width }) => x + width / 2)).size).toBe(1);
    expect(overlapping(drawn)).toEqual([]);
  });

  it('keeps tasks apart however they jump, and where nothing leads to them', () => {
    for (let seed = 1; seed <= 24; seed += 1) {
      const to = (at: number) => (at * seed * 7 + seed) % 24;
      const task = (at: number) =>
        (at * seed) % 4 === 0 ? set(`t${at}`, `, then: ${to(at) % 5 === 0 ? 'end' : `t${to(at)}`}`) : set(`t${at}`);
      const drawn = picture(`do:\n${list(24, task)}`);
      expect({ seed, overlaps: overlapping(drawn) }).toEqual({ seed, overlaps: [] });
    }
  });

  it('keeps apart what it draws as a column', () => {
    const jumpy = (at: number) => set(`t${at}`, `, if: .x, then: ${at % 2 === 0 ? 'end' : `t${(at * 37) % 300}`}`);
    const drawn = picture(`do:\n${list(300, jumpy)}`);
    expect(overlapping(drawn)).toEqual([]);
    expect(drawn.edges.filter(({ points }) => points.length < 2)).toEqual([]);
  });
});

describe('a fold', () => {
  it('hides what is inside of a container', () => {
    const drawn = picture(everything, { '/do/3/each': true });
    expect(drawn.nodes.find(({ id }) => id === '/do/3/each')?.container).toBe('folded');
    expect(drawn.nodes.some(({ id }) => id.startsWith('/do/3/each/'))).toBe(false);
    expect(drawn.foldedByBound).toBe(0);
  });

  it('is made where the drawing would be too large, and can be opened', () => {
    const inner = `[ ${Array.from({ length: 100 }, (_, at) => `{ t${at}: { set: { x: 1 } } }`).join(', ')} ]`;
    const text = `do:\n${list(100, (at) => `- c${at}: { do: ${inner} }\n`)}`;
    const drawn = picture(text);
    expect(drawn.nodes.length).toBeLessThanOrEqual(drawnAtFirst);
    expect(drawn.foldedByBound).toBeGreaterThan(80);
    const opened = picture(text, { '/do/99/c99': false });
    expect(opened.nodes.filter(({ id }) => id.startsWith('/do/99/c99/')).length).toBeGreaterThan(100);
  });

  it('leaves the end of a very long list out, and says how much', () => {
    const drawn = picture(`do:\n${list(10_000, (at) => set(`t${at}`, at % 9 === 0 ? ', then: t5' : ''))}`);
    expect(drawn.nodes).toHaveLength(maxList + 1);
    expect(drawn.leftOut).toBe(10_001 - maxList);
    expect(drawn.nodes.at(-1)).toMatchObject({
      kind: 'rest',
      label: `${drawn.leftOut.toLocaleString('en')} more tasks`,
    });
  });

  it('is made far inside', () => {
    let inner = '{ t: { set: { x: 1 } } }';
    for (let depth = 0; depth < 40; depth += 1) inner = `{ d${depth}: { do: [ ${inner} ] } }`;
    const drawn = picture(`do: [ ${inner} ]`);
    expect(drawn.foldedByBound).toBe(1);
    expect(outside(drawn)).toEqual([]);
  });
});
