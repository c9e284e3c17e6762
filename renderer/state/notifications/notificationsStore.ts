import { create } from 'zustand';
import type { AppError } from '../../../shared/base/appError.ts';

/** How a notification is meant. */
export type Tone = 'info' | 'success' | 'warning' | 'error';

/** A message in the corner of the window, with at most one thing to do about it. */
export interface Notification {
  readonly id: number;
  readonly tone: Tone;
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Milliseconds after which good news goes away by itself. Bad news stays until it is dismissed. */
export const dismissAfter = 6_000;
const mostShown = 5;

interface NotificationsState {
  readonly shown: readonly Notification[];
}

/** What the window has to say. */
export const useNotifications = create<NotificationsState>(() => ({ shown: [] }));

let lastId = 0;

/** Removes a notification. */
export function dismiss(id: number): void {
  useNotifications.setState(({ shown }) => ({ shown: shown.filter((one) => one.id !== id) }));
}

/** Shows a notification; one with the same text replaces the older. */
export function notify(tone: Tone, text: string, action?: Notification['action']): number {
  lastId += 1;
  const id = lastId;
  const one: Notification = action === undefined ? { id, tone, text } : { id, tone, text, action };
  useNotifications.setState(({ shown }) => ({
    shown: [...shown.filter((other) => other.text !== text), one].slice(-mostShown),
  }));
  if (tone === 'info' || tone === 'success') setTimeout(() => dismiss(id), dismissAfter);
  return id;
}

/** Shows an error: its own sentence, and what to try. A cancelled action says nothing. */
export function notifyError(error: AppError): void {
  if (error.code === 'cancelled') return;
  notify('error', error.hint === undefined ? error.message : `${error.message} ${error.hint}`);
}
