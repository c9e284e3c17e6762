import { programName } from './commandCode.ts';

/** Places of the machine that make a container its master, as the end of a sentence; null for any other. */
export function hostPlace(written: string): string | null {
  if (/pipe[\\/]docker_engine$/i.test(written)) return 'the socket of the container service';
  const path = resolved(written);
  if (/(^|\/)(docker|containerd|podman|crio)\.sock$/.test(path)) return 'the socket of the container service';
  if (/^([A-Za-z]:)?\/$/.test(path)) return 'the root of the disk';
  const isMachine =
    /^\/(etc|boot|dev|var\/run|run|var\/lib\/(docker|containerd|kubelet))$/.test(path) ||
    /^\/(proc|sys|root)(\/|$)/.test(path) ||
    /^\/etc\/(shadow|passwd|sudoers|ssh|kubernetes|cron\.d|ld\.so\.preload)(\/|$)/.test(path);
  return isMachine ? `\`${path.slice(0, 60)}\` of the machine` : null;
}

/** The path without `.`, `..` and doubled slashes; a relative one stays as it is. */
function resolved(written: string): string {
  const [, drive = '', path = ''] = /^([A-Za-z]:)?(.*)$/s.exec(written.replaceAll('\\', '/')) ?? [];
  if (!path.startsWith('/')) return written;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `${drive}/${parts.join('/')}`;
}

/** An option of `docker run` and the like that gives the container more than its own. */
export interface DangerousOption {
  /** Which word. */
  readonly index: number;
  /** Completes "This command …". */
  readonly what: string;
}

const rights =
  /^--(?:privileged(?:=true)?|pid=host|ipc=host|userns=host|cap-add=(?:ALL|SYS_ADMIN|SYS_PTRACE|SYS_MODULE))$/i;

/** What the words of a command give a container that they start. */
export function dangerousOptions(words: readonly string[]): readonly DangerousOption[] {
  if (!/^(?:docker|podman|nerdctl)$/.test(programName(words[0] ?? ''))) return [];
  if (!words.some((word) => word === 'run' || word === 'create')) return [];
  const found: DangerousOption[] = [];
  for (const [index, word] of words.entries()) {
    const next = words[index + 1] ?? '';
    const option = word.includes('=') || !word.startsWith('--') ? word : `${word}=${next}`;
    if (rights.test(word) || rights.test(option)) {
      found.push({ index, what: 'starts a container with the rights of the machine' });
    }
    const mounted = mountedPlace(word, next);
    const place = mounted === null ? null : hostPlace(mounted);
    if (place !== null) found.push({ index, what: `gives a container ${place}` });
  }
  return found;
}

function mountedPlace(word: string, next: string): string | null {
  const volume = /^(?:-v|--volume)(?:=(.*))?$/s.exec(word);
  if (volume !== null) return /^((?:[A-Za-z]:)?[^:]*)/.exec(volume[1] ?? next)?.[1] ?? null;
  const mount = /^--mount(?:=(.*))?$/s.exec(word);
  return mount === null ? null : (/(?:^|,)(?:source|src)=([^,]*)/.exec(mount[1] ?? next)?.[1] ?? null);
}
