// Starts the application that OBSERVED_START names and says on standard output when its window can be used: when the page
// carries the mark OBSERVED_MARK, or has loaded where none is named. Then runs OBSERVED_SCRIPT in the page and says the answer.
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const mark = process.env.OBSERVED_MARK ?? '';
const script = process.env.OBSERVED_SCRIPT ?? '';

/** @param {Electron.WebContents} contents */
async function watch(contents) {
  const isUsable = `performance.getEntriesByName(${JSON.stringify(mark)}).length > 0`;
  while (mark !== '' && !(await contents.executeJavaScript(isUsable))) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  process.stdout.write('usable\n');
  if (script !== '') process.stdout.write(`${JSON.stringify(await contents.executeJavaScript(script))}\n`);
}

app.once('browser-window-created', (_event, window) => {
  window.webContents.once('did-finish-load', () => watch(window.webContents));
});
await import(pathToFileURL(process.env.OBSERVED_START ?? '').href);
