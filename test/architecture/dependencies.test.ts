import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

type Manifest = { scripts: Record<string, string> } & Record<string, Record<string, string> | undefined>;
type LockedPackage = { resolved?: string; integrity?: string; optionalDependencies?: Record<string, string> };

const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as Manifest;
const lock = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')) as {
  packages: Record<string, LockedPackage>;
};
const locked = Object.entries(lock.packages).filter(([folder]) => folder !== '');

/** Whether a package in `folder` finds a dependency, by Node's way of looking upward. */
function isLocked(folder: string, name: string): boolean {
  const parents = folder
    .split('node_modules/')
    .map((_, index, parts) => parts.slice(0, index + 1).join('node_modules/'));
  const places = [`${folder}/`, ...parents].map((place) => `${place}node_modules/${name}`);
  return places.some((place) => place in lock.packages);
}

describe('dependencies', () => {
  it('are pinned exactly', () => {
    const versions = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
      Object.entries(manifest[kind] ?? {}),
    );
    expect(versions.filter(([, version]) => !/^(npm:.+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('are locked by hash, from whichever registry npm is set to', () => {
    expect(locked.filter(([, { resolved }]) => resolved !== undefined).map(([folder]) => folder)).toEqual([]);
    expect(locked.filter(([, { integrity }]) => integrity === undefined).map(([folder]) => folder)).toEqual([]);
  });

  // A registry can lag behind on platform binaries: npm ci then refuses the lock file on a fresh clone.
  it('are locked for every platform', () => {
    const missing = locked.flatMap(([folder, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !isLocked(folder, name))
        .map((name) => `${folder} → ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('run no script of theirs when they are installed', () => {
    expect(readFileSync(`${root}.npmrc`, 'utf8')).toMatch(/^ignore-scripts=true$/m);
  });
});

describe('continuous integration', () => {
  it("runs the README's test command and nothing else", () => {
    expect(readFileSync(`${root}.ci/run`, 'utf8')).toMatch(
      /^#!\/bin\/sh\ncd "\$\(dirname "\$0"\)\/\.\." && exec npm test\n$/,
    );
    expect(manifest.scripts.test).toBeDefined();
  });
});
