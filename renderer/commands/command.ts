import type { OpenDocument } from '../state/documents/documentsStore.ts';
import type { IconName } from '../ui/icons.ts';

/** What commands look at to tell whether they can run. */
export interface CommandContext {
  readonly storeOpen: boolean;
  readonly storeLocked: boolean;
  /** The document that commands act on. */
  readonly document: OpenDocument | null;
  readonly unsaved: readonly string[];
  /** Findings that the Problems panel shows. */
  readonly problems: number;
  readonly rehearsing: boolean;
  readonly runnable: boolean;
  /** The step of the trace of the workflow in front, from 0; null where no trace with a task is shown. */
  readonly step: { readonly at: number; readonly of: number } | null;
  /** Reference of the task that is selected on the graph and can be changed there; null where there is none. */
  readonly task: string | null;
  /** Whether there are data sets to rehearse with. */
  readonly sampled: boolean;
}

/** Headings of the palette. */
export type Category = 'File' | 'Edit' | 'Problems' | 'Rehearsal' | 'Data' | 'Vault' | 'Seal' | 'View' | 'Help';

/** One thing the person can do: menu, palette, button and shortcut all use this object. */
export interface Command {
  /** `area.verb`, stable: shortcuts and menus refer to it. */
  readonly id: string;
  readonly label: string;
  readonly category: Category;
  /** Default shortcut, e.g. `Mod+Shift+P`; more than one are separated by a space. */
  readonly keys?: string;
  /** Set where the shortcut means the same to whatever is typed into: there it is left to that. */
  readonly isTyping?: true;
  readonly icon?: IconName;
  /** True, or the reason why it cannot run now, as a sentence. */
  when(context: CommandContext): true | string;
  /** Does it; where it takes time, the promise ends with it. */
  run(context: CommandContext): unknown;
}

/** For commands that can always run. */
export const always = (): true => true;

/** For commands that need an open store. */
export function needsStore({ storeOpen, storeLocked }: CommandContext): true | string {
  if (storeOpen) return true;
  return storeLocked ? 'The store is locked. Enter your passphrase first.' : 'The store is not open.';
}

/** For commands that need a document in front. */
export function needsDocument(context: CommandContext): true | string {
  const store = needsStore(context);
  if (store !== true) return store;
  return context.document === null ? 'No document is open.' : true;
}
