import { type BrowserWindow, dialog } from 'electron';

/** What is about to happen to the page. */
type Ending = 'close' | 'reload';

/**
 * The one question before the page goes away, whether by close, quit or reload: with unsaved documents the page is asked
 * (`window.closing`) and answers with `window.close`; a page that cannot answer any more is not asked.
 */
export class UnsavedCheck {
  readonly #window: BrowserWindow;
  readonly #ask: (ending: Ending) => void;
  #unsaved = 0;
  #ending: Ending = 'close';
  #answering = true;
  #asked = false;

  constructor(window: BrowserWindow, ask: (ending: Ending) => void) {
    this.#window = window;
    this.#ask = ask;
    window.on('close', (event) => {
      if (this.#mayEnd('close')) return;
      event.preventDefault();
    });
    window.webContents.on('render-process-gone', () => this.#silent());
    window.on('unresponsive', () => {
      this.#answering = false;
    });
    window.on('responsive', () => {
      this.#answering = true;
    });
    window.webContents.on('did-finish-load', () => {
      this.#answering = true;
    });
  }

  /** The page says how many documents it would lose. */
  note(documents: number): void {
    this.#unsaved = documents;
    this.#asked = false;
  }

  /** The page has asked the person: what was about to happen may happen. */
  proceed(): void {
    this.#unsaved = 0;
    this.#asked = false;
    if (this.#ending === 'reload') this.#window.webContents.reload();
    else this.#window.close();
    this.#ending = 'close';
  }

  /** Loads the page anew, after the same question. */
  reload(): void {
    if (this.#mayEnd('reload')) this.#window.webContents.reload();
  }

  #mayEnd(ending: Ending): boolean {
    if (this.#unsaved === 0 || !this.#answering) return true;
    this.#ending = ending;
    if (this.#asked) return this.#insist();
    this.#asked = true;
    this.#ask(ending);
    return false;
  }

  /** A second wish before the page answered the first: a page that never answers must not hold the window open. */
  #insist(): boolean {
    const choice = dialog.showMessageBoxSync(this.#window, {
      type: 'question',
      message: 'Close without an answer from the window?',
      detail: 'What you typed is in the draft journal and comes back at the next start.',
      buttons: ['Keep open', 'Close'],
      defaultId: 0,
      cancelId: 0,
    });
    return choice === 1;
  }

  #silent(): void {
    this.#unsaved = 0;
    this.#answering = false;
  }
}
