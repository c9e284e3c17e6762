import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { loadPyodide } from 'pyodide';
import { pyodideOptions, snapshotModules } from './pyodideOptions.ts';
import { VirtualClock } from './virtualClock.ts';

// Run by the build, never shipped: writes the snapshot to the file that is named.
const [, , file] = argv;
if (file === undefined) throw new Error('name the file of the snapshot');
new VirtualClock(0).install();
const folder = dirname(fileURLToPath(import.meta.resolve('pyodide')));
const pyodide = await loadPyodide({ ...pyodideOptions(folder), _makeSnapshot: true });
pyodide.runPython(`import ${snapshotModules.join(', ')}; random.seed(0); import gc; gc.collect(); del gc`);
writeFileSync(file, pyodide.makeMemorySnapshot());
