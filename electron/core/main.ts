import process from 'node:process';
import { appError } from '../../shared/base/appError.ts';
import { encodeFrame, FrameDecoder, maxFrameBytes } from '../../shared/base/frame.ts';
import { coreServer } from './coreServer.ts';
import { diagnostic } from './diagnostic.ts';
import { personName } from './personName.ts';
import { systemPorts } from './systemPorts.ts';

/** Nothing but frames goes to standard output, and nothing but one-line diagnostics to standard error. */
const say = (line: string): void => void process.stderr.write(`${line}\n`);
/** False where the message is larger than the other end takes. */
function send(message: object): boolean {
  const frame = encodeFrame(message);
  if (frame.length > maxFrameBytes) return false;
  process.stdout.write(frame);
  return true;
}

const server = coreServer({
  ports: systemPorts,
  who: personName(),
  emit: (event, data) => void send({ event, data }),
  reportBug: (where, bug) => say(diagnostic(where, bug)),
});

let ending = false;

/** Closes the store in good order; what is under way has the time that its own limits give it. */
async function end(status: number): Promise<void> {
  if (ending) return;
  ending = true;
  try {
    await server.close();
  } catch (bug) {
    say(diagnostic('close', bug));
  }
  process.exit(status);
}

const decoder = new FrameDecoder();

process.stdin.on('data', (chunk: Buffer) => {
  const messages = decoder.push(chunk);
  if (!messages.ok) {
    say(`core: ${messages.error.message}`);
    void end(1);
    return;
  }
  for (const message of messages.value) void reply(message);
});

async function reply(message: unknown): Promise<void> {
  const answer = await server.answer(message);
  if (answer !== null) {
    if (!send(answer)) send({ id: answer.id, error: appError('limit', 'The answer is too large to be shown.') });
    return;
  }
  say('core: a message was not a request');
  await end(1);
}

// Main is gone when its end of the pipe is.
process.stdin.on('end', () => void end(0));
process.stdout.on('error', () => void end(0));
process.on('SIGTERM', () => void end(0));
// An interrupt at the terminal goes to the whole group; main decides what it means.
process.on('SIGINT', () => {});
process.on('uncaughtException', (bug) => {
  say(diagnostic('core', bug));
  void end(1);
});
