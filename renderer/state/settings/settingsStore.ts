import { create } from 'zustand';
import type { Settings } from '../../../shared/contract/appMethods.ts';
import { call } from '../../platform/bridge.ts';
import { notifyError } from '../notifications/notificationsStore.ts';

/** Settings until the workspace's own are read. */
export const defaultSettings: Settings = {
  theme: 'system',
  editorFontSize: 13,
  profile: null,
  shortcuts: {},
  recentDocuments: [],
  recentCommands: [],
  layout: null,
};

/** The settings in force. */
export const useSettings = create<Settings>(() => defaultSettings);

/** Reads the workspace's settings. */
export async function loadSettings(): Promise<void> {
  const read = await call('settings.read', {});
  if (read.ok) useSettings.setState(read.value);
  else notifyError(read.error);
}

/** Changes settings at once and keeps them; a change that could not be kept is said. */
export async function changeSettings(change: Partial<Settings>): Promise<void> {
  useSettings.setState(change);
  const written = await call('settings.write', change);
  if (!written.ok) notifyError(written.error);
}

const mostRecent = 50;

/** A list of recent things with one of them put first. */
export function withRecent(recent: readonly string[], newest: string): string[] {
  return [newest, ...recent.filter((one) => one !== newest)].slice(0, mostRecent);
}
