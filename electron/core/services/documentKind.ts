import type { DocumentKind } from '../../../shared/contract/documentMethods.ts';

/** What a document is for, told by its name. */
export function documentKind(path: string): DocumentKind {
  const name = path.split('/').at(-1)?.toLowerCase() ?? '';
  if (/^policy\.ya?ml$/.test(name)) return 'policy';
  if (!/\.(ya?ml|json)$/.test(name)) return 'other';
  if (/\.scenario\.[a-z]+$/.test(name)) return 'scenario';
  if (/\.stubs\.[a-z]+$/.test(name)) return 'stubs';
  return 'workflow';
}
