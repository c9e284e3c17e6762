import type { DocumentEntry } from '../../shared/contract/documentMethods.ts';
import { virtualPathSchema } from '../../shared/contract/values.ts';

/** Why a name will not do for a document, or null. */
export function pathObjection(path: string, entries: readonly DocumentEntry[]): string | null {
  if (path.trim() === '') return 'Enter a name.';
  if (!virtualPathSchema.safeParse(path).success) return 'Use plain names separated by /, without .. or \\.';
  if (!/\.(?:ya?ml|json)$/i.test(path)) return 'End the name in .yaml or .json.';
  return entries.some((entry) => entry.path === path) ? 'There is a document of this name already.' : null;
}
