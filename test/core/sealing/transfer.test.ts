import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pullBundle, pushBundle } from '../../../electron/core/sealing/registry.ts';
import { parseReference } from '../../../electron/core/sealing/registryReference.ts';
import { openLine, TransferProblem, type TransferWatch } from '../../../electron/core/sealing/transfer.ts';
import { transferReport } from '../../../electron/core/sealing/transferReport.ts';
import { newSigner, sealed } from '../../unit/bundle/sealing.fixtures.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function serving(answer: Answer): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const patient = { stall: 20_000, start: 20_000, rate: 1 };

/** Sends `size` bytes and says how it went: the answer's status, or what was the matter. */
async function transfer(host: string, size: number, watch: Partial<TransferWatch> = {}) {
  const line = openLine();
  const whole = { patience: patient, signal: new AbortController().signal, moved: () => {}, ...watch };
  const body = size === 0 ? null : new Uint8Array(size);
  const request = { method: size === 0 ? 'GET' : 'PUT', headers: {}, body, limit: 1_000_000 } as const;
  try {
    const { status, body: answer } = await line.exchange(new URL(`http://${host}/x`), request, whole);
    return { status, size: answer.length };
  } catch (problem) {
    if (problem instanceof TransferProblem) return problem.kind;
    throw problem;
  } finally {
    line.close();
  }
}

/** More than what the kernel takes off our hands without anybody reading it. */
const large = 64 * 1024 * 1024;

describe('a transfer', () => {
  it('arrives whole, told as it goes', async () => {
    let arrived = 0;
    const host = await serving((request, response) => {
      request.on('data', (chunk: Buffer) => {
        arrived += chunk.length;
      });
      request.on('end', () => response.writeHead(201).end('done'));
    });
    let told = 0;
    const moved = (bytes: number) => {
      told += bytes;
    };
    expect(await transfer(host, 300_000, { moved })).toEqual({ status: 201, size: 4 });
    expect({ arrived, told }).toEqual({ arrived: 300_000, told: 300_004 });
  });

  it('that stands still is given up, whichever side it waits for', async () => {
    const patience = { ...patient, stall: 50 };
    const silent = await serving(() => {});
    expect(await transfer(silent, 0, { patience })).toBe('slow');
    expect(await transfer(silent, large, { patience })).toBe('slow');
    const stuck = await serving((_request, response) => void response.writeHead(200).write('a'));
    expect(await transfer(stuck, 0, { patience })).toBe('slow');
  });

  it('that drips is given up though it never stands still', async () => {
    const host = await serving((_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('a'), 5);
      response.on('close', () => clearInterval(drip));
    });
    expect(await transfer(host, 0, { patience: { stall: 20_000, start: 100, rate: 1_000_000 } })).toBe('slow');
  });

  it('may take longer than any silence, as long as bytes move', async () => {
    const pieces = 60;
    const host = await serving((_request, response) => {
      let sent = 0;
      response.writeHead(200);
      const drip = setInterval(() => {
        sent += 1;
        response.write('a'.repeat(1_000));
        if (sent === pieces) {
          clearInterval(drip);
          response.end();
        }
      }, 25);
    });
    expect(await transfer(host, 0, { patience: { ...patient, stall: 1_200 } })).toEqual({ status: 200, size: 60_000 });
  });

  it('is cancelled at once', async () => {
    const cancelling = new AbortController();
    const host = await serving(() => cancelling.abort());
    expect(await transfer(host, large, { signal: cancelling.signal })).toBe('cancelled');
    expect(await transfer(host, 0, { signal: cancelling.signal })).toBe('cancelled');
  });

  it('whose answer is too large or breaks off is an error', async () => {
    const endless = await serving((_request, response) => void response.end(Buffer.alloc(1_000_001)));
    expect(await transfer(endless, 0)).toBe('large');
    const broken = await serving((_request, response) => {
      response.writeHead(200, { 'content-length': '10' }).write('12345');
      setImmediate(() => response.destroy());
    });
    expect(await transfer(broken, 0)).toBe('broken');
  });

  it('that is answered before it has ended is over', async () => {
    const host = await serving((_request, response) => void response.writeHead(413).end());
    const outcome = await transfer(host, large);
    expect(outcome === 'broken' || (typeof outcome === 'object' && outcome.status === 413)).toBe(true);
  });
});

describe('a registry that does not answer', () => {
  it.each([
    ['unavailable', { patience: { ...patient, stall: 50 } }],
    ['cancelled', { signal: AbortSignal.abort() }],
  ])('is %s, in one sentence', async (code, options) => {
    const at = parseReference(`${await serving(() => {})}/a/b`);
    if (!at.ok) throw new Error(at.error.message);
    expect(await pushBundle(sealed(newSigner()), at.value, options)).toMatchObject({ error: { code } });
    expect(await pullBundle(at.value, options)).toMatchObject({ error: { code } });
  });
});

it('a report is rare and never says more than all', () => {
  const told: string[] = [];
  const moved = transferReport('Sent', 1_000_000, (text) => void told.push(text));
  for (let piece = 0; piece < 20; piece += 1) moved(64 * 1024);
  expect(told[0]).toBe('Sent 0.1 MB of 1.0 MB…');
  expect(told.length).toBeLessThan(8);
  const [, sent, all] = /Sent (.+) MB of (.+) MB/.exec(told.at(-1) ?? '') ?? [];
  expect(Number(sent)).toBeLessThanOrEqual(Number(all));
});
