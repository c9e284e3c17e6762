import { describe, expect, it } from 'vitest';
import { boxesPath, outlineLayers } from '../../renderer/features/graph/outlinePaths.ts';
import { extentOf, nodeAt } from '../../renderer/features/graph/sight.ts';
import { drawGraph } from '../../renderer/workers/graph/drawGraph.ts';
import { workflowGraph } from '../../shared/workflow/graph.ts';

const step = { set: { x: 1 } };
const picture = drawGraph(
  workflowGraph({ do: [{ first: step }, { loop: { for: { in: '.items' }, do: [{ inner: step }] } }, { last: step }] }),
  {},
);
const node = (id: string) => picture.nodes.find((placed) => placed.id === id);
const middle = (id: string) => {
  const { x = 0, y = 0, width = 0, height = 0 } = node(id) ?? {};
  return { x: x + width / 2, y: y + height / 2 };
};

describe('a point of the drawing', () => {
  it('is of the innermost task that is there', () => {
    expect(nodeAt(picture, middle('/do/1/loop/do/0/inner'))?.id).toBe('/do/1/loop/do/0/inner');
    expect(nodeAt(picture, { x: middle('/do/1/loop').x, y: (node('/do/1/loop')?.y ?? 0) + 5 })?.id).toBe('/do/1/loop');
    expect(nodeAt(picture, { x: -50, y: -50 })).toBeUndefined();
  });
});

describe('a way', () => {
  it('covers its points and its label', () => {
    const [edge] = picture.edges;
    if (edge === undefined) throw new Error('no ways');
    const points = [
      { x: 0, y: 0 },
      { x: 0, y: 100 },
    ];
    expect(extentOf({ ...edge, points, label: null, labelAt: null })).toEqual({ x: 0, y: 0, width: 0, height: 100 });
    expect(extentOf({ ...edge, points, label: 'a', labelAt: { x: 200, y: 50 } }).width).toBeGreaterThan(200);
  });
});

describe('the drawing from afar', () => {
  it('has every box and every way once, from the outside inwards', () => {
    const layers = outlineLayers(picture);
    expect(layers.map(({ depth }) => depth)).toEqual([0, 1]);
    const count = (text: string, of: string) => text.split(of).length - 1;
    const boxes = layers.map(({ frames, tasks }) => count(frames + tasks, 'z')).reduce((sum, one) => sum + one);
    expect(boxes).toBe(picture.nodes.length + picture.regions.length);
    const ways = layers.flatMap((layer) => layer.ways).map(({ path }) => count(path, 'M'));
    expect(ways.reduce((sum, one) => sum + one)).toBe(picture.edges.length);
    expect(boxesPath([{ x: 1, y: 2, width: 3, height: 4 }])).toBe('M1 2h3v4h-3z');
  });
});
