import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A file of code in the checkout: path relative to the root, and text. */
export type SourceFile = { path: string; text: string };

/** Where code lives; what is built or installed does not. */
const folders = ['electron', 'renderer', 'scripts', 'shared', 'test'];

/** Every file of code of the checkout. It asks no git: a fresh machine need not have one. */
export function sourceFiles(): SourceFile[] {
  const inFolders = folders.flatMap((folder) =>
    readdirSync(root + folder, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
  );
  return [...readdirSync(root), ...inFolders]
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(tsx?|mjs|cjs|js)$/.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(root + path, 'utf8') }));
}
