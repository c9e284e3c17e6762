import type { Json } from '../base/json.ts';
import type { Fault } from './fault.ts';
import type { Activity } from './plan.ts';
import { type Routine, sleepUntil } from './scheduler.ts';
import { standardFault } from './standardErrors.ts';
import type { StubAnswer } from './stubBook.ts';
import type { EffectKind } from './trace.ts';

/** A side effect that a task asks for. */
export interface EffectRequest {
  readonly kind: EffectKind;
  readonly request: Json;
  /** Names the request for a person: `POST https://api.example.com/orders`. */
  readonly title?: string;
}

/** Looks for the stub that answers; records request and answer where there is one. */
export function askStub(activity: Activity, effect: EffectRequest): StubAnswer | null {
  const { run, reference, frame } = activity;
  const { kind, request } = effect;
  const { attempt, iteration } = frame;
  const answer = run.stubs.answer({ kind, request, task: run.prefix + reference, attempt, iteration }, run);
  if (answer !== null) record(activity, effect, answer.recorded, answer.stub);
  return answer;
}

/** The same, and records the effect also where no stub answers: then `unanswered` stands for the answer. */
export function noteEffect(activity: Activity, effect: EffectRequest, unanswered: Json = null): StubAnswer | null {
  const answer = askStub(activity, effect);
  if (answer === null) record(activity, effect, unanswered, null);
  return answer;
}

function record(activity: Activity, { kind, request }: EffectRequest, response: Json, stub: string | null): void {
  const { run, reference, frame } = activity;
  const at = run.recorder.instant();
  const { attempt, iteration } = frame;
  run.recorder.effect({ kind, task: run.prefix + reference, attempt, at, request, response, stub }, iteration);
}

/** An effect that must be answered: faults where no stub matches or where the stub is a fault; waits as long as it says. */
export function* requireAnswer(activity: Activity, effect: EffectRequest): Routine<StubAnswer> {
  const answer = noteEffect(activity, effect);
  if (answer !== null) return yield* received(activity, effect, answer);
  throw unanswered(activity, effect);
}

/** The same, where the call gives up after that many milliseconds: a timeout error (408). */
export function* requireAnswerWithin(allowed: number, activity: Activity, effect: EffectRequest): Routine<StubAnswer> {
  const answer = noteEffect(activity, effect);
  if (answer === null) throw unanswered(activity, effect);
  if (answer.delay <= allowed) return yield* received(activity, effect, answer);
  const { run, frame, reference } = activity;
  yield* sleepUntil(run.scheduler.now + allowed, frame.deadline);
  const detail = `${effect.title ?? effect.kind} took longer than the timeout of the call allows.`;
  throw standardFault('timeout', { detail, instance: reference });
}

/** The fault of an effect that needs a stub and has none. */
export function unanswered(activity: Activity, effect: EffectRequest): Fault {
  const detail = `No stub answers ${effect.title ?? `this ${effect.kind} effect`}; add one to rehearse what follows.`;
  return standardFault('communication', { detail, instance: activity.reference });
}

/** Lets the time pass that an answer takes, and faults where it is a fault. */
export function* received(activity: Activity, effect: EffectRequest, answer: StubAnswer): Routine<StubAnswer> {
  const { run, frame, reference } = activity;
  if (answer.delay > 0) yield* sleepUntil(run.scheduler.now + answer.delay, frame.deadline);
  if (answer.fault === null) return answer;
  const detail = `${effect.title ?? effect.kind}: ${answer.fault}`;
  throw standardFault(answer.fault === 'TIMEOUT' ? 'timeout' : 'communication', { detail, instance: reference });
}
