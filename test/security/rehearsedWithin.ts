import type { Json } from '../../shared/base/json.ts';
import { defaultLimits } from '../../shared/simulation/limits.ts';
import { rehearseTexts } from '../../shared/simulation/rehearseTexts.ts';
import type { Trace } from '../../shared/simulation/trace.ts';

/** Small enough that what has no end is stopped at once. */
const expression = { steps: 200_000, outputs: 1_000, depth: 2_000, memory: 8 * 1024 * 1024 };

/** Rehearses a definition as the engine does, with small bounds for its expressions. */
export function rehearsedWithin(definition: string, input: Json): Trace {
  const answer = rehearseTexts(
    { definition, input },
    {
      limits: { ...defaultLimits, expression },
      onRecord: () => undefined,
      runScript: () => ({ kind: 'threw', message: 'there is no script in it', stdout: '', stderr: '' }),
    },
  );
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.trace;
}
