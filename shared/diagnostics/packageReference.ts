import type { Range } from '../workflow/document.ts';
import { programName } from './commandCode.ts';
import { readAddress } from './network/readAddress.ts';

/** How an image or a package is not fixed: it has no version, or one that can be moved. */
export type Unpinned = 'none' | 'tag';

/** What keeps the name of an image from meaning one image; null where it has a digest. */
export function unpinnedImage(image: string): Unpinned | null {
  if (/@sha(256|512):[0-9a-fA-F]{32,}$/.test(image)) return null;
  const tag = /:([^:/@]+)$/.exec(image)?.[1];
  return tag === undefined || tag === 'latest' ? 'none' : 'tag';
}

/** The host of the registry that the name of an image begins with; null where it leaves that to the runtime. */
export function registryOf(image: string): { readonly host: string; readonly range: Range } | null {
  const [, host = ''] = /^([^/\s]+)\//.exec(image) ?? [];
  if (!/[.:]|^localhost$/.test(host)) return null;
  const address = readAddress(`https://${host}/`)?.host ?? null;
  return address === null ? null : { host: address, range: { start: 0, end: host.replace(/:\d+$/, '').length } };
}

/** What keeps the name of a package (of npm or Python, or a repository) from meaning one version; null where it has one. */
export function unpinnedPackage(name: string): Unpinned | null {
  if (/^(\.{0,2}[\\/]|[A-Za-z]:[\\/]|file:|\.$)/.test(name)) return null;
  if (/^git\+|^(https?|ssh|git):/.test(name)) return /[@#]([0-9a-f]{40}|v?\d+\.\d+\S*)$/.test(name) ? null : 'none';
  return /^.+(==|@)v?\d+\.\d+(\.\d+)?[\w.+-]*$/.test(name) ? null : 'none';
}

/** A package or an image among the words of a command. */
export interface PackageWord {
  readonly kind: 'package' | 'image';
  readonly name: string;
  /** Which word. */
  readonly index: number;
}

interface Launcher {
  /** Words behind the program that have to come first; any of them. */
  readonly verbs: readonly string[];
  /** Options whose value is the package. */
  readonly naming: readonly string[];
  /** Other options with a value. */
  readonly valued: readonly string[];
}

const npmLike: Launcher = { verbs: [], naming: ['-p', '--package'], valued: ['-c', '--call', '--registry'] };
const launchers: Readonly<Record<string, Launcher>> = {
  npx: npmLike,
  bunx: npmLike,
  pnpx: npmLike,
  npm: { ...npmLike, verbs: ['exec', 'x'] },
  pnpm: { ...npmLike, verbs: ['dlx'] },
  yarn: { ...npmLike, verbs: ['dlx'] },
  'bun x': npmLike,
  'uv tool run': { verbs: [], naming: ['--from'], valued: ['--with', '--python', '-p', '--index-url', '--directory'] },
  uvx: { verbs: [], naming: ['--from'], valued: ['--with', '--python', '-p', '--index-url', '--directory'] },
  pipx: { verbs: ['run'], naming: ['--spec'], valued: ['--python', '--pip-args', '--index-url'] },
};

/** The package that a command fetches and runs (`npx`, `uvx` …); null where it fetches none. */
export function packageIn(command: string, words: readonly string[]): PackageWord | null {
  const { program, words: rest, skipped } = launched(command, words);
  if (program === 'deno') return fetchedByDeno(rest, skipped);
  const launcher = Object.hasOwn(launchers, program) ? launchers[program] : undefined;
  if (launcher === undefined) return null;
  const start = launcher.verbs.length === 0 ? 0 : verbAt(rest, launcher.verbs) + 1;
  if (launcher.verbs.length > 0 && start === 0) return null;
  const found = named(rest, start, launcher) ?? first(rest, start, launcher.valued, 'package');
  return found === null ? null : { ...found, index: found.index + skipped };
}

/** Programs that only start another one, with options of their own. */
const starters = /^(env|cmd|sudo|nice|nohup|exec)$/;
/** Programs of two and more words. */
const compounds: Readonly<Record<string, readonly string[]>> = { bun: ['x'], uv: ['tool', 'run'] };

/** The program that really runs, its words, and how many of the words given are before them. */
function launched(
  command: string,
  words: readonly string[],
): { readonly program: string; readonly words: readonly string[]; readonly skipped: number } {
  let program = programName(command);
  let skipped = 0;
  while (starters.test(program) && skipped < words.length) {
    const word = words[skipped] ?? '';
    skipped += 1;
    if (!/^[-/]|^\w+=/.test(word)) program = programName(word);
  }
  const more = Object.hasOwn(compounds, program) ? (compounds[program] ?? []) : [];
  if (more.length > 0 && more.every((word, index) => words[skipped + index] === word)) {
    program = [program, ...more].join(' ');
    skipped += more.length;
  }
  return { program, words: words.slice(skipped), skipped };
}

function fetchedByDeno(words: readonly string[], skipped: number): PackageWord | null {
  const index = words.findIndex((word) => /^(npm|jsr|https?):/.test(word));
  return index < 0 ? null : { kind: 'package', name: words[index] ?? '', index: index + skipped };
}

const containerOptions = ['-e', '--env', '--env-file', '-v', '--volume', '--mount', '--name', '-p', '--publish', '-u'];
const moreContainerOptions = [
  '--user',
  '-w',
  '--workdir',
  '--network',
  '--net',
  '--entrypoint',
  '-l',
  '--label',
  '--memory',
  '-m',
  '--cpus',
  '--add-host',
  '-h',
  '--hostname',
  '--platform',
  '--restart',
  '--pull',
  '--cap-add',
  '--cap-drop',
  '--security-opt',
  '--tmpfs',
  '--gpus',
  '--label-file',
];

/** The image that a command runs (`docker run`, `podman run`); null where it runs none. */
export function imageIn(command: string, words: readonly string[]): PackageWord | null {
  const { program, words: rest, skipped } = launched(command, words);
  if (program !== 'docker' && program !== 'podman' && program !== 'nerdctl') return null;
  const verb = verbAt(rest, ['run']);
  if (verb < 0 || rest.slice(0, verb).some((word) => word !== 'container' && !word.startsWith('-'))) return null;
  const found = first(rest, verb + 1, [...containerOptions, ...moreContainerOptions], 'image');
  return found === null ? null : { ...found, index: found.index + skipped };
}

function verbAt(words: readonly string[], verbs: readonly string[]): number {
  return words.findIndex((word) => verbs.includes(word));
}

function named(words: readonly string[], start: number, { naming }: Launcher): PackageWord | null {
  for (const [index, word] of words.entries()) {
    if (index < start) continue;
    if (!word.startsWith('-')) return null;
    const [option = '', value] = word.split('=', 2);
    if (!naming.includes(option)) continue;
    const next = words[index + 1];
    if (value !== undefined) return { kind: 'package', name: value, index };
    return next === undefined ? null : { kind: 'package', name: next, index: index + 1 };
  }
  return null;
}

function first(
  words: readonly string[],
  start: number,
  valued: readonly string[],
  kind: PackageWord['kind'],
): PackageWord | null {
  for (let index = start; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (!word.startsWith('-')) return word === '' ? null : { kind, name: word, index };
    if (valued.includes(word)) index += 1;
  }
  return null;
}
