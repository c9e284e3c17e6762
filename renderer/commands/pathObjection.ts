import type { DocumentEntry } from '../../shared/contract/documentMethods.ts';

const longest = 400;

/** Whether a path is one that the contract takes; said here again, because the contract's schemas weigh more than the check. */
export function isVirtualPath(path: string): boolean {
  const names = path.split('/');
  const isPlain = (name: string) => name !== '' && name !== '.' && name !== '..' && !/[\\\p{Cc}]/u.test(name);
  return path.length <= longest && names.every(isPlain);
}

/** Why a name will not do for a document, or null. */
export function pathObjection(path: string, entries: readonly DocumentEntry[]): string | null {
  if (path.trim() === '') return 'Enter a name.';
  if (!isVirtualPath(path)) return 'Use plain names separated by /, without .. or \\.';
  if (!/\.(?:ya?ml|json)$/i.test(path)) return 'End the name in .yaml or .json.';
  return entries.some((entry) => entry.path === path) ? 'There is a document of this name already.' : null;
}
