import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { protocol, type Session } from 'electron';
import { contentSecurityPolicy } from './contentPolicy.ts';
import { pageFile } from './pageFile.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Declares the scheme; has to happen before Electron is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

function refusal(status: number): Response {
  return new Response(null, { status, headers });
}

async function respond(folder: string, request: { method: string; url: string }): Promise<Response> {
  if (request.method !== 'GET') return refusal(405);
  const file = pageFile(folder, request.url);
  const type = contentTypes[extname(file ?? '')];
  if (file === null || type === undefined) return refusal(404);
  try {
    return new Response(await readFile(file), { headers: { ...headers, 'Content-Type': type } });
  } catch {
    return refusal(404);
  }
}

/** Serves `folder`, and nothing else, as `app://drydock/`. */
export function servePage(session: Session, folder: string): void {
  session.protocol.handle('app', (request) => respond(folder, request));
}
