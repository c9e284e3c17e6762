import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Most definitions that a linked folder may hold, and how deep they may lie. */
export const folderLimits = { files: 1_000, depth: 8, entries: 20_000 } as const;

/** A file of a linked folder: its absolute path, and the one below the folder with `/` between the names. */
export interface DefinitionFile {
  readonly file: string;
  readonly path: string;
}

/**
 * The YAML and JSON files below a folder, in order of their paths; null where there are too many. Links are not followed,
 * and what is hidden and `node_modules` are passed by.
 */
export async function listDefinitions(folder: string): Promise<DefinitionFile[] | null> {
  const found: DefinitionFile[] = [];
  const waiting: { folder: string; path: string; depth: number }[] = [{ folder, path: '', depth: 1 }];
  let seen = 0;
  for (let here = waiting.shift(); here !== undefined; here = waiting.shift()) {
    const entries = await readdir(here.folder, { withFileTypes: true }).catch(() => []);
    seen += entries.length;
    for (const entry of entries) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const inside = { file: join(here.folder, entry.name), path: here.path + entry.name };
      if (entry.isDirectory() && here.depth < folderLimits.depth) {
        waiting.push({ folder: inside.file, path: `${inside.path}/`, depth: here.depth + 1 });
      } else if (entry.isFile() && /\.(ya?ml|json)$/i.test(entry.name)) found.push(inside);
    }
    if (found.length > folderLimits.files || seen > folderLimits.entries) return null;
  }
  return found.sort((one, other) => (one.path < other.path ? -1 : 1));
}
