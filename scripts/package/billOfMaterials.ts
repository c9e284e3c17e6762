import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../root.ts';
import type { ShippedPackage } from './shippedPackages.ts';

type Component = {
  type: string;
  name: string;
  version: string;
  purl: string;
  'bom-ref': string;
  licenses?: unknown[];
  properties?: { name: string; value: string }[];
};
type Bom = {
  metadata: { component: Component & { 'bom-ref': string } };
  components: Component[];
  dependencies: { ref: string; dependsOn?: string[] }[];
};

/** The bill of everything installed, by the official generator. */
function installedBom(): Bom {
  const tool = join(root, 'node_modules/@cyclonedx/cyclonedx-npm/bin/cyclonedx-npm-cli.js');
  const options = [
    '--ignore-npm-errors',
    '--flatten-components',
    '--output-reproducible',
    '--no-validate',
    '--output-file',
    '-',
  ];
  const { stdout, stderr, status } = spawnSync(process.execPath, [tool, ...options, '--output-format', 'JSON'], {
    cwd: root,
    // With NODE_ENV=production it would leave out development dependencies, and the page is bundled from those.
    env: { ...process.env, NODE_ENV: 'development' },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status !== 0) throw new Error(`the bill of materials could not be made: ${stderr.trim()}`);
  return JSON.parse(stdout) as Bom;
}

function folderOf({ properties }: Component): string | undefined {
  return properties?.find(({ name }) => name === 'cdx:npm:package:path')?.value;
}

/** CycloneDX bill of materials of what is in the application: packages, the Electron runtime and nothing that only built it. */
export function billOfMaterials(packages: readonly ShippedPackage[], electronVersion: string): string {
  const bom = installedBom();
  const folders = new Set(packages.map(({ folder }) => folder));
  const purl = `pkg:generic/electron@${electronVersion}`;
  const electron: Component = {
    type: 'framework',
    name: 'electron',
    version: electronVersion,
    purl,
    'bom-ref': purl,
    licenses: [{ license: { id: 'MIT' } }],
  };
  const components = [...bom.components.filter((component) => folders.has(folderOf(component) ?? '')), electron];
  if (components.length !== folders.size + 1) throw new Error('the bill of materials lacks a package that ships');
  const own = bom.metadata.component['bom-ref'];
  const refs = new Set([own, ...components.map((component) => component['bom-ref'])]);
  const dependencies = bom.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn = [] }) => ({
      ref,
      dependsOn: [...dependsOn.filter((target) => refs.has(target)), ...(ref === own ? [purl] : [])],
    }));
  return `${JSON.stringify({ ...bom, components, dependencies: [...dependencies, { ref: purl }] }, null, 2)}\n`;
}
