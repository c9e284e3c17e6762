import type { Policy } from '../../policy/policy.ts';
import type { Range } from '../../workflow/document.ts';
import type { ModelText } from '../modelText.ts';

/** A field that is read and that the schema of its object does not declare. */
export interface UndeclaredRead {
  readonly text: ModelText;
  /** The name in the text's value. */
  readonly range: Range;
  readonly name: string;
  /** JSON Pointer of the schema that lists what there is. */
  readonly schema: string;
  /** Whether the schema says that there is nothing beside what it lists. */
  readonly isClosed: boolean;
}

/** What all expressions of one document share. */
export interface FlowPorts {
  readonly policy: Policy;
  /** Told of fields that no schema has. */
  readonly onUndeclared: (read: UndeclaredRead) => void;
  /** Counts steps, one unless said; false once there have been too many and everything is taken for unknown. */
  readonly spend: (steps?: number) => boolean;
}
