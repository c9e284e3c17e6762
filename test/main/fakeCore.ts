import { encodeFrame, FrameDecoder } from '../../shared/base/frame.ts';
import { requestFrameSchema } from '../../shared/contract/coreProtocol.ts';

/** A core that does as its requests say, run as a process by the tests of what supervises it. */
const decoder = new FrameDecoder();
const send = (message: object) => process.stdout.write(encodeFrame(message));

function answer(id: number, method: string, params: unknown): void {
  if (method === 'end') process.exit(1);
  else if (method === 'babble') process.stdout.write('this is no frame, and a length that nobody believes');
  else if (method === 'event') send({ event: 'document.changed', data: params });
  else if (method === 'silent') return;
  else if (JSON.stringify(params).includes('wrong-key')) {
    send({ id, error: { code: 'denied', message: 'This key does not open the store.' } });
    return;
  }
  send({ id, value: { method, params, pid: process.pid, environment: Object.keys(process.env) } });
}

process.stdin.on('data', (chunk: Buffer) => {
  const frames = decoder.push(chunk);
  if (!frames.ok) process.exit(2);
  for (const frame of frames.value) {
    const { id, method, params } = requestFrameSchema.parse(frame);
    answer(id, method, params);
  }
});
process.stdin.on('end', () => process.exit(0));
