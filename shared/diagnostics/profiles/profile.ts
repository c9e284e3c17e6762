import type { Range } from '../../workflow/document.ts';
import type { RelatedLocation, Severity } from '../finding.ts';
import type { PartModel } from '../model.ts';
import type { Rule } from '../rule.ts';

/** A place of a definition that a runtime takes otherwise. */
export interface DifferencePlace {
  readonly pointer: string;
  readonly range: Range;
  readonly related?: readonly RelatedLocation[];
}

/** One way in which a runtime departs from the language. */
export interface Difference {
  /** What a definition has, as the page lists it. */
  readonly construct: string;
  /** What the runtime does; one sentence. */
  readonly effect: string;
  /** What to write instead; one sentence. */
  readonly help: string;
  /** `error` where something is not done, or done that should not be; `warning` where it is done otherwise. */
  readonly severity: Severity;
  /** The file that shows it, below the profile's `source`. */
  readonly file: string;
  /** Where a part of a definition has it. */
  find(model: PartModel): readonly DifferencePlace[];
}

/** What differs where a definition runs on one runtime: data, and a rule that is made of it. */
export interface Profile extends Pick<Rule, 'id' | 'title' | 'why' | 'remedy' | 'references' | 'examples'> {
  /** Name of the runtime, e.g. `Synapse`. */
  readonly runtime: string;
  /** Version of the runtime that was read. */
  readonly version: string;
  /** Address of the folder of its source that `file` is relative to. */
  readonly source: string;
  readonly differences: readonly Difference[];
}
