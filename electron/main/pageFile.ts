import { join, sep } from 'node:path';

/** Origin of the page. */
export const pageOrigin = 'app://drydock';

/** Address of the page. */
export const pageUrl: string = `${pageOrigin}/index.html`;

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** The file inside `folder` that an address of the page means; null where it means anything else. */
export function pageFile(folder: string, address: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || url.protocol !== 'app:' || url.host !== 'drydock') return null;
  const names = decoded(url.pathname)?.split('/').slice(1) ?? [''];
  if (names.some((name) => name === '' || name.startsWith('.') || /[\\:\p{Cc}]/u.test(name))) return null;
  const file = join(folder, ...names);
  return file.startsWith(folder + sep) ? file : null;
}
