import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';

/** Programs of the system that hold a child where they work; null where they do not. */
export interface Guards {
  /** Path of util-linux' `prlimit`: bounds that the kernel keeps (setrlimit(2)). */
  readonly prlimit: string | null;
  /** Path of bubblewrap: namespaces with no network, no other process and next to no files. */
  readonly bubblewrap: string | null;
  /** Path of util-linux' `setpriv`: has the kernel end a child with its parent (prctl(2), PR_SET_PDEATHSIG). */
  readonly setpriv: string | null;
}

/** A child without them: Node's permission model, deadline and memory watch hold it everywhere. */
export const noGuards: Guards = { prlimit: null, bubblewrap: null, setpriv: null };

/** A program with its arguments. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
}

/** What a child is let to. */
export interface GuardBounds {
  /** The folder that it reads: its own. */
  readonly folder: string;
  /** Seconds of processor time of all its threads. */
  readonly cpuSeconds: number;
}

/** Where distributions put them; core has no search path. */
const folders = ['/usr/bin', '/bin', '/usr/local/bin'] as const;

/** Longest time that a system is given to show that a guard works, in milliseconds. */
const trialTime = 5_000;

/** Node needs a few dozen files for itself. */
const openFiles = 128;

/** What Node's executable links to; those that a system has. */
const libraries = ['/lib', '/lib64', '/usr/lib', '/usr/lib64', '/usr/local/lib', '/etc/ld.so.cache'] as const;

/** Finds the guards that work here, by trying each on this very Node: a system may have them and refuse their use. */
export async function detectGuards(node: string): Promise<Guards> {
  if (process.platform !== 'linux') return noGuards;
  const trial = { command: node, args: ['--version'] };
  const bounds = { folder: dirname(node), cpuSeconds: 10 };
  const [prlimit, bubblewrap, setpriv] = await Promise.all([
    workingPath('prlimit', (path) => underLimits(path, trial, bounds)),
    workingPath('bwrap', (path) => inNamespace(path, trial, bounds)),
    workingPath('setpriv', (path) => withParent(path, trial)),
  ]);
  return { prlimit, bubblewrap, setpriv };
}

/** How to start a program under the guards. */
export function guardedLaunch(guards: Guards, program: Launch, bounds: GuardBounds): Launch {
  const inside = guards.prlimit === null ? program : underLimits(guards.prlimit, program, bounds);
  if (guards.bubblewrap !== null) {
    return inNamespace(guards.bubblewrap, inside, bounds, [program.command, inside.command]);
  }
  return guards.setpriv === null ? inside : withParent(guards.setpriv, inside);
}

/** A script that never ends would outlive a parent that is killed: its interpreter does not get to see the pipe close. */
function withParent(setpriv: string, { command, args }: Launch): Launch {
  return { command: setpriv, args: ['--pdeathsig', 'KILL', '--', command, ...args] };
}

/**
 * No core dump, no file ever written, few open ones, an end to processor time. Node reserves more address space than any
 * bound would allow, and the number of processes is counted for the user and not for the child, so neither is bounded.
 */
function underLimits(prlimit: string, { command, args }: Launch, { cpuSeconds }: GuardBounds): Launch {
  const bounds = ['--core=0', '--fsize=0', `--nofile=${openFiles}`, `--cpu=${cpuSeconds}`];
  return { command: prlimit, args: [...bounds, '--', command, ...args] };
}

/** Nothing of the system but the program, its folder and the libraries that it links to. */
function inNamespace(
  bubblewrap: string,
  { command, args }: Launch,
  { folder }: GuardBounds,
  programs: readonly string[] = [command],
): Launch {
  const isolation = [
    '--unshare-all',
    '--die-with-parent',
    '--new-session',
    '--cap-drop',
    'ALL',
    '--hostname',
    'engine',
  ];
  const shown = [...libraries, ...new Set([...programs, folder])];
  const files = ['--tmpfs', '/', ...shown.flatMap((path) => ['--ro-bind-try', path, path]), '--dev', '/dev'];
  const readOnly = ['--remount-ro', '/', '--chdir', folder];
  return { command: bubblewrap, args: [...isolation, ...files, ...readOnly, '--', command, ...args] };
}

async function workingPath(name: string, launch: (path: string) => Launch): Promise<string | null> {
  const path = folders.map((folder) => `${folder}/${name}`).find((each) => existsSync(each));
  return path !== undefined && (await works(launch(path))) ? path : null;
}

function works({ command, args }: Launch): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(command, args, { env: {}, timeout: trialTime, killSignal: 'SIGKILL' }, (error) => resolve(error === null));
  });
}
