import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { bundledPackages } from '../build/bundledPackages.ts';
import { targets } from '../build/targets.ts';
import { root } from '../root.ts';

/** A package whose code or binary is in the application. */
export type ShippedPackage = {
  name: string;
  version: string;
  license: string;
  /** Its folder, relative to the root. */
  folder: string;
};

/** Packages that ship as files of their own instead of inside a bundle. */
function unbundled(): string[] {
  return [
    'node_modules/better-sqlite3',
    'node_modules/isolated-vm',
    'node_modules/pyodide',
    relative(root, dirname(dirname(process.execPath))).replaceAll('\\', '/'),
  ];
}

function describe(folder: string): ShippedPackage {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Record<string, unknown>;
  const { name, version, license } = manifest;
  if (typeof name !== 'string' || typeof version !== 'string')
    throw new Error(`${folder}/package.json has no name or version`);
  return { name, version, license: typeof license === 'string' ? license : 'see its text', folder };
}

/** Every third-party package in the application, by name. */
export function shippedPackages(): ShippedPackage[] {
  const folders = new Set([...targets.flatMap((target) => bundledPackages(target.name)), ...unbundled()]);
  return [...folders]
    .map(describe)
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || a.folder.localeCompare(b.folder, 'en'));
}
