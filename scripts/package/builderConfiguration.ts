import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from 'electron-builder';
import { root } from '../root.ts';

/** What differs from one packaging run to the next. */
export type PackageInput = {
  version: string;
  electronDist: string;
  electronVersion: string;
  /** Folder for the results. */
  output: string;
  /** Folder with the generated notices and bill of materials. */
  documents: string;
};

const nodeFile = process.platform === 'win32' ? 'node.exe' : 'bin/node';
const sqlite = 'node_modules/better-sqlite3';

/** What core, engine and CLI run on: files beside the asar, because a plain Node cannot read inside it. */
const unpacked = [
  ...['core', 'engine', 'python', 'cli', 'resources'].map((name) => ({ from: `out/${name}`, to: name })),
  { from: process.execPath, to: `node/${nodeFile}` },
  {
    from: sqlite,
    to: sqlite,
    filter: ['package.json', 'LICENSE', 'lib/**', `prebuilds/${process.platform}-${process.arch}.node`],
  },
  { from: 'scripts/package/drydock.sh', to: 'bin/drydock' },
];

/** electron-builder's configuration; AppImage, snap and rpm download tools and are built only where they are asked for. */
export function builderConfiguration(input: PackageInput): Configuration {
  return {
    appId: 'org.drydock.desktop',
    productName: 'Drydock',
    executableName: 'drydock-desktop',
    extraMetadata: { version: input.version },
    directories: { output: input.output, buildResources: 'resources/icons' },
    electronDist: input.electronDist,
    electronVersion: input.electronVersion,
    npmRebuild: false,
    nodeGypRebuild: false,
    publish: null,
    asar: true,
    files: ['package.json', 'out/main/**', 'out/preload/**', 'out/renderer/**', '!node_modules/**'],
    extraResources: unpacked,
    extraFiles: [{ from: input.documents, to: '.' }],
    electronLanguages: ['en-US'],
    electronFuses: {
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      onlyLoadAppFromAsar: true,
      // Linux does not check it: there the signature of the artefact has to do.
      enableEmbeddedAsarIntegrityValidation: process.platform !== 'linux',
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    },
    // The development runtime's own default application has no place in a package.
    afterExtract: ({ appOutDir }) => rmSync(join(appOutDir, 'resources/app'), { recursive: true, force: true }),
    linux: { category: 'Development', artifactName: 'drydock-${version}-linux-${arch}.${ext}' },
    mac: { category: 'public.app-category.developer-tools', artifactName: 'drydock-${version}-mac-${arch}.${ext}' },
    win: { artifactName: 'drydock-${version}-windows-${arch}.${ext}' },
  };
}

/** Absolute path of the folder of results. */
export const outputFolder: string = join(root, 'dist');
