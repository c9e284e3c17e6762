import { useReactFlow, useStoreApi } from '@xyflow/react';
import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { type ShownGraph, startId, useGraph } from '../../state/graph/graphStore.ts';
import type { Rectangle } from '../../workers/graph/graphPicture.ts';
import { shownAs, useShownSelection } from './useShownSelection.ts';

const margin = 24;
/** Least zoom at which names can be read. */
const readable = 0.75;
/** Milliseconds. */
const moveTime = 160;

/** How long the view takes to the next task: no time at all while somebody goes on faster than it would arrive. */
function usePace(): () => number {
  const last = useRef(Number.NEGATIVE_INFINITY);
  return useCallback(() => {
    const now = performance.now();
    const isHurried = now - last.current < 2 * moveTime;
    last.current = now;
    return isHurried || matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : moveTime;
  }, []);
}

/** The view of the canvas: whole width and the top at first, then what is selected. */
export function useCanvasView(shown: ShownGraph): { frame: RefObject<HTMLDivElement | null>; start: () => void } {
  const flow = useReactFlow();
  const store = useStoreApi();
  const frame = useRef<HTMLDivElement | null>(null);
  const selection = useShownSelection();
  const pace = usePace();
  const { path } = shown;

  const reveal = useCallback(
    (box: Rectangle, duration: number) => {
      const { width, height, transform } = store.getState();
      const [x, y, zoom] = transform;
      const [left, top] = [box.x * zoom + x, box.y * zoom + y];
      // Of a container its header counts.
      const [wide, high] = [Math.min(box.width * zoom, width / 2), Math.min(box.height, 48) * zoom];
      const isSeen = left >= 0 && top >= 0 && left + wide <= width && top + high <= height;
      if (isSeen || width === 0) return;
      const centre = {
        x: box.x + Math.min(box.width, width / zoom) / 2,
        y: box.y + Math.min(box.height, height / zoom / 2) / 2,
      };
      void flow.setCenter(centre.x, centre.y, { zoom, duration });
    },
    [flow, store],
  );

  const start = useCallback(() => {
    const { shown: now, selected } = useGraph.getState();
    const { width } = store.getState();
    if (now === null || width === 0) return;
    const zoom = Math.min(1, Math.max(readable, (width - 2 * margin) / Math.max(1, now.picture.width)));
    const isWide = now.picture.width * zoom > width - 2 * margin;
    const first = now.picture.nodes.find(({ id }) => id === startId);
    const middle = isWide && first !== undefined ? first.x + first.width / 2 : now.picture.width / 2;
    void flow.setViewport({ x: width / 2 - middle * zoom, y: margin, zoom });
    const id = selected === null ? null : shownAs(now, selected);
    const box = now.picture.nodes.find((node) => node.id === id);
    if (box !== undefined) requestAnimationFrame(() => reveal(box, 0));
  }, [flow, store, reveal]);

  const drawnPath = useRef(path);
  useEffect(() => {
    if (drawnPath.current === path) return;
    drawnPath.current = path;
    start();
  }, [path, start]);

  useEffect(() => {
    const box = shown.picture.nodes.find(({ id }) => id === selection);
    if (box !== undefined) reveal(box, pace());
  }, [shown, selection, reveal, pace]);

  return { frame, start };
}
