import { join } from 'node:path';
import { app, type BrowserWindow, nativeTheme, session as sessions } from 'electron';
import type { StoreStatus } from '../../shared/contract/storeMethods.ts';
import { askCoreThrough } from './askCore.ts';
import { askForConnection } from './consent.ts';
import { CoreSupervisor } from './coreSupervisor.ts';
import { createDispatcher, type Dispatch } from './dispatcher.ts';
import { appHandlers } from './handlers/appHandlers.ts';
import { backupHandlers } from './handlers/backupHandlers.ts';
import { fileHandlers } from './handlers/fileHandlers.ts';
import { secretHandlers } from './handlers/secretHandlers.ts';
import { storeHandlers } from './handlers/storeHandlers.ts';
import { serveCalls } from './ipc.ts';
import { lendSecret } from './lendSecret.ts';
import { showMenu } from './menu.ts';
import { passOn, type TellPage, tellPageOf } from './pageEvents.ts';
import { type ApplicationPaths, applicationPaths } from './paths.ts';
import { permits } from './permits.ts';
import { pickersOf } from './pickers.ts';
import { servePage } from './protocol.ts';
import { reportBug } from './reportBug.ts';
import { takeScreenshot } from './screenshot.ts';
import { StoreSession } from './storeSession.ts';
import { followTheme } from './theme.ts';
import { titleOf } from './title.ts';
import { UnsavedCheck } from './unsavedCheck.ts';
import { openWindow } from './window.ts';
import { readWindowState, writeWindowState } from './windowState.ts';
import { Workspaces } from './workspaces.ts';

/** What there is of workspaces, and of the one that is open. */
interface StoreParts {
  readonly workspaces: Workspaces;
  readonly core: CoreSupervisor;
  readonly store: StoreSession;
}

/** Puts the parts together: one window, one session, one core. */
export class Application {
  readonly #screenshot: string;
  #window: BrowserWindow | null = null;
  #tell: TellPage = () => undefined;
  #core: CoreSupervisor | null = null;
  #stopped = false;

  /** @param screenshot file to write a picture of the window to, or an empty string */
  constructor(screenshot: string) {
    this.#screenshot = screenshot;
  }

  /** Opens the window and the store side by side. */
  async open(): Promise<void> {
    const paths = applicationPaths();
    const state = readWindowState();
    followTheme(state.theme);
    // In memory only: what the page caches or stores never reaches the disk unencrypted.
    const session = sessions.fromPartition('drydock', { cache: false });
    servePage(session, paths.page);

    const parts = this.#makeStore(paths);
    const starting = parts.store.start();
    const window = openWindow(state, session, paths.preload);
    this.#window = window;
    this.#tell = tellPageOf(window);
    window.on('close', () => writeWindowState(window, nativeTheme.themeSource));
    const unsaved = new UnsavedCheck(window, (ending) =>
      this.#tell('window.closing', ending === 'reload' ? { reload: true } : {}),
    );
    serveCalls(window, this.#makeDispatch(parts, window, unsaved), ({ theme }) => followTheme(theme));
    showMenu({ command: (command) => this.#tell('command.run', { command }), reload: () => unsaved.reload() });

    await starting;
    if (this.#screenshot !== '') await this.#picture(window, parts.store.isOpen());
  }

  /** Brings the window to the front: somebody started the application a second time. */
  show(): void {
    if (this.#window === null || this.#window.isDestroyed()) return;
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  /** Whether nothing is left to be closed. */
  isStopped(): boolean {
    return this.#stopped;
  }

  /** Closes the store. */
  async stop(): Promise<void> {
    await this.#core?.stop();
    this.#stopped = true;
  }

  #makeStore({ node, core: entry, resources, engine }: ApplicationPaths): StoreParts {
    const workspaces = new Workspaces(join(app.getPath('userData'), 'workspaces'));
    const core = new CoreSupervisor(
      { node, entry },
      {
        event: (name, data) => {
          if (!passOn(this.#tell, name, data)) reportBug('core', new Error(`event ${name} is not one it may send`));
        },
        state: (name, message) => this.#tell('process.state', { process: 'core', state: name, message }),
        failed: (problem) => store.coreFailed(problem),
      },
    );
    const store = new StoreSession({ workspaces, core, resources, engine, changed: (status) => this.#changed(status) });
    this.#core = core;
    return { workspaces, core, store };
  }

  #makeDispatch({ workspaces, core, store }: StoreParts, window: BrowserWindow, unsaved: UnsavedCheck): Dispatch {
    const ask = askCoreThrough(core);
    const pickers = pickersOf(window);
    return createDispatcher({
      handlers: {
        ...appHandlers(unsaved),
        ...storeHandlers(store, workspaces),
        ...backupHandlers(store, pickers),
        ...fileHandlers(ask, pickers),
        ...secretHandlers(ask),
      },
      core: async (name, input) => {
        // A call that comes while a workspace is being opened is meant for that one.
        await store.status();
        const lent = await lendSecret(ask, input);
        return lent.ok ? core.call(name, input) : lent;
      },
      consents: (name, place) => askForConnection(window, name, place),
      permits: (permission) => permits(permission, store.isOpen()),
      bug: reportBug,
    });
  }

  #changed(status: StoreStatus): void {
    if (this.#window !== null && !this.#window.isDestroyed()) this.#window.setTitle(titleOf(status));
    this.#tell('store.changed', status);
  }

  async #picture(window: BrowserWindow, storeIsOpen: boolean): Promise<void> {
    const usable = await takeScreenshot(window, this.#screenshot, storeIsOpen);
    if (!usable) process.stderr.write('drydock: the window did not become usable; the picture shows what there was.\n');
    await this.stop();
    app.exit(usable ? 0 : 1);
  }
}
