import { canonicalJson } from '../../../shared/base/canonicalJson.ts';

/** What a checkpoint says: the log had so many entries then and ended in this hash. */
export interface CheckpointFacts {
  readonly entries: number;
  readonly hash: string;
  readonly at: string;
}

/** The bytes that a checkpoint's signature covers. */
export function checkpointStatement(workspace: string, { entries, hash, at }: CheckpointFacts): Buffer {
  return Buffer.from(canonicalJson({ type: 'drydock audit checkpoint 1', workspace, entries, hash, at }));
}
