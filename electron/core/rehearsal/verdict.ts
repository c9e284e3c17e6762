import type { ExpectationResult } from '../../../shared/simulation/expectations.ts';
import type { EngineAnswer } from './jobKeepers.ts';

/** Whether a scenario passed, and each thing that it expects. */
export interface Verdict {
  readonly passed: boolean;
  readonly expectations: readonly ExpectationResult[];
}

/** Judges a rehearsal. A scenario without expectations expects that the workflow completes. */
export function verdictOf(answer: EngineAnswer): Verdict {
  const expectations = answer.expectations ?? [completion(answer)];
  return { passed: expectations.every(({ passed }) => passed), expectations };
}

function completion({ trace: { status, error }, limit }: EngineAnswer): ExpectationResult {
  const expectation = 'status is completed';
  if (status === 'completed') return { expectation, passed: true, message: '' };
  const found =
    error === null ? (limit ?? `the status is ${status}`) : `${error.status} ${error.title}: ${error.detail}`;
  return { expectation, passed: false, message: found };
}
