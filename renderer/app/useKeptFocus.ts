import { useEffect } from 'react';
import { focusInside, regionOf } from './regions.ts';

/** Frames for which a dialog that closes may take to give the focus back by itself. */
const patience = 2;

function afterFrames(frames: number, run: () => void): void {
  requestAnimationFrame(() => (frames > 1 ? afterFrames(frames - 1, run) : run()));
}

/** Whether an element that had the focus can have it no more. */
function isGone(element: Element): boolean {
  return !element.isConnected || element.matches(':disabled');
}

/**
 * Keeps the focus in the part of the window where it was when what had it goes away or can be pressed no more: a button that
 * did its work, a form that was sent. Otherwise the next key would go nowhere, and a screen reader would start at the top.
 */
function keepFocus(): () => void {
  let last: Element | null = null;
  let region: Element | null = null;
  const note = ({ target }: FocusEvent): void => {
    if (!(target instanceof Element)) return;
    last = target;
    region = regionOf(target) ?? region;
  };
  // Whoever clicks beside everything means to leave it.
  const leave = (): void => {
    if (last !== null && !isGone(last)) last = null;
  };
  const mend = (): void => {
    const { activeElement } = document;
    // A disabled button may keep the focus for a while, and takes no keys.
    const isLost = activeElement === document.body || activeElement === last;
    if (last === null || !isGone(last) || !isLost) return;
    last = null;
    focusInside(region);
  };
  const observer = new MutationObserver(() => {
    if (last !== null && isGone(last)) afterFrames(patience, mend);
  });
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  document.addEventListener('focusin', note);
  document.addEventListener('pointerdown', leave, { capture: true });
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', note);
    document.removeEventListener('pointerdown', leave, { capture: true });
  };
}

/** As {@link keepFocus}, for as long as the window lives. */
export function useKeptFocus(): void {
  useEffect(keepFocus, []);
}
