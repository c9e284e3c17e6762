// What Electron runs when it is started with a path: loads the application at that path, as the official default app does.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const given = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (given === undefined) {
  process.stderr.write('Start this runtime with the path of an application.\n');
  process.exit(2);
}
const path = resolve(given);
const folder = statSync(path).isDirectory() ? path : dirname(path);
const manifestFile = join(folder, 'package.json');
const manifest = existsSync(manifestFile) ? JSON.parse(readFileSync(manifestFile, 'utf8')) : {};
if (manifest.version) app.setVersion(manifest.version);
if (manifest.productName || manifest.name) app.setName(manifest.productName ?? manifest.name);
if (manifest.desktopName) app.setDesktopName(manifest.desktopName);
app.setAppPath(folder);
process.defaultApp = true;
await import(pathToFileURL(folder === path ? join(folder, manifest.main ?? 'index.js') : path).href);
