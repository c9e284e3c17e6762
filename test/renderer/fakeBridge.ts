import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Settings } from '../../shared/contract/appMethods.ts';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { DocumentKind, StoredDocument } from '../../shared/contract/documentMethods.ts';
import type { EventData, EventName } from '../../shared/contract/events.ts';
import type { MethodInput, MethodName, MethodOutput } from '../../shared/contract/table.ts';

type Answer<N extends MethodName> = (input: MethodInput<N>) => Result<MethodOutput<N>>;
type Answers = { [N in MethodName]?: Answer<N> };

/** A digest that a person can tell from another. */
export function digest(sign: string): string {
  return `sha256:${sign.repeat(64).slice(0, 64)}`;
}

function kindOf(path: string): DocumentKind {
  if (path.endsWith('.scenario.yaml')) return 'scenario';
  if (path === 'policy.yaml') return 'policy';
  return 'workflow';
}

/** A document as core would give it. */
export function stored(path: string, text: string, more: Partial<StoredDocument> = {}): StoredDocument {
  return { path, kind: kindOf(path), revision: digest('1'), text, draft: null, link: null, ...more };
}

const settings: Settings = {
  theme: 'light',
  editorFontSize: 13,
  profile: null,
  shortcuts: {},
  recentDocuments: [],
  recentCommands: [],
  layout: null,
};

const openStatus = {
  state: 'open',
  protection: { kind: 'keychain', backend: 'gnome_libsecret' },
  workspace: { id: '01ARZ3NDEKTSV4RRFFQ69G5FAV', name: 'Yard' },
  problem: null,
} as const;

/** Stands in for main and core: answers from memory, and remembers what it was asked. */
export class FakeBridge implements Bridge {
  readonly documents = new Map<string, StoredDocument>();
  readonly calls: { readonly name: MethodName; readonly input: unknown }[] = [];
  readonly answers: Answers;
  readonly #listeners = new Map<EventName, Set<(data: never) => void>>();

  constructor(documents: readonly StoredDocument[] = [], answers: Answers = {}) {
    for (const document of documents) this.documents.set(document.path, document);
    this.answers = { ...this.#usual(), ...answers };
  }

  async call<N extends MethodName>(name: N, input: MethodInput<N>): Promise<Result<MethodOutput<N>>> {
    this.calls.push({ name, input });
    const answer = this.answers[name] as Answer<N> | undefined;
    return answer === undefined ? err(appError('unavailable', `the fake knows no ${name}`)) : answer(input);
  }

  on<N extends EventName>(name: N, listener: (data: EventData<N>) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener as (data: never) => void));
    return () => listeners.delete(listener as (data: never) => void);
  }

  /** Tells the page something. */
  emit<N extends EventName>(name: N, data: EventData<N>): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(data as never);
  }

  /** Inputs of every call of a method, oldest first. */
  inputs<N extends MethodName>(name: N): MethodInput<N>[] {
    return this.calls.filter((call) => call.name === name).map((call) => call.input as MethodInput<N>);
  }

  #read(path: string): Result<StoredDocument> {
    const document = this.documents.get(path);
    return document === undefined ? err(appError('not-found', `There is no ${path}.`)) : ok(document);
  }

  #put(document: StoredDocument): Result<StoredDocument> {
    this.documents.set(document.path, document);
    return ok(document);
  }

  #usual(): Answers {
    const nothing = () => ok({});
    return {
      'store.status': () => ok(openStatus),
      'settings.read': () => ok(settings),
      'settings.write': (change) => ok({ ...settings, ...change }),
      'window.unsaved': nothing,
      'window.close': nothing,
      'clipboard.write': nothing,
      'policy.read': () => ok({ policy: {}, problems: [] }),
      'finding.context': () => ok({ workflows: [], fields: [] }),
      'run.list': () => ok([]),
      'dataset.list': () => ok([]),
      'document.list': () =>
        ok(
          [...this.documents.values()].map(({ path, kind, revision, draft, link }) => ({
            path,
            kind,
            revision,
            hasDraft: draft !== null,
            link,
          })),
        ),
      'document.read': ({ path }) => this.#read(path),
      'document.draft': () => ok({ at: '2026-11-22T10:00:00Z' }),
      'document.discardDraft': ({ path }) => this.#read(path),
      'document.save': ({ path, text, base }) => {
        const before = this.documents.get(path);
        if (before !== undefined && before.revision !== base) return err(appError('conflict', 'A newer one exists.'));
        return this.#put(stored(path, text, { revision: digest('2') }));
      },
      'document.create': ({ path, text }) => this.#put(stored(path, text)),
    };
  }
}
