import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '../../shared/simulation/random.ts';
import { type CoreProcess, openRequest, type Reply, startCore } from '../core/coreProcess.ts';
import { grouped, type SoakResult, type SoakSettings } from './soak.ts';

/** Latest moment of a kill after typing began, in milliseconds. */
const latestKill = 400;

/** One in how many changes is a deliberate save. */
const savedOneIn = 15;

/** Most changes that are sent before an answer is waited for: a kill then meets some of them halfway. */
const window = 8;

/** What is known of the document: numbers of the changes that were sent, answered, and answered as saved. */
interface Typed {
  sent: number;
  answered: number;
  saved: number;
}

const path = 'typed.yaml';

/** The text of a change, of a length that differs, so that a torn one would be seen. */
function textOf(number: number): string {
  return `# ${number}\n${'x'.repeat((number * 37) % 5_000)}\n# ${number}\n`;
}

function numberOf(text: string): number | null {
  const number = Number(/^# (\d+)\n/.exec(text)?.[1] ?? Number.NaN);
  return text === textOf(number) ? number : null;
}

/**
 * Types into a real core process and kills it with SIGKILL at any moment, over and over in one workspace. What was answered
 * is there afterwards, whole; the audit log is intact; the next process opens the store at once.
 */
export async function soakDrafts({ count, seed, isStopped, say }: SoakSettings): Promise<SoakResult> {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-soak-'));
  const random = new Random(seed);
  const typed: Typed = { sent: 0, answered: 0, saved: 0 };
  const failures: string[] = [];
  let [rounds, unanswered] = [0, 0];
  try {
    for (; rounds < count && !isStopped(); rounds++) {
      const wrong = await round(folder, random, typed, rounds === 0);
      if (wrong !== null) failures.push(`round ${rounds}: ${wrong}`);
      unanswered += typed.sent - typed.answered;
      if (rounds % 25 === 24) say(`${rounds + 1} rounds, ${grouped(typed.sent)} changes`);
    }
    const last = startCore();
    const wrong = await reopened(last, folder, typed);
    if (wrong !== null) failures.push(`at the end: ${wrong}`);
    await ended(last);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    failures,
    figures: [
      `${grouped(rounds)} core processes killed while they were journalling`,
      `${grouped(typed.sent)} changes sent, ${grouped(unanswered)} of them without an answer when it was killed`,
    ],
  };
}

async function round(folder: string, random: Random, typed: Typed, isFirst: boolean): Promise<string | null> {
  const core = startCore();
  const wrong = isFirst ? await created(core, folder) : await reopened(core, folder, typed);
  const kill = setTimeout(() => core.child.kill('SIGKILL'), random.between(1, latestKill));
  let isDead = false;
  void core.ended.then(() => {
    isDead = true;
  });
  let waiting: Promise<unknown>[] = [];
  while (!isDead) {
    waiting.push(change(core, random, typed));
    if (waiting.length < window) continue;
    await Promise.race([Promise.all(waiting), core.ended]);
    waiting = [];
  }
  clearTimeout(kill);
  return wrong;
}

async function change(core: CoreProcess, random: Random, typed: Typed): Promise<void> {
  const isSaved = random.integer() % savedOneIn === 0;
  const method = isSaved ? 'document.save' : 'document.draft';
  const base = isSaved ? await revisionOf(core) : null;
  // Numbers go up in the order in which changes are sent, and so in which core makes them.
  typed.sent += 1;
  const number = typed.sent;
  const reply = await core.call(method, { path, text: textOf(number), base });
  if (reply.error !== undefined) return;
  typed.answered = Math.max(typed.answered, number);
  if (isSaved) typed.saved = Math.max(typed.saved, number);
}

async function revisionOf(core: CoreProcess): Promise<unknown> {
  const { value } = await core.call('document.read', { path });
  return (value as { revision?: unknown } | undefined)?.revision;
}

async function created(core: CoreProcess, folder: string): Promise<string | null> {
  await asked(core, 'internal.open', openRequest(folder));
  const { error } = await asked(core, 'document.create', { path, text: textOf(0) });
  return error === undefined ? null : error.message;
}

/** An answer of a process that nobody has killed: where it ends by itself, that is the answer. */
async function asked(core: CoreProcess, method: string, params: unknown): Promise<Omit<Reply, 'id'>> {
  const gone = core.ended.then(() => {
    const message = `core ended by itself: ${core.diagnostics()}`;
    return { error: { code: 'unavailable', message } as const };
  });
  return Promise.race([core.call(method, params), gone]);
}

/** Opens the store again; the answer says what is not as it was. */
async function reopened(core: CoreProcess, folder: string, typed: Typed): Promise<string | null> {
  const { answered, saved, sent } = typed;
  const opened = await asked(core, 'internal.open', openRequest(folder));
  if (opened.error !== undefined) return `the store does not open: ${opened.error.message}`;
  const read = await asked(core, 'document.read', { path });
  const { text = '', draft = null } = (read.value ?? {}) as { text?: string; draft?: { text: string } | null };
  const revision = numberOf(text);
  const latest = draft === null ? revision : numberOf(draft.text);
  if (revision === null || latest === null) return 'a text is torn';
  if (revision < saved) return `revision ${revision} is there, ${saved} was answered`;
  if (Math.max(latest, revision) < answered) return `change ${latest} is there, ${answered} was answered`;
  if (latest > sent) return `change ${latest} was never sent`;
  // What is there now has to stay, whether it was answered or not.
  typed.answered = Math.max(latest, revision);
  typed.saved = revision;
  const audit = await asked(core, 'audit.verify', {});
  const { intact } = (audit.value ?? {}) as { intact?: boolean };
  return intact === true ? null : 'the audit log is not intact';
}

async function ended(core: CoreProcess): Promise<void> {
  await asked(core, 'internal.close', {});
  core.child.kill('SIGKILL');
  await core.ended;
}
