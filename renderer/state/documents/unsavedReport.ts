import { call } from '../../platform/bridge.ts';
import { lostAtClosing, useWorkspaceChanges } from '../status/sessionLoss.ts';
import { useStatus } from '../status/statusStore.ts';
import { unsavedPaths, useDocuments } from './documentsStore.ts';

function losses(): string[] {
  return [...new Set([...unsavedPaths(useDocuments.getState().open), ...lostAtClosing()])];
}

/** Tells main what the window would lose; also that its question was answered by staying. */
export async function reportUnsaved(): Promise<void> {
  await call('window.unsaved', { documents: losses() });
}

/** Tells main what the window would lose, whenever that changes, so that every way of closing asks once. */
export function startUnsavedReport(): () => void {
  let told = '';
  function tell(): void {
    const now = losses().join('\n');
    if (now === told) return;
    told = now;
    void reportUnsaved();
  }
  const stops = [
    useDocuments.subscribe(({ open }, before) => open !== before.open && tell()),
    useWorkspaceChanges.subscribe(tell),
    useStatus.subscribe(({ store }, before) => store !== before.store && tell()),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
