import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { root, stateFolder } from '../root.ts';

function listFile(target: string): string {
  return join(stateFolder, `${target}.packages.json`);
}

/** Folder of the package that a module belongs to, relative to the root; undefined for our own. */
function packageFolder(module: string): string | undefined {
  const inside = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(module.replaceAll('\\', '/').replace(/^\0/, ''))?.[1];
  return inside?.startsWith(root.replaceAll('\\', '/')) === true ? inside.slice(root.length) : undefined;
}

/** A plugin that notes from which packages code went into the output: notices and bill of materials list exactly those. */
export function recordPackages(found: Set<string>): Plugin {
  return {
    name: 'record-packages',
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue;
        for (const folder of output.moduleIds.map(packageFolder)) if (folder !== undefined) found.add(folder);
      }
    },
  };
}

/** Keeps the list of a target. */
export function writePackages(target: string, found: ReadonlySet<string>): void {
  mkdirSync(stateFolder, { recursive: true });
  writeFileSync(listFile(target), JSON.stringify([...found].sort()));
}

/** Folders of the packages bundled into a target, as its last build noted them. */
export function bundledPackages(target: string): string[] {
  return JSON.parse(readFileSync(listFile(target), 'utf8')) as string[];
}
