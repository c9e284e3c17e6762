import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { loadPyodide } from 'pyodide';
import { guestPrelude } from './guestPrelude.ts';
import { pyodideOptions, snapshotModules } from './pyodideOptions.ts';
import { VirtualClock } from './virtualClock.ts';

// Run by the build, never shipped: writes the snapshot to the file that is named.
const [, , file] = argv;
if (file === undefined) throw new Error('name the file of the snapshot');
new VirtualClock(0).install();
const folder = dirname(fileURLToPath(import.meta.resolve('pyodide')));
const pyodide = await loadPyodide({ ...pyodideOptions(folder), _makeSnapshot: true });
pyodide.runPython(`import ${snapshotModules.join(', ')}; random.seed(0)`);
pyodide.runPython(guestPrelude);
// What is there already never becomes garbage: no collection has to look through it again.
pyodide.runPython('import gc; gc.collect(); gc.freeze(); del gc');
writeFileSync(file, pyodide.makeMemorySnapshot());
