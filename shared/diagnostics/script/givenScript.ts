import type { Policy } from '../../policy/policy.ts';
import type { Shape } from '../flow/shape.ts';
import type { ModelText } from '../modelText.ts';

/** A script with what it is given. */
export interface GivenScript {
  readonly language: string;
  readonly code: ModelText;
  readonly policy: Policy;
  /** Whether the arguments are a list (`process.argv`), not a map (variables). */
  readonly isList: boolean;
  readonly arguments: Shape;
  /** The arguments of a list that is written out, one by one. */
  readonly positions: readonly Shape[];
  readonly environment: Shape;
  readonly stdin: Shape;
}

/** What may come out of a script. */
export interface ScriptOutcome {
  /** What it returns; null where it returns nothing. */
  readonly returned: Shape | null;
  readonly stdout: Shape;
  readonly stderr: Shape;
}
