import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Actor } from '../../electron/core/actor.ts';
import type { Dispatch } from '../../electron/core/dispatch.ts';
import { openSession, type Session } from '../../electron/core/session.ts';
import type { Ports } from '../../electron/store/ports.ts';
import type { AppError, ErrorCode } from '../../shared/base/appError.ts';
import type { OpenStore } from '../../shared/contract/coreProtocol.ts';
import type { EventName } from '../../shared/contract/events.ts';
import {
  isMethodName,
  type MethodInput,
  type MethodName,
  type MethodOutput,
  methods,
} from '../../shared/contract/table.ts';
import { temporaryFolder, testPorts, testWorkspace } from '../store/temporaryStore.ts';

const root = join(import.meta.dirname, '../..');

/** A session in this process, and what came out of it. */
export interface TestSession extends Session {
  readonly folder: string;
  readonly events: { name: EventName; data: unknown }[];
  readonly bugs: { where: string; bug: unknown }[];
  /** Calls a method of the table and expects that it works. */
  get<N extends MethodName>(name: N, input: MethodInput<N>): Promise<MethodOutput<N>>;
  /** Calls a method and expects an error. */
  refused(name: string, input: unknown): Promise<AppError>;
}

/** Codes that any method may give. */
const always: readonly ErrorCode[] = ['denied', 'unavailable', 'cancelled', 'invalid-input'];

/** The same calls; an error that the contract does not announce for its method fails the test. */
function declared(call: Dispatch): Dispatch {
  return async (name, params) => {
    const answer = await call(name, params);
    if (!answer.ok && isMethodName(name)) {
      expect([...always, ...methods[name].errors], `errors of ${name}`).toContain(answer.error.code);
    }
    return answer;
  };
}

/** Outside a test (in `beforeAll`) whoever opened the session closes it. */
function whenTestEnds(close: () => Promise<void>): void {
  try {
    onTestFinished(close);
  } catch {}
}

/** What a test may change about its session. */
export interface TestSessionOptions {
  readonly open?: Partial<OpenStore>;
  readonly actor?: Actor;
  readonly ports?: Ports;
}

/** Opens a session in a folder that is gone after the test. */
export async function testSession({ open, actor, ports }: TestSessionOptions = {}): Promise<TestSession> {
  const folder = open?.folder ?? temporaryFolder();
  const events: TestSession['events'] = [];
  const bugs: TestSession['bugs'] = [];
  const request: OpenStore = {
    folder,
    workspace: testWorkspace,
    key: { kind: 'key', key: Buffer.alloc(32, 7).toString('base64') },
    protection: { kind: 'session' },
    resources: join(root, 'resources'),
    engine: join(root, 'electron/engine/main.ts'),
    seedSample: false,
    ...open,
  };
  const opened = await openSession(request, {
    ports: ports ?? testPorts(),
    who: 'tester',
    emit: (name, data) => void events.push({ name, data }),
    reportBug: (where, bug) => void bugs.push({ where, bug }),
    ...(actor === undefined ? {} : { actor }),
  });
  if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.message}`);
  const session: Session = { ...opened.value, call: declared(opened.value.call) };
  let closed = false;
  const close = async (): Promise<void> => {
    if (!closed) await session.close();
    closed = true;
  };
  whenTestEnds(close);
  return {
    call: session.call,
    warmUp: session.warmUp,
    close,
    folder,
    events,
    bugs,
    async get(name, input) {
      const answer = await session.call(name, input);
      if (!answer.ok) throw new Error(`${name}: ${answer.error.code}: ${answer.error.message}`);
      return answer.value as MethodOutput<typeof name>;
    },
    async refused(name, input) {
      const answer = await session.call(name, input);
      if (answer.ok) throw new Error(`${name} was expected to be refused`);
      return answer.error;
    },
  };
}
