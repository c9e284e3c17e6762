import { create } from 'zustand';

/** An answer that a dialog offers. */
export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly variant?: 'primary' | 'plain' | 'danger';
}

/** A question that has to be answered before anything else goes on. */
export type DialogRequest =
  | {
      readonly kind: 'choose';
      readonly title: string;
      readonly text: string;
      readonly choices: readonly Choice[];
      readonly settle: (choice: string | null) => void;
    }
  | {
      readonly kind: 'text';
      readonly title: string;
      readonly label: string;
      readonly value: string;
      readonly confirm: string;
      /** Why a text will not do, or null. */
      readonly objection: (value: string) => string | null;
      readonly settle: (value: string | null) => void;
    }
  | {
      readonly kind: 'passphrase';
      readonly title: string;
      readonly text: string;
      readonly confirm: string;
      /** A new one is typed twice and must not be weak; one that only opens may be any. */
      readonly isNew: boolean;
      readonly settle: (passphrase: string | null) => void;
    }
  | { readonly kind: 'about'; readonly settle: () => void };

interface DialogsState {
  readonly current: DialogRequest | null;
  /** The search box over the window: commands, documents, or none. */
  readonly palette: 'commands' | 'documents' | null;
}

/** What lies over the window. */
export const useDialogs = create<DialogsState>(() => ({ current: null, palette: null }));

function ask<T>(make: (settle: (answer: T) => void) => DialogRequest): Promise<T> {
  return new Promise((resolve) => {
    const settle = (answer: T) => {
      useDialogs.setState({ current: null });
      resolve(answer);
    };
    useDialogs.setState({ current: make(settle), palette: null });
  });
}

/** Asks which of some choices to take; null where the person backed out. */
export function askChoice(title: string, text: string, choices: readonly Choice[]): Promise<string | null> {
  return ask((settle) => ({ kind: 'choose', title, text, choices, settle }));
}

/** Asks whether to do something that cannot be undone. */
export async function askConfirm(title: string, text: string, confirm: string): Promise<boolean> {
  return (await askChoice(title, text, [{ id: 'yes', label: confirm, variant: 'danger' }])) === 'yes';
}

/** Asks for a line of text; null where the person backed out. */
export function askText(
  question: Omit<Extract<DialogRequest, { kind: 'text' }>, 'kind' | 'settle'>,
): Promise<string | null> {
  return ask((settle) => ({ kind: 'text', ...question, settle }));
}

/** Asks for a passphrase; null where the person backed out. Whoever asks hands it on at once and keeps nothing of it. */
export function askPassphrase(
  question: Omit<Extract<DialogRequest, { kind: 'passphrase' }>, 'kind' | 'settle'>,
): Promise<string | null> {
  return ask((settle) => ({ kind: 'passphrase', ...question, settle }));
}

/** Shows versions and protection. */
export function showAbout(): Promise<void> {
  return ask<void>((settle) => ({ kind: 'about', settle }));
}

/** Opens or closes the search box. */
export function setPalette(palette: DialogsState['palette']): void {
  useDialogs.setState({ palette });
}
