import { rowLayout } from './rowLayout.ts';

/** Brings a row of a long list or tree into sight; rows are counted from 0 and all have the height of {@link rowLayout}. */
export function scrollToRow(scroller: HTMLElement, row: number): void {
  const top = rowLayout.padding + row * rowLayout.rowHeight;
  const bottom = top + rowLayout.rowHeight;
  if (top < scroller.scrollTop) scroller.scrollTop = top - rowLayout.padding;
  else if (bottom > scroller.scrollTop + scroller.clientHeight) {
    scroller.scrollTop = bottom - scroller.clientHeight + rowLayout.padding;
  }
}
