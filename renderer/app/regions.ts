/** What to focus in a part, best first: what asks for it, what the part is mostly about, anything. */
const wanted = [
  '[data-focus-first]',
  '.native-edit-context, textarea.inputarea, [role="grid"], [role="treegrid"]',
  'button:not([tabindex="-1"]):enabled, input:enabled, select:enabled, textarea:enabled, a[href], [tabindex="0"]',
];

/** Moves the focus into an element, to what it is mostly about or the first thing that takes it. False where nothing does. */
export function focusInside(element: Element | null | undefined): boolean {
  const body = element?.querySelector('.dv-content-container') ?? element;
  const target = wanted.map((selector) => body?.querySelector<HTMLElement>(selector)).find((found) => found != null);
  target?.focus();
  return target !== undefined;
}

/** Frames for which a view may take to be loaded and drawn. */
const patience = 60;

/** Moves the focus into an element as soon as there is something in it to focus. */
export function focusSoon(find: () => Element | undefined, frames = patience): void {
  requestAnimationFrame(() => {
    if (!focusInside(find()) && frames > 0) focusSoon(find, frames - 1);
  });
}

/** Parts that stay; those that come and go, like messages, are `passing`. */
const lasting = '[data-region]:not([data-region="passing"]), .dv-groupview';

/** The parts of the window between which F6 goes round. */
function regions(): HTMLElement[] {
  const all = document.querySelectorAll<HTMLElement>(`${lasting}, [data-region]`);
  return [...all].filter((element) => element.getClientRects().length > 0);
}

/** The part of the window that an element is in; null for what passes or lies over the window. */
export function regionOf(element: Element): Element | null {
  return element.closest(lasting);
}

/** Moves the focus to the next (1) or previous (-1) part of the window. */
export function cycleRegions(direction: 1 | -1): void {
  const all = regions();
  const at = all.findIndex((region) => region.contains(document.activeElement));
  focusInside(all.at(at < 0 ? 0 : (at + direction) % all.length));
}
