import type { Settings } from '../../../shared/contract/appMethods.ts';
import { useSettings } from './settingsStore.ts';

/** What the window looks like once the setting and the system have been asked. */
export type Look = 'light' | 'dark' | 'high-contrast';

const dark = '(prefers-color-scheme: dark)';
const contrast = '(prefers-contrast: more), (forced-colors: active)';

/** The look for a setting; `system` follows what the system prefers. */
export function lookFor(theme: Settings['theme'], prefers: (query: string) => boolean): Look {
  if (theme !== 'system') return theme;
  if (prefers(contrast)) return 'high-contrast';
  return prefers(dark) ? 'dark' : 'light';
}

const prefers = (query: string) => window.matchMedia(query).matches;

/** The look the window has now. */
export function currentLook(): Look {
  return lookFor(useSettings.getState().theme, prefers);
}

/** Tells when the look changes; the function that comes back stops it. */
export function onLook(listener: (look: Look) => void): () => void {
  let last = currentLook();
  const check = () => {
    const now = currentLook();
    if (now !== last) listener(now);
    last = now;
  };
  const queries = [dark, contrast].map((query) => window.matchMedia(query));
  for (const query of queries) query.addEventListener('change', check);
  const stop = useSettings.subscribe(check);
  return () => {
    for (const query of queries) query.removeEventListener('change', check);
    stop();
  };
}

/** Keeps the page's look as the setting and the system want it. */
export function startLook(): () => void {
  const apply = (look: Look) => {
    document.documentElement.dataset.theme = look;
  };
  apply(currentLook());
  return onLook(apply);
}
