import { create } from 'zustand';
import type {
  DocumentEntry,
  DocumentKind,
  linkStates,
  StoredDocument,
} from '../../../shared/contract/documentMethods.ts';

/** How a linked document compares with the disk. */
export type LinkState = (typeof linkStates)[number];

/** A question about a document that waits, without blocking, for the person's answer. */
export type DocumentNotice =
  /** A draft of an earlier session was put back; `at` is when it was journalled. */
  | { readonly kind: 'draft-restored'; readonly at: string; readonly baseChanged: boolean }
  /** Somebody else saved a revision while this one was being edited. */
  | { readonly kind: 'conflict'; readonly theirs: StoredDocument };

/** A document that is open in a tab. */
export interface OpenDocument {
  readonly path: string;
  readonly kind: DocumentKind;
  /** The revision that the edits started from. */
  readonly revision: string | null;
  /** Text of that revision. */
  readonly saved: string;
  /** Text in the editor. */
  readonly text: string;
  readonly link: LinkState | null;
  readonly notice: DocumentNotice | null;
}

interface DocumentsState {
  readonly entries: readonly DocumentEntry[];
  readonly open: Readonly<Record<string, OpenDocument>>;
  /** Paths of open documents in the order of their opening. */
  readonly order: readonly string[];
  /** The document that commands act on. */
  readonly active: string | null;
}

/** The workspace's documents and those that are open. */
export const useDocuments = create<DocumentsState>(() => ({ entries: [], open: {}, order: [], active: null }));

/** An open document, or null. */
export function openDocument(path: string): OpenDocument | null {
  return useDocuments.getState().open[path] ?? null;
}

/** The document that commands act on, or null. */
export function activeDocument(): OpenDocument | null {
  const { active } = useDocuments.getState();
  return active === null ? null : openDocument(active);
}

/** Whether a document has changes that no revision holds. */
export function isUnsaved(document: OpenDocument): boolean {
  return document.revision === null || document.text !== document.saved;
}

/** Paths of open documents with changes that no revision holds. */
export function unsavedPaths(open: Readonly<Record<string, OpenDocument>>): string[] {
  return Object.values(open)
    .filter(isUnsaved)
    .map((document) => document.path);
}

/** Changes fields of an open document; nothing happens where it is not open. */
export function changeDocument(path: string, change: Partial<OpenDocument>): void {
  useDocuments.setState(({ open }) => {
    const before = open[path];
    return before === undefined ? {} : { open: { ...open, [path]: { ...before, ...change } } };
  });
}

/** Takes in what the editor holds now. */
export function noteText(path: string, text: string): void {
  if (openDocument(path)?.text !== text) changeDocument(path, { text });
}

/** Makes an open document the one that commands act on. */
export function activate(path: string | null): void {
  if (useDocuments.getState().active !== path) useDocuments.setState({ active: path });
}

/** Adds or replaces an open document. */
export function putDocument(document: OpenDocument): void {
  useDocuments.setState(({ open, order }) => ({
    open: { ...open, [document.path]: document },
    order: order.includes(document.path) ? order : [...order, document.path],
  }));
}

/** Forgets an open document; the one opened before it becomes active. */
export function dropDocument(path: string): void {
  useDocuments.setState(({ open, order, active }) => {
    const { [path]: _gone, ...others } = open;
    const left = order.filter((one) => one !== path);
    return { open: others, order: left, active: active === path ? (left.at(-1) ?? null) : active };
  });
}
