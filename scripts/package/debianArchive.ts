import { join } from 'node:path';
import createDebianArchive from 'electron-installer-debian';
import { root } from '../root.ts';

/**
 * Makes the .deb of an unpacked application. `drydock` on the path is the command line; the menu entry opens the window.
 * dpkg-deb itself makes every file root's.
 */
export async function debianArchive(unpacked: string, output: string): Promise<void> {
  await createDebianArchive({
    src: unpacked,
    dest: output,
    arch: process.arch === 'x64' ? 'amd64' : 'arm64',
    options: {
      name: 'drydock',
      productName: 'Drydock',
      bin: 'resources/bin/drydock',
      maintainer: 'The Drydock authors',
      section: 'devel',
      categories: ['Development'],
      // The bundled Node's own; those of Electron are added to them.
      depends: ['libatomic1', 'libstdc++6'],
      compression: 'gzip',
      icon: join(root, 'resources/icons/icon.png'),
      desktopTemplate: join(root, 'scripts/package/drydock.desktop.ejs'),
    },
  });
}
