import type { BrowserWindow } from 'electron';

/** What is about to happen to the page. */
type Ending = 'close' | 'reload';

/**
 * The one question before the page goes away, whether by close, quit or reload: with unsaved documents the page is asked
 * (`window.closing`) and answers with `window.close`; a page that cannot answer any more is not asked.
 */
export class UnsavedCheck {
  readonly #window: BrowserWindow;
  readonly #ask: () => void;
  #unsaved = 0;
  #ending: Ending = 'close';
  #answering = true;

  constructor(window: BrowserWindow, ask: () => void) {
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
  }

  /** The page has asked the person: what was about to happen may happen. */
  proceed(): void {
    this.#unsaved = 0;
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
    this.#ask();
    return false;
  }

  #silent(): void {
    this.#unsaved = 0;
    this.#answering = false;
  }
}
