import { cpSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';
import { pythonSnapshot } from './pythonSnapshot.ts';
import { swapIn } from './swapIn.ts';

/** What Pyodide consists of: its loader, CPython in WebAssembly, and Python's own library. */
const pyodideFiles = [
  'package.json',
  'pyodide.mjs',
  'pyodide.asm.js',
  'pyodide.asm.wasm',
  'python_stdlib.zip',
] as const;

/** Path of the isolated-vm binary for this machine and the pinned Node. */
function isolatedVmBinary(): string {
  const abi = process.versions.modules;
  const suffix = process.platform === 'linux' ? `.${isGlibc() ? 'glibc' : 'musl'}` : '';
  const folder = join(root, 'node_modules/isolated-vm/prebuilds', `${process.platform}-${process.arch}`);
  return join(folder, `isolated-vm.abi${abi}${suffix}.node`);
}

function isGlibc(): boolean {
  const report: unknown = process.report.getReport();
  const header = typeof report === 'object' && report !== null && 'header' in report ? report.header : undefined;
  return typeof header === 'object' && header !== null && 'glibcVersionRuntime' in header;
}

/** Puts what a target opens by path at run time into the folder that it is built in, and the resources beside that. */
export function copyRuntimeFiles(target: string, folder: string): void {
  if (target === 'engine') cpSync(isolatedVmBinary(), join(folder, 'isolated_vm.node'));
  if (target === 'python') copyPyodide(folder);
  if (target === 'core' || target === 'cli') copyResources();
}

function copyResources(): void {
  const from = join(root, 'resources');
  if (statSync(from, { throwIfNoEntry: false }) === undefined) return;
  const to = join(root, 'out/resources');
  const fresh = `${to}.new`;
  rmSync(fresh, { recursive: true, force: true });
  cpSync(from, fresh, { recursive: true });
  swapIn(fresh, to);
}

function copyPyodide(to: string): void {
  const from = join(root, 'node_modules/pyodide');
  for (const file of pyodideFiles) cpSync(join(from, file), join(to, 'pyodide', file));
  cpSync(pythonSnapshot(), join(to, 'snapshot.bin'));
}
