import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** An OCI registry on loopback that keeps everything in memory: as much of the distribution spec as push and pull use. */
export async function memoryRegistry(): Promise<{ readonly host: string; readonly requests: string[] }> {
  const content = new Map<string, Buffer>();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    void answer(request, response, content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

async function answer(request: IncomingMessage, response: ServerResponse, content: Map<string, Buffer>): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://registry');
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const path = url.pathname;
  if (request.method === 'POST') {
    response.writeHead(202, { location: `${path}one` }).end();
  } else if (request.method === 'PUT') {
    const digest = url.searchParams.get('digest') ?? `sha256:${createHash('sha256').update(body).digest('hex')}`;
    const [, repository = '', kind = ''] = /^\/v2\/(.+)\/(blobs|manifests)\//.exec(path) ?? [];
    content.set(`/v2/${repository}/${kind}/${digest}`, body);
    if (kind === 'manifests') content.set(path, body);
    response.writeHead(201).end();
  } else {
    const found = content.get(path);
    response.writeHead(found === undefined ? 404 : 200).end(request.method === 'HEAD' ? undefined : found);
  }
}
