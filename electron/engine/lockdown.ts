// `process` is the global throughout the engine: importing 'node:process' reads every member of it, which opens standard
// input in a way that no longer blocks, and an idle child would end at its first read.

/** What reaches beyond this process and is not covered by Node's permission model, or not needed by a rehearsal. */
const processMembers = [
  'abort',
  'binding',
  'chdir',
  'constrainedMemory',
  'dlopen',
  'execve',
  'getBuiltinModule',
  'kill',
  'loadEnvFile',
  'mainModule',
  'openStdin',
  'report',
  'setUncaughtExceptionCaptureCallback',
  'setegid',
  'seteuid',
  'setgid',
  'setgroups',
  'setuid',
  'umask',
  '_debugEnd',
  '_debugProcess',
  '_kill',
  '_linkedBinding',
  '_startProfilerIdleNotifier',
  '_stopProfilerIdleNotifier',
] as const;

const globals = [
  'BroadcastChannel',
  'EventSource',
  'MessageChannel',
  'WebAssembly',
  'WebSocket',
  'Worker',
  'fetch',
  'navigator',
] as const;

/**
 * Takes away what a rehearsal never needs, before any guest code runs: the permission model hides neither the environment
 * nor signals. Guest code runs in an isolate or interpreter of its own and sees none of this; it is for the day when it
 * breaks out. `keep` names what the interpreter itself needs.
 */
export function lockDown(keep: readonly (typeof globals)[number][] = []): void {
  for (const name of processMembers) replace(process, name);
  // Libraries ask for variables of theirs, so there is an environment, and nothing in it.
  Reflect.defineProperty(process, 'env', { value: Object.freeze({}), writable: false, configurable: false });
  for (const name of globals) if (!keep.includes(name)) replace(globalThis, name);
}

function replace(holder: object, name: string): void {
  const isRemoved = Reflect.deleteProperty(holder, name);
  if (isRemoved && !(name in holder)) return;
  Reflect.defineProperty(holder, name, { value: undefined, writable: false, configurable: false });
}
