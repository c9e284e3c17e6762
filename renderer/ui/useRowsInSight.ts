import { type RefCallback, useCallback, useRef, useState } from 'react';
import { rowLayout } from './rowLayout.ts';

/** What of a long list is made: the rows in sight and some around them. */
export interface RowsInSight {
  /** For the element that scrolls. */
  readonly scroller: RefCallback<HTMLElement>;
  /** Indices of the rows to make. */
  readonly rows: readonly number[];
  /** Height of all rows, in pixels. */
  readonly height: number;
  /** Where a row begins, in pixels from the first one's place. */
  topOf(index: number): number;
  /** Brings a row into sight. */
  show(index: number): void;
}

interface RowsOptions {
  /** Room before the first and after the last row, in pixels. */
  readonly padding?: number;
  /** Height of what stays above the rows while they scroll, in pixels. */
  readonly header?: number;
}

/** Rows by which what is made grows and shrinks: most steps of a scroll then make nothing new. */
const block = 8;
/** Before the element is measured, in pixels. */
const firstHeight = 400;

interface View {
  element: HTMLElement | null;
  top: number;
  height: number;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

const { rowHeight } = rowLayout;

function spanOf({ top, height }: View): Span {
  const from = Math.floor(top / rowHeight / block) * block - block;
  const to = Math.ceil((top + height) / rowHeight / block) * block + block;
  return { from: Math.max(0, from), to };
}

/**
 * Which rows of {@link rowLayout} are in sight. All of one height, so nothing is measured but the element itself, and that only
 * when it scrolls or changes its size: to ask the page for it at every change would have it laid out each time.
 */
export function useRowsInSight(count: number, { padding = 0, header = 0 }: RowsOptions = {}): RowsInSight {
  const view = useRef<View>({ element: null, top: 0, height: firstHeight });
  const [{ from, to }, setSpan] = useState(() => spanOf(view.current));
  const look = useCallback((change: Partial<View>) => {
    Object.assign(view.current, change);
    const next = spanOf(view.current);
    setSpan((before) => (before.from === next.from && before.to === next.to ? before : next));
  }, []);
  const scroller = useCallback(
    (element: HTMLElement) => {
      look({ element, top: element.scrollTop });
      const onScroll = (): void => look({ top: element.scrollTop });
      const sizes = new ResizeObserver(([entry]) => entry !== undefined && look({ height: entry.contentRect.height }));
      element.addEventListener('scroll', onScroll, { passive: true });
      sizes.observe(element);
      return () => {
        element.removeEventListener('scroll', onScroll);
        sizes.disconnect();
        view.current.element = null;
      };
    },
    [look],
  );
  const topOf = (index: number): number => padding + index * rowHeight;
  const show = useCallback(
    (index: number) => {
      const { element, top, height } = view.current;
      const [start, end] = [index * rowHeight, padding + (index + 1) * rowHeight + padding + header];
      const wanted = start < top ? start : Math.max(top, end - height);
      if (element === null || wanted === top) return;
      element.scrollTop = wanted;
      look({ top: wanted });
    },
    [look, padding, header],
  );
  const end = Math.min(to, count);
  const rows = Array.from({ length: Math.max(0, end - from) }, (_, at) => from + at);
  return { scroller, rows, height: count * rowHeight + 2 * padding, topOf, show };
}
