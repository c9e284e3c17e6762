import { app, BrowserWindow, nativeTheme, type Session } from 'electron';
import { pageUrl } from './pageFile.ts';
import { visibleBounds, type WindowState } from './windowState.ts';

/** Shown until the page has painted: the same as the page's own background in each theme. */
const background = { light: '#ffffff', dark: '#1b1d21' };

/** Pages that may crash in a row, each within a minute of the one before, before we stop loading them again. */
const maxCrashes = 3;
const crashCountedFor = 60_000;

/** Opens the window, locked down, and shows it when it has something to show. */
export function openWindow(state: WindowState, session: Session, preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1360,
    height: 860,
    ...visibleBounds(state),
    minWidth: 640,
    minHeight: 420,
    show: false,
    title: 'Drydock',
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      session,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      plugins: false,
      webgl: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      enableWebSQL: false,
      disableBlinkFeatures: 'Auxclick',
      devTools: !app.isPackaged,
    },
  });
  // The title says what protects the store; a page must not be able to say something else there.
  window.on('page-title-updated', (event) => event.preventDefault());
  window.once('ready-to-show', () => {
    if (state.maximized) window.maximize();
    window.show();
  });
  reloadAfterCrash(window);
  // The empty page is the one address that Chromium goes to without asking.
  window.webContents.on('did-navigate', (_event, address) => {
    if (address !== pageUrl) void window.loadURL(pageUrl);
  });
  void window.loadURL(pageUrl);
  return window;
}

/** A crashed page is loaded again: drafts are in the journal, so nothing is lost by it. */
function reloadAfterCrash(window: BrowserWindow): void {
  let crashes: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = performance.now();
    crashes = [...crashes.filter((crash) => now - crash < crashCountedFor), now];
    if (crashes.length <= maxCrashes) window.webContents.reload();
    else window.destroy();
  });
}
