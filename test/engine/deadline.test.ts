import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Deadline } from '../../electron/core/rehearsal/deadline.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a deadline', () => {
  it('counts no time while it stands still', () => {
    const over = vi.fn();
    const deadline = new Deadline(over);
    deadline.restart(1_000);
    vi.advanceTimersByTime(600);
    deadline.pause();
    vi.advanceTimersByTime(5_000);
    deadline.resume();
    vi.advanceTimersByTime(399);
    expect(over).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(over).toHaveBeenCalledOnce();
  });

  it('begins anew, and ends without a word', () => {
    const over = vi.fn();
    const deadline = new Deadline(over);
    deadline.restart(1_000);
    vi.advanceTimersByTime(999);
    deadline.restart(1_000);
    vi.advanceTimersByTime(999);
    deadline.clear();
    deadline.resume();
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(5_000);
    expect(over).not.toHaveBeenCalled();
  });
});
