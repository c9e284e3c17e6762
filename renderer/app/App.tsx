import { useEffect } from 'react';
import { runCommand } from '../commands/runCommand.ts';
import { useShortcuts } from '../commands/useShortcuts.ts';
import { listen } from '../platform/bridge.ts';
import { startLook } from '../state/settings/look.ts';
import { useStatus } from '../state/status/statusStore.ts';
import { ActivityBar } from './ActivityBar.tsx';
import styles from './App.module.css';
import { Dialogs } from './Dialogs.tsx';
import { Dock } from './Dock.tsx';
import { DropTarget } from './DropTarget.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { NotificationRegion } from './NotificationRegion.tsx';
import { Palette } from './Palette.tsx';
import { StatusBar } from './StatusBar.tsx';
import { StoreGate } from './StoreGate.tsx';
import { TopBar } from './TopBar.tsx';
import { useClosing } from './useClosing.ts';
import { useKeptFocus } from './useKeptFocus.ts';

function Workbench() {
  const loaded = useStatus((state) => state.workspaceLoaded);
  return (
    <div className={styles.middle}>
      <ActivityBar />
      <main className={styles.main}>{loaded ? <Dock /> : null}</main>
    </div>
  );
}

/** The whole window. */
export function App() {
  useShortcuts();
  useKeptFocus();
  useClosing();
  useEffect(() => startLook(), []);
  useEffect(() => listen('command.run', ({ command }) => void runCommand(command)), []);
  return (
    <ErrorBoundary>
      <div className={styles.window}>
        <TopBar />
        <StoreGate>
          <Workbench />
        </StoreGate>
        <StatusBar />
      </div>
      <Palette />
      <Dialogs />
      <NotificationRegion />
      <DropTarget />
    </ErrorBoundary>
  );
}
