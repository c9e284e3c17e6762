import type { Run } from '../run.ts';
import type { Answers, StubAnswer, StubQuestion } from '../stubBook.ts';

/** Names one of the effects that a task asks for at the same point of a run. */
export function placeOf(kind: string, task: string, attempt: number, iteration: readonly number[]): string {
  return `${kind} ${task} ${attempt} ${iteration.join()}`;
}

/** Keeps what the stubs answered, so that a twin of the run is answered the same. */
export class KeptAnswers implements Answers {
  readonly #stubs: Answers;
  readonly #kept: Map<string, (StubAnswer | null)[]>;

  constructor(stubs: Answers, kept: Map<string, (StubAnswer | null)[]>) {
    this.#stubs = stubs;
    this.#kept = kept;
  }

  answer(question: StubQuestion, run: Run): StubAnswer | null {
    const answer = this.#stubs.answer(question, run);
    const place = placeOf(question.kind, question.task, question.attempt, question.iteration);
    const list = this.#kept.get(place);
    if (list === undefined) this.#kept.set(place, [answer]);
    else list.push(answer);
    return answer;
  }
}

/**
 * Answers a twin as the run was answered. A stub that matches a value of the input does not match its canary: then the kept
 * answer stands in. Where the twin asks what the run did not ask, its own stubs answer.
 */
export class TwinAnswers implements Answers {
  readonly #stubs: Answers;
  readonly #kept: ReadonlyMap<string, readonly (StubAnswer | null)[]>;
  readonly #asked = new Map<string, number>();

  constructor(stubs: Answers, kept: ReadonlyMap<string, readonly (StubAnswer | null)[]>) {
    this.#stubs = stubs;
    this.#kept = kept;
  }

  answer(question: StubQuestion, run: Run): StubAnswer | null {
    const place = placeOf(question.kind, question.task, question.attempt, question.iteration);
    const nth = this.#asked.get(place) ?? 0;
    this.#asked.set(place, nth + 1);
    const own = this.#stubs.answer(question, run);
    const kept = this.#kept.get(place)?.[nth];
    if (kept === undefined) return own;
    // An own answer of the same stub has the canaries of what stubs say.
    return own !== null && kept !== null && own.stub === kept.stub ? own : kept;
  }
}
