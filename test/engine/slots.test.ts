import { describe, expect, it } from 'vitest';
import { Slots } from '../../electron/core/rehearsal/slots.ts';

/** Takes a slot and notes when it is had. */
function taker(slots: Slots, order: string[]) {
  return (name: string, lane: string, signal?: AbortSignal) =>
    slots.take(lane, signal).then((isGranted) => void order.push(isGranted ? name : `${name} left`));
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('slots', () => {
  it('serves first come, first served within a lane, and the lanes in turn', async () => {
    const slots = new Slots(1);
    const order: string[] = [];
    const take = taker(slots, order);
    void take('first', 'rows');
    for (const name of ['rows 1', 'rows 2', 'rows 3']) void take(name, 'rows');
    for (const name of ['run 1', 'run 2']) void take(name, 'run');
    await settled();
    for (let released = 0; released < 6; released += 1) {
      slots.release();
      await settled();
    }
    expect(order).toEqual(['first', 'rows 1', 'run 1', 'rows 2', 'run 2', 'rows 3']);
  });

  it('lets go who does not want to wait any more', async () => {
    const slots = new Slots(1);
    const order: string[] = [];
    const take = taker(slots, order);
    const abort = new AbortController();
    void take('first', 'run');
    void take('second', 'run', abort.signal);
    void take('third', 'run');
    abort.abort();
    await settled();
    slots.release();
    await settled();
    void take('fourth', 'run', abort.signal);
    await settled();
    expect(order).toEqual(['first', 'second left', 'third', 'fourth left']);
  });
});
