const focusable =
  'textarea.inputarea, [role="grid"], [role="treegrid"], button:not([tabindex="-1"]), input, select, textarea, a[href], [tabindex="0"]';

/** Moves the focus into an element: to what it names for that, otherwise to the first thing that takes it. */
export function focusInside(element: Element | null | undefined): void {
  const body = element?.querySelector('.dv-content-container') ?? element;
  const target = body?.querySelector<HTMLElement>('[data-first-focus]') ?? body?.querySelector<HTMLElement>(focusable);
  target?.focus();
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
