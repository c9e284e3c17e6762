import process from 'node:process';
import { appError } from '../../shared/base/appError.ts';
import { encodeFrame, FrameDecoder, maxFrameBytes } from '../../shared/base/frame.ts';
import { type CoreServer, coreServer } from './coreServer.ts';
import { diagnostic } from './diagnostic.ts';
import { maskInWorker } from './masking/maskInWorker.ts';
import { personName } from './personName.ts';
import { systemPorts } from './systemPorts.ts';

/** Nothing but frames goes to standard output, and nothing but one-line diagnostics to standard error. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** False where the message is larger than the other end takes. */
function send(message: object): boolean {
  const frame = encodeFrame(message);
  if (frame.length > maxFrameBytes) return false;
  process.stdout.write(frame);
  return true;
}

/** Serves main over standard input and output until it goes away. `entry` is the file that this process was started with. */
export function serve(entry: URL): void {
  const server = coreServer({
    ports: systemPorts,
    who: personName(),
    mask: maskInWorker(entry),
    emit: (event, data) => void send({ event, data }),
    reportBug: (where, bug) => say(diagnostic(where, bug)),
  });
  const end = endOnce(server);
  const decoder = new FrameDecoder();
  process.stdin.on('data', (chunk: Buffer) => {
    const messages = decoder.push(chunk);
    if (messages.ok) {
      for (const message of messages.value) void reply(server, message, end);
    } else {
      say(`core: ${messages.error.message}`);
      end(1);
    }
  });
  // Main is gone when its end of the pipe is.
  process.stdin.on('end', () => end(0));
  process.stdout.on('error', () => end(0));
  process.on('SIGTERM', () => end(0));
  // An interrupt at the terminal goes to the whole group; main decides what it means.
  process.on('SIGINT', () => {});
  process.on('uncaughtException', (bug) => {
    say(diagnostic('core', bug));
    end(1);
  });
}

type End = (status: number) => void;

/** Closes the store in good order and ends the process; the first reason counts. */
function endOnce(server: CoreServer): End {
  let ending = false;
  return (status) => {
    if (ending) return;
    ending = true;
    server
      .close()
      .catch((bug) => say(diagnostic('close', bug)))
      .finally(() => process.exit(status));
  };
}

async function reply(server: CoreServer, message: unknown, end: End): Promise<void> {
  const answer = await server.answer(message);
  if (answer === null) {
    say('core: a message was not a request');
    end(1);
  } else if (!send(answer)) {
    send({ id: answer.id, error: appError('limit', 'The answer is too large to be shown.') });
  }
}
