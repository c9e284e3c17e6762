// Starts the application as it is, but lets it open its window only once Playwright is attached: without this, about one
// launch in forty races with the attaching and never comes back.
import { readFileSync } from 'node:fs';
import { app } from 'electron';

const root = new URL('../../', import.meta.url);
const { productName, version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
app.setName(productName);
app.setVersion(version);

const ready = app.whenReady();
const attached = new Promise((resolve) => {
  // Playwright calls this when it is.
  globalThis.__playwright_run = () => resolve();
});
app.whenReady = () => attached.then(() => ready);

await import(new URL('out/main/main.js', root).href);
