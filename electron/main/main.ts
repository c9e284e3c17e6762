import { app } from 'electron';
import { Application } from './application.ts';
import { lockCommandLine, lockContents, lockSession } from './lockdown.ts';
import { registerPageScheme } from './protocol.ts';
import { reportBug } from './reportBug.ts';

function start(): void {
  const folder = app.commandLine.getSwitchValue('user-data-dir');
  if (folder !== '') app.setPath('userData', folder);
  const screenshot = app.commandLine.getSwitchValue('screenshot');
  if (!app.requestSingleInstanceLock()) {
    if (screenshot !== '') process.stderr.write('drydock: Drydock is open already; close it to take a picture.\n');
    app.exit(screenshot === '' ? 0 : 2);
    return;
  }
  lockCommandLine();
  registerPageScheme();
  app.on('session-created', lockSession);
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
  const application = new Application(screenshot);
  app.on('second-instance', () => application.show());
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (application.isStopped()) return;
    event.preventDefault();
    void application.stop().then(() => app.quit());
  });
  app
    .whenReady()
    .then(() => application.open())
    .catch(stopAtBug);
}

/** A bug that nothing caught leaves main in an unknown state; the store is core's and survives. */
function stopAtBug(error: unknown): void {
  reportBug('main', error);
  app.exit(1);
}

process.on('uncaughtException', stopAtBug);
process.on('unhandledRejection', stopAtBug);
start();
