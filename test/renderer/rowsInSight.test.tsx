import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useRowsInSight } from '../../renderer/ui/useRowsInSight.ts';

let resize: (height: number) => void = () => undefined;
let show: (index: number) => void = () => undefined;

function List({ count, header = 0 }: { readonly count: number; readonly header?: number }) {
  const { show: bring, ...sight } = useRowsInSight(count, { padding: 4, header });
  show = bring;
  return (
    <div ref={sight.scroller} data-testid="scroller">
      <ul data-height={sight.height}>
        {sight.rows.map((index) => (
          <li key={index} data-top={sight.topOf(index)}>
            {index}
          </li>
        ))}
      </ul>
    </div>
  );
}

function started(count: number, header?: number): HTMLElement {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      readonly #told: (entries: unknown[]) => void;
      constructor(told: (entries: unknown[]) => void) {
        this.#told = told;
      }
      observe(): void {
        resize = (height) => act(() => this.#told([{ contentRect: { height } }]));
      }
      disconnect(): void {}
    },
  );
  render(<List count={count} {...(header !== undefined && { header })} />);
  return screen.getByTestId('scroller');
}

const made = (): number[] => screen.queryAllByRole('listitem').map(({ textContent }) => Number(textContent));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the rows of a long list that are made', () => {
  it('are those in sight and some around them, while it scrolls and changes its size', () => {
    const scroller = started(100_000);
    expect(screen.getByRole('list').dataset.height).toBe(String(100_000 * 26 + 8));
    expect(made()[0]).toBe(0);
    expect(made().length).toBeLessThan(50);
    scroller.scrollTop = 50_000 * 26;
    fireEvent.scroll(scroller);
    expect(made()).toContain(49_999);
    expect(made()).toContain(50_015);
    expect(made().length).toBeLessThan(50);
    resize(2_000);
    expect(made()).toContain(50_077);
  });

  it('are all of a short one, and none of an empty one', () => {
    started(3);
    expect(made()).toEqual([0, 1, 2]);
    cleanup();
    started(0);
    expect(made()).toEqual([]);
  });

  it('are brought into sight by as much as is needed, and clear of what stays above them', () => {
    const scroller = started(1_000, 28);
    resize(260);
    act(() => show(5));
    expect(scroller.scrollTop).toBe(0);
    act(() => show(20));
    expect(scroller.scrollTop).toBe(4 + 21 * 26 + 4 + 28 - 260);
    act(() => show(20));
    expect(scroller.scrollTop).toBe(4 + 21 * 26 + 4 + 28 - 260);
    act(() => show(2));
    expect(scroller.scrollTop).toBe(2 * 26);
  });
});
