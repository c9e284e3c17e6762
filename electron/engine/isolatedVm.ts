import { fileURLToPath } from 'node:url';
import type IsolatedVm from 'isolated-vm';

/**
 * Opens isolated-vm's addon, which lies beside the engine, directly: its own loader would read package files, and the
 * engine may read nothing outside its folder.
 */
export function openIsolatedVm(): typeof IsolatedVm {
  const module: { exports: { ivm?: typeof IsolatedVm } } = { exports: {} };
  process.dlopen(module, fileURLToPath(new URL('./isolated_vm.node', import.meta.url)));
  if (module.exports.ivm === undefined) throw new Error('the addon of isolated-vm has another form than expected');
  return module.exports.ivm;
}
