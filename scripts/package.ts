import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { path7za } from '7zip-bin';
import { build, Platform } from 'electron-builder';
import { buildStale } from './build/buildStale.ts';
import { billOfMaterials } from './package/billOfMaterials.ts';
import { builderConfiguration, outputFolder } from './package/builderConfiguration.ts';
import { debianArchive } from './package/debianArchive.ts';
import { notices } from './package/notices.ts';
import { shippedPackages } from './package/shippedPackages.ts';
import { root, stateFolder } from './root.ts';
import { say } from './say.ts';
import { ensureDebianPackages } from './setup/debianPackages.ts';
import { ensureElectron } from './setup/electronRuntime.ts';
import { pinnedElectronVersion } from './setup/officialElectron.ts';
import { runScript, SetupProblem } from './setup/setupProblem.ts';

/** Version of the application, marked where it carries the old development runtime. */
function packageVersion(isDevelopment: boolean): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return isDevelopment ? `${version}-dev` : version;
}

function runtimeVersion(electronDist: string): string {
  return readFileSync(join(electronDist, 'version'), 'utf8').trim().replace(/^v/, '');
}

function writeDocuments(electronVersion: string): string {
  const folder = join(stateFolder, 'documents');
  mkdirSync(folder, { recursive: true });
  const packages = shippedPackages();
  writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), notices(packages));
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  writeFileSync(join(folder, 'sbom.cdx.json'), billOfMaterials(packages, electronVersion));
  say(`${packages.length} third-party packages are listed in THIRD-PARTY-NOTICES.txt and sbom.cdx.json`);
  return folder;
}

/** Targets that need nothing from the network, unless others are named. */
function builderTargets(): string[] {
  const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const archive = process.platform === 'linux' ? 'tar.gz' : 'zip';
  return named.length > 0 ? named : ['dir', archive];
}

/** `npm run package [-- --release] [-- TARGET…]`: unpacked application, archive, and on Debian a .deb, in dist/. */
await runScript(async () => {
  ensureDebianPackages('tests');
  const electronDist = await ensureElectron();
  const electronVersion = runtimeVersion(electronDist);
  const isDevelopment = electronVersion !== pinnedElectronVersion();
  if (isDevelopment && process.argv.includes('--release')) {
    throw new SetupProblem('a release needs the official Electron: the development runtime is too old to ship.');
  }
  await buildStale();
  rmSync(outputFolder, { recursive: true, force: true });
  const documents = writeDocuments(electronVersion);
  const version = packageVersion(isDevelopment);
  say(`packaging Drydock ${version} with Electron ${electronVersion}`);
  chmodSync(path7za, 0o755);
  process.env.ELECTRON_BUILDER_7ZIP_PATH = path7za;
  process.env.ELECTRON_BUILDER_COMPRESSION_LEVEL = '5';
  await build({
    targets: Platform.current().createTarget(builderTargets()),
    projectDir: root,
    config: builderConfiguration({ version, electronDist, electronVersion, output: outputFolder, documents }),
  });
  if (process.platform === 'linux') await debianArchive(join(outputFolder, 'linux-unpacked'), outputFolder);
  return 0;
});
