import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';
import type { ShippedPackage } from './shippedPackages.ts';

const rule = '-'.repeat(80);

/** Texts that a package asks for and does not carry. */
function missingTexts(name: string): string[] {
  const file = join(root, 'scripts/package/licenses', `${name}.txt`);
  return existsSync(file) ? [readFileSync(file, 'utf8').trim()] : [];
}

function licenseTexts(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice)/i.test(entry.name))
    .map((entry) => readFileSync(join(root, folder, entry.name), 'utf8').trim());
}

function notice({ name, version, license, folder }: ShippedPackage): string {
  const texts = [...licenseTexts(folder), ...missingTexts(name)];
  const body =
    texts.length > 0 ? texts.join('\n\n') : `The package states its licence as ${license} and carries no text of it.`;
  return `${rule}\n${name} ${version} (${license})\n${rule}\n\n${body}\n`;
}

/** The licences of everything in the application that is not ours; Electron's and Chromium's lie beside it as files. */
export function notices(packages: readonly ShippedPackage[]): string {
  const head =
    'Drydock contains the third-party software below. The licences of Electron and Chromium are in\n' +
    'LICENSE.electron.txt and LICENSES.chromium.html.\n';
  return [head, ...packages.map(notice)].join('\n');
}
