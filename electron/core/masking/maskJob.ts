import { ok, type Result } from '../../../shared/base/result.ts';
import { decodeTable } from '../../../shared/masking/decodeTable.ts';
import { type ColumnChoice, type ColumnReport, maskDataset } from '../../../shared/masking/maskDataset.ts';
import { policyClassifier } from '../../../shared/masking/policyClassifier.ts';
import type { TableFormat } from '../../../shared/masking/readTable.ts';
import type { Policy } from '../../../shared/policy/policy.ts';

/** A data set's file to mask: plain data, so that another thread can do it. */
export interface MaskJob {
  readonly bytes: Uint8Array;
  readonly format: TableFormat;
  readonly policy: Policy;
  readonly choices: readonly ColumnChoice[];
  readonly key: Uint8Array;
}

/** What came of it: each masked row as JSON text, as the store keeps them. */
export interface MaskedRows {
  readonly rows: readonly string[];
  readonly columns: readonly ColumnReport[];
}

/** Does masking jobs; where is its own business. `cancelled` where the signal ended it. */
export type Masker = (job: MaskJob, signal: AbortSignal) => Promise<Result<MaskedRows>>;

/** Reads, classifies and masks in this thread. */
export function runMaskJob({ bytes, format, policy, choices, key }: MaskJob): Result<MaskedRows> {
  const text = decodeTable(bytes);
  if (!text.ok) return text;
  const masked = maskDataset(text.value, { format, classifier: policyClassifier(policy), choices, key });
  if (!masked.ok) return masked;
  return ok({ rows: masked.value.rows.map((row) => JSON.stringify(row)), columns: masked.value.columns });
}
