import type { PyodideAPI } from 'pyodide';
import { z } from 'zod';
import type { ScriptOutcome } from '../../../shared/simulation/ports.ts';
import { Random } from '../../../shared/simulation/random.ts';
import type { PythonJob } from '../../../shared/simulation/scriptProtocol.ts';
import { wireJson } from '../../../shared/simulation/wireJson.ts';
import type { Channel } from '../channel.ts';
import { GuestOutput } from './guestOutput.ts';
import { guestStart } from './guestPrelude.ts';
import { HostGate } from './hostGate.ts';
import { type Interpreter, startInterpreter } from './interpreter.ts';
import { VirtualClock } from './virtualClock.ts';

const mebibyte = 1024 * 1024;

/** What the guest's side says of the script: it may lie, so it is checked like anything from outside. */
const endingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ended'), code: z.int(), returned: z.string().optional() }),
  z.object({ kind: z.literal('threw'), message: z.string().max(10_000) }),
  z.object({ kind: z.literal('memory') }),
]);
type Ending = z.output<typeof endingSchema>;

/** What Emscripten throws where a program ends itself, `os._exit` for one. */
const exitSchema = z.object({ name: z.literal('ExitStatus'), status: z.int() });

/** One interpreter for one script: whatever stops the script says so and ends the process, so that nothing goes on. */
export class PythonChild {
  readonly #channel: Channel;
  readonly #clock = new VirtualClock(0);
  readonly #gate: HostGate;
  #random = new Random(0);
  #memoryLimit = Number.POSITIVE_INFINITY;
  #job: PythonJob | null = null;
  #output: GuestOutput | null = null;

  constructor(channel: Channel) {
    this.#channel = channel;
    this.#gate = new HostGate({
      random: (target) => this.#fill(target),
      mayGrow: (bytes) => bytes <= this.#memoryLimit || this.#endForMemory(),
      breach: () => this.#end(this.#threw('It reached for the host of the interpreter, which is not there.')),
    });
  }

  /** Starts the interpreter and shuts it in. */
  async start(): Promise<{ serve(job: PythonJob): never }> {
    this.#clock.install();
    const { interpreter, pyodide } = await startInterpreter(this.#gate);
    interpreter.addDevice('/dev/clock', { write: (...written) => this.#advance(written) });
    for (const path of ['/dev/random', '/dev/urandom']) interpreter.addDevice(path, { read: this.#readRandom });
    if (!interpreter.run(guestStart)) throw new Error('the prelude of Python scripts failed');
    this.#gate.shut(() => interpreter.memory);
    return { serve: (job) => this.#serve(job, interpreter, pyodide) };
  }

  #serve(job: PythonJob, interpreter: Interpreter, pyodide: PyodideAPI): never {
    const { request, limits } = job;
    const output = new GuestOutput(limits.outputSize, () => this.#endForSize());
    this.#job = job;
    this.#output = output;
    this.#clock.restart(request.now);
    this.#random = new Random(request.seed);
    this.#memoryLimit = interpreter.memory.length + limits.mebibytes * mebibyte;
    pyodide.setStdout(output.writer('stdout'));
    pyodide.setStderr(output.writer('stderr'));
    pyodide.setStdin({ read: reader(new TextEncoder().encode(request.stdin)), isatty: false });
    interpreter.writeFile('/request', JSON.stringify(request));
    try {
      interpreter.run('_rehearse()');
    } catch (error) {
      this.#end(this.#stopped(error));
    }
    this.#end(this.#outcome(interpreter.readFile('/ending')));
  }

  #outcome(file: Uint8Array | null): ScriptOutcome {
    // Escapes at most multiply the size by six, and the text of the returned value is escaped once more.
    const ending = file === null || file.length > (this.#job?.limits.outputSize ?? 0) * 14 ? null : readEnding(file);
    if (ending === null) return this.#threw('The script changed what it may not change.');
    if (ending.kind === 'memory') return this.#memoryOutcome();
    if (ending.kind === 'threw') return this.#threw(ending.message);
    const { code, returned } = ending;
    const base = { kind: 'ended', code, stdout: this.#text('stdout'), stderr: this.#text('stderr') } as const;
    if (returned === undefined) return base;
    if (base.stdout.length + base.stderr.length + returned.length > (this.#job?.limits.outputSize ?? 0)) {
      return this.#endForSize();
    }
    const value = wireJson.safeParse(parsed(returned));
    return value.success ? { ...base, returned: value.data } : this.#threw('The returned value is not JSON.');
  }

  /** The interpreter ended by itself, or fell. */
  #stopped(error: unknown): ScriptOutcome {
    const exit = exitSchema.safeParse(error);
    if (exit.success) {
      return { kind: 'ended', code: exit.data.status, stdout: this.#text('stdout'), stderr: this.#text('stderr') };
    }
    if (error instanceof RangeError || (error instanceof Error && error.message.includes('out of bounds'))) {
      return { kind: 'limit', message: 'The script was stopped: its calls are nested too deep.' };
    }
    return this.#threw('The interpreter fell over something that the script did.');
  }

  #threw(message: string): ScriptOutcome {
    return { kind: 'threw', message, stdout: this.#text('stdout'), stderr: this.#text('stderr') };
  }

  #text(stream: 'stdout' | 'stderr'): string {
    return this.#output?.text(stream) ?? '';
  }

  #memoryOutcome(): ScriptOutcome {
    const mebibytes = this.#job?.limits.mebibytes ?? 0;
    return { kind: 'limit', message: `The script was stopped: it used more than ${mebibytes} MiB of memory.` };
  }

  #endForMemory(): never {
    return this.#end(this.#memoryOutcome());
  }

  #endForSize(): never {
    const most = this.#job?.limits.outputSize ?? 0;
    return this.#end({
      kind: 'limit',
      message: `The script was stopped: its output has more than ${most} characters.`,
    });
  }

  #end(outcome: ScriptOutcome): never {
    this.#channel.send({ report: 'outcome', outcome });
    return process.exit(0);
  }

  #advance([, buffer, offset, length]: readonly [unknown, Uint8Array, number, number]): number {
    const seconds = Number(new TextDecoder('latin1').decode(buffer.slice(offset, offset + Math.min(length, 40))));
    this.#clock.advance(seconds * 1000);
    return length;
  }

  readonly #readRandom = (_stream: unknown, buffer: Uint8Array, offset: number, length: number): number => {
    this.#fill(buffer.subarray(offset, offset + length));
    return length;
  };

  #fill(target: Uint8Array): void {
    for (let at = 0; at < target.length; at += 1) target[at] = this.#random.integer() & 0xff;
  }
}

/** Standard input, as Pyodide asks for it. */
function reader(bytes: Uint8Array): (buffer: Uint8Array) => number {
  let position = 0;
  return (buffer) => {
    const piece = bytes.subarray(position, position + buffer.length);
    buffer.set(piece);
    position += piece.length;
    return piece.length;
  };
}

function readEnding(file: Uint8Array): Ending | null {
  const ending = endingSchema.safeParse(parsed(new TextDecoder().decode(file)));
  return ending.success ? ending.data : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The guest wrote it: undefined is nothing that any schema takes.
    return undefined;
  }
}
