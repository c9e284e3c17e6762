// Starts a script of this folder on the pinned Node: `node scripts/bootstrap.mjs NAME [ARGUMENT…]` runs `NAME.ts`.
// Plain JavaScript without dependencies, because on a fresh clone there is only the system's Node (20 or later).
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/** @param {string} line */
function say(line) {
  process.stderr.write(`drydock: ${line}\n`);
}

/**
 * @param {string} line
 * @returns {never}
 */
function stop(line) {
  say(line);
  process.exit(2);
}

/**
 * The packages of a lock file by folder.
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }>}
 */
function lockedPackages(path) {
  const { packages } = JSON.parse(readFileSync(join(root, path), 'utf8'));
  delete packages[''];
  return packages;
}

/** Whether node_modules holds what the lock file asks for: npm writes the hidden lock file last of all. */
function packagesAreCurrent() {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false;
  const installed = lockedPackages('node_modules/.package-lock.json');
  return Object.entries(lockedPackages('package-lock.json')).every(([folder, locked]) => {
    const found = installed[folder];
    return found === undefined
      ? locked.optional === true || locked.devOptional === true
      : found.version === locked.version;
  });
}

function installPackages() {
  say('installing the npm packages of the lock file (npm ci)');
  // npm's own Node, not ours: npm ci removes the folder that ours lives in.
  const { npm_node_execpath: node, npm_execpath: npm } = process.env;
  const [command, ...first] = node && npm ? [node, npm] : ['npm'];
  const options = { cwd: root, stdio: ['ignore', 2, 2], shell: command === 'npm' && process.platform === 'win32' };
  const { status } = spawnSync(command, [...first, 'ci', '--loglevel=error'], /** @type {never} */ (options));
  if (status !== 0)
    stop('npm ci failed: see its message above; check the connection to the npm registry and start again');
}

/** Path of the pinned Node of this platform. */
function pinnedNode() {
  const name = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  const candidates = [`node_modules/node-${name}/${file}`, `node_modules/node-bin-${name}/${file}`];
  const found = candidates.map((path) => join(root, path)).find((path) => existsSync(path));
  return (
    found ??
    stop(
      `no pinned Node for ${process.platform} on ${process.arch}: Drydock supports Linux, macOS and Windows on x64 and arm64`,
    )
  );
}

/**
 * Sees to it that the pinned Node starts: a bare Debian lacks libraries that it needs.
 * @param {string} node
 */
function ensureNodeStarts(node) {
  const starts = () => spawnSync(node, ['--version'], { stdio: 'ignore' }).status === 0;
  if (starts()) return;
  if (process.platform === 'linux') {
    const script = join(root, 'scripts/debian-packages.sh');
    if (spawnSync('sh', [script, 'node'], { stdio: ['ignore', 2, 2] }).status !== 0) process.exit(2);
    if (starts()) return;
  }
  stop(`the pinned Node does not start: run ${node} --version to see why`);
}

/**
 * @param {string} node
 * @param {string[]} args
 */
function runOn(node, args) {
  const child = spawn(node, args, { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  child.on('error', (error) => stop(`the pinned Node does not start: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)));
}

/** Ends this script when npm is ended: npm tells its shell, and a shell tells nobody. */
function endWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}

const [name = '', ...args] = process.argv.slice(2);
const script = join(root, 'scripts', `${name}.ts`);
if (!/^[a-z0-9-]+$/i.test(name) || !existsSync(script)) stop(`no script is called "${name}"`);
if (!packagesAreCurrent()) installPackages();
const node = pinnedNode();
endWithParent();
process.env.DRYDOCK_NODE = node;
process.env.PATH = `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`;
if (
  process.execPath === node ||
  process.version === `v${JSON.parse(readFileSync(join(node, '../../package.json'), 'utf8')).version}`
) {
  process.argv.splice(1, 2, script);
  await import(pathToFileURL(script).href);
} else {
  ensureNodeStarts(node);
  runOn(node, [script, ...args]);
}
