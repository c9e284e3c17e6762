import type IsolatedVm from 'isolated-vm';
import { z } from 'zod';
import type { ScriptOutcome, ScriptRequest } from '../../../shared/simulation/ports.ts';
import type { ScriptLimits } from '../../../shared/simulation/scriptProtocol.ts';
import { guestPrelude } from './guestPrelude.ts';
import { guestSource } from './guestSource.ts';

/** What the guest says of itself: it may lie, so it is checked like anything from outside. */
const endingSchema = z.object({
  kind: z.enum(['ended', 'threw', 'pending']),
  code: z.int().optional(),
  returned: z.string().optional(),
  message: z.string().max(10_000).optional(),
  overflow: z.boolean(),
  stdout: z.string(),
  stderr: z.string(),
});

/** Exit status that says so; anything but 1, which Node uses for its own uncaught exceptions. */
const heapExhaustedStatus = 77;

/** What V8 throws where the isolate's bound leaves no room for a buffer. */
const outOfBuffers = 'RangeError: Array buffer allocation failed';

/** Runs scripts, each in a fresh isolate that is thrown away. */
export function scriptRunner(ivm: typeof IsolatedVm, limits: ScriptLimits): (request: ScriptRequest) => ScriptOutcome {
  return (request) => {
    const isolate = new ivm.Isolate({
      memoryLimit: limits.mebibytes,
      // The isolate's heap is beyond repair: the parent sees the process end and calls it a limit.
      onCatastrophicError: () => process.exit(heapExhaustedStatus),
    });
    try {
      return runIn(isolate, request, limits);
    } finally {
      if (!isolate.isDisposed) isolate.dispose();
    }
  };
}

function runIn(isolate: IsolatedVm.Isolate, request: ScriptRequest, limits: ScriptLimits): ScriptOutcome {
  const started = performance.now();
  const timeout = () => ({ timeout: Math.max(1, Math.ceil(limits.milliseconds - (performance.now() - started))) });
  try {
    const context = isolate.createContextSync();
    const shims = context.evalSync(guestPrelude, { reference: true });
    const prepare: IsolatedVm.Reference = shims.getSync('prepare', { reference: true });
    const start: IsolatedVm.Reference = shims.getSync('start', { reference: true });
    const finish: IsolatedVm.Reference = shims.getSync('finish', { reference: true });
    prepare.applySync(undefined, [settingsOf(request, limits)], timeout());
    const guest = compileGuest(isolate, context, request, timeout);
    if ('kind' in guest) return guest;
    start.applySync(undefined, [guest.function.derefInto()], timeout());
    return outcomeOf(finish.applySync(undefined, [], timeout()), limits);
  } catch (error) {
    return stopped(isolate, error, limits);
  }
}

function settingsOf(request: ScriptRequest, limits: ScriptLimits): string {
  return JSON.stringify({
    args: request.arguments,
    environment: request.environment,
    stdin: request.stdin,
    seed: request.seed,
    now: request.now,
    values: Object.values(request.variables),
    outputSize: limits.outputSize,
  });
}

type Guest = { readonly function: IsolatedVm.Reference } | Extract<ScriptOutcome, { kind: 'threw' }>;

/** Compiles the code as a function body; where that fails and it awaits something, as that of an async function. */
function compileGuest(
  isolate: IsolatedVm.Isolate,
  context: IsolatedVm.Context,
  { code, variables }: ScriptRequest,
  timeout: () => { timeout: number },
): Guest {
  const attempts = /\bawait\b/.test(code) ? [false, true] : [false];
  let message = '';
  for (const isAsync of attempts) {
    const source = guestSource(code, Object.keys(variables), isAsync);
    if (!source.ok) return threw(source.error);
    try {
      const script = isolate.compileScriptSync(source.value, { filename: 'script.js', lineOffset: -1 });
      return { function: script.runSync(context, { reference: true, ...timeout() }) };
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      message = `SyntaxError: ${error.message}`;
    }
  }
  return threw(message);
}

function threw(message: string): Extract<ScriptOutcome, { kind: 'threw' }> {
  return { kind: 'threw', message, stdout: '', stderr: '' };
}

function outcomeOf(said: unknown, limits: ScriptLimits): ScriptOutcome {
  // Escapes at most multiply the size by six.
  if (typeof said === 'string' && said.length > limits.outputSize * 7) return outputLimit(limits);
  const ending = endingSchema.safeParse(parsed(said));
  if (!ending.success) return threw('The script changed what it may not change.');
  const { kind, code = 0, returned, message = 'an exception', overflow, stdout, stderr } = ending.data;
  const size = stdout.length + stderr.length + (returned?.length ?? 0);
  if (overflow || size > limits.outputSize) return outputLimit(limits);
  if (kind === 'pending') return threw('It waits for something that never comes; a rehearsal has no timers.');
  if (kind === 'threw' && message === outOfBuffers) return memoryLimit(limits);
  if (kind === 'threw') return { kind, message, stdout, stderr };
  return { kind, code, stdout, stderr, ...(returned !== undefined && { returned: JSON.parse(returned) }) };
}

function parsed(said: unknown): unknown {
  if (typeof said !== 'string') return null;
  try {
    return JSON.parse(said);
  } catch {
    return null;
  }
}

function stopped(isolate: IsolatedVm.Isolate, error: unknown, limits: ScriptLimits): ScriptOutcome {
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes('timed out')) {
    return { kind: 'limit', message: `The script was stopped: it ran longer than ${limits.milliseconds} ms.` };
  }
  if (isolate.isDisposed || message.includes('memory limit')) {
    return memoryLimit(limits);
  }
  return threw(message.slice(0, 2_000));
}

function outputLimit({ outputSize }: ScriptLimits): ScriptOutcome {
  return { kind: 'limit', message: `The script was stopped: its output has more than ${outputSize} characters.` };
}

function memoryLimit({ mebibytes }: ScriptLimits): ScriptOutcome {
  return { kind: 'limit', message: `The script was stopped: it used more than ${mebibytes} MiB of memory.` };
}
