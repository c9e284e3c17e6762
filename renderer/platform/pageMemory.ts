import type { Json } from '../../shared/base/json.ts';

/** What outlives a reload of the page, and nothing else: its session is kept in memory and ends with the window. */
export function remember(key: string, value: Json): void {
  sessionStorage.setItem(key, JSON.stringify(value));
}

/** What was remembered under a key, or null. */
export function recall(key: string): Json {
  const text = sessionStorage.getItem(key);
  return text === null ? null : (JSON.parse(text) as Json);
}
