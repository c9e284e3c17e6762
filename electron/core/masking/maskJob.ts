import { appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { type ColumnChoice, type ColumnReport, maskDataset } from '../../../shared/masking/maskDataset.ts';
import { nameClassifier } from '../../../shared/masking/nameClassifier.ts';
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

/** Does masking jobs; where is its own business. */
export type Masker = (job: MaskJob) => Promise<Result<MaskedRows>>;

/** Reads, classifies and masks in this thread. */
export function runMaskJob({ bytes, format, policy, choices, key }: MaskJob): Result<MaskedRows> {
  const text = decode(bytes);
  if (!text.ok) return text;
  const masked = maskDataset(text.value, { format, classifyName: nameClassifier(policy), choices, key });
  if (!masked.ok) return masked;
  return ok({ rows: masked.value.rows.map((row) => JSON.stringify(row)), columns: masked.value.columns });
}

function decode(bytes: Uint8Array): Result<string> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return err(appError('invalid-input', 'The file is not valid UTF-8 text; save it as UTF-8 and import it again.'));
  }
}
