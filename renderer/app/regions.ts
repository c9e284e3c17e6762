const focusable =
  'textarea.inputarea, [role="grid"], [role="treegrid"], button:not([tabindex="-1"]), input, select, textarea, a[href], [tabindex="0"]';

/** Moves the focus into an element, to the first thing that takes it. False where nothing does. */
function focusInside(element: Element | null | undefined): boolean {
  const body = element?.querySelector('.dv-content-container') ?? element;
  const wanted = body?.querySelector<HTMLElement>('[data-focus-first]');
  const target = wanted ?? body?.querySelector<HTMLElement>(focusable);
  target?.focus();
  return target != null;
}

/** Frames for which a view may take to be loaded and drawn. */
const patience = 60;

/** Moves the focus into an element as soon as there is something in it to focus. */
export function focusSoon(find: () => Element | undefined, frames = patience): void {
  requestAnimationFrame(() => {
    if (!focusInside(find()) && frames > 0) focusSoon(find, frames - 1);
  });
}

/** The parts of the window between which F6 goes round. */
function regions(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-region], .dv-groupview')].filter(
    (element) => element.offsetParent !== null,
  );
}

/** Moves the focus to the next (1) or previous (-1) part of the window. */
export function cycleRegions(direction: 1 | -1): void {
  const all = regions();
  const at = all.findIndex((region) => region.contains(document.activeElement));
  focusInside(all.at(at < 0 ? 0 : (at + direction) % all.length));
}
