// The baseline of a start: Electron with a window and nothing in it.
import { app, BrowserWindow } from 'electron';

app.whenReady().then(() => new BrowserWindow({ width: 1360, height: 860 }).loadURL('data:text/html,<!doctype html>'));
app.on('window-all-closed', () => app.quit());
