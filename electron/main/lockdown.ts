import { app, type Session, type WebContents } from 'electron';
import { pageOrigin } from './pageFile.ts';

/** Chromium's own reasons to talk to the outside; none is left. */
const switches: readonly (readonly [string, string?])[] = [
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['no-proxy-server'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-sync'],
  ['dns-prefetch-disable'],
  ['no-pings'],
  ['disable-breakpad'],
  ['disable-quic'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  [
    'disable-features',
    'MediaRouter,DialMediaRouteProvider,OptimizationHints,AutofillServerCommunication,WebRtcHideLocalIpsWithMdns',
  ],
];

/** Sets Chromium's command line; has to happen before Electron is ready. */
export function lockCommandLine(): void {
  for (const [name, value] of switches) {
    if (value === undefined) app.commandLine.appendSwitch(name);
    else app.commandLine.appendSwitch(name, value);
  }
  // Started without the sandbox (root on Linux), forcing it on makes every child process crash in a loop.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
}

function isOwn(address: string): boolean {
  if (address.startsWith(`${pageOrigin}/`)) return true;
  return !app.isPackaged && address.startsWith('devtools://');
}

/** Cancels every request but the page's own files, and refuses every permission, device and download. */
export function lockSession(session: Session): void {
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isOwn(details.url) }));
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // Switched off it would still fetch a dictionary for the system's language, past the filter above.
  session.setSpellCheckerLanguages([]);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  for (const choice of ['select-hid-device', 'select-serial-port', 'select-usb-device'] as const) {
    session.on(choice as 'select-hid-device', (event) => event.preventDefault());
  }
}

/** Keeps a page where it is: no navigation, no second window, no webview, no Bluetooth chooser. */
export function lockContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('select-bluetooth-device', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
