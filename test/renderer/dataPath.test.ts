import { describe, expect, it } from 'vitest';
import { pathParts } from '../../renderer/features/graph/dataPath.ts';
import type { PathStep } from '../../renderer/state/graph/marking.ts';

const box = { x: 0, y: 0, width: 100, height: 40 };
const boxes = new Map(['a', 'b'].map((id) => [id, box]));
const steps = (...tasks: string[]): PathStep[] =>
  tasks.map((task, at) => ({ number: at + 1, role: 'step', message: '', task }));
const shownAs = (task: string): string | null => (boxes.has(task) ? task : null);

describe('the way of data over the drawing', () => {
  it('goes from each box to the next other one, past what is not drawn', () => {
    const between = (...tasks: string[]) => pathParts(steps(...tasks), boxes, shownAs).map(({ id }) => id);
    expect(between('a', 'a', 'b')).toEqual(['0 a b']);
    expect(between('a', 'gone', 'a', 'b')).toEqual(['0 a b']);
    expect(between('a', 'b', 'a')).toEqual(['0 a b', '1 b a']);
    expect(between('a', 'gone')).toEqual([]);
  });
});
