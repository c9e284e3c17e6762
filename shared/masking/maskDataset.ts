import { appError } from '../base/appError.ts';
import type { Json, JsonObject } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { type Classification, classifyColumns, type DataClassifier, embedsData } from './classify.ts';
import { mapScalars, typeColumns } from './columns.ts';
import { type DataClass, isDataClass } from './dataClass.ts';
import { maskingKeyBytes } from './keyed.ts';
import { defaultOperators, isOperator, type Operator } from './operator.ts';
import { maskScalar } from './operators.ts';
import { readTable, type TableFormat, tableLimits } from './readTable.ts';

/** What a person decided about a column against the classification. */
export interface ColumnChoice {
  readonly column: string;
  readonly class: string;
  readonly operator: string;
}

/** What was found in a column and what was done to it. */
export interface ColumnReport extends Classification {
  readonly operator: Operator;
  /** Values that came out different. */
  readonly masked: number;
}

/** A data set that may be kept: no raw value of a sensitive column is in it. */
export interface MaskedDataset {
  readonly rows: readonly JsonObject[];
  readonly columns: readonly ColumnReport[];
}

/** How a data set is to be masked. */
export interface MaskingOptions {
  readonly format: TableFormat;
  readonly classifier: DataClassifier;
  readonly choices?: readonly ColumnChoice[];
  /** {@link maskingKeyBytes} secret bytes; one key for a workspace, so that data sets still join on masked values. */
  readonly key: Uint8Array;
}

interface Treatment {
  readonly class: DataClass;
  readonly operator: Operator;
}

/** Reads, classifies and masks a data set's text. Nothing of the raw rows is in the answer, errors included. */
export function maskDataset(text: string, options: MaskingOptions): Result<MaskedDataset> {
  if (options.key.length !== maskingKeyBytes) throw new RangeError('a masking key has 32 bytes');
  const read = readTable(text, options.format);
  if (!read.ok) return read;
  const found = classifyColumns(read.value, options.classifier);
  const unfit = checkColumns(found);
  if (unfit !== null) return unfit;
  const chosen = applyChoices(found, options.choices ?? []);
  if (!chosen.ok) return chosen;

  const treatments = new Map(chosen.value.map((column) => [column.name, column]));
  const changed = new Map<string, number>();
  const masked = read.value.map(
    (row) =>
      mapScalars(row, '', (name, scalar) => {
        const replacement = treat(scalar, treatments.get(name), options.key);
        if (replacement !== scalar) changed.set(name, (changed.get(name) ?? 0) + 1);
        return replacement;
      }) as JsonObject,
  );
  const keepText = new Set(chosen.value.filter((column) => column.class !== 'none').map((column) => column.name));
  return ok({
    rows: options.format === 'csv' ? typeColumns(masked, keepText) : masked,
    columns: chosen.value.map((column) => ({ ...column, masked: changed.get(column.name) ?? 0 })),
  });
}

/** Names of columns are kept as they are, so that a name must not be a datum: that of a file without a header line is. */
function checkColumns(found: readonly Classification[]): Result<never> | null {
  if (found.length > tableLimits.columns) {
    return err(appError('limit', `The data set has more than ${tableLimits.columns} columns.`));
  }
  if (!found.some(({ name }) => embedsData(name))) return null;
  return err(
    appError(
      'invalid-input',
      'The name of a column is itself personal data: give the file a header line or other names.',
    ),
  );
}

/** A value of a column that nobody classified is redacted: masking fails closed. */
function treat(scalar: Json, treatment: Treatment | undefined, key: Uint8Array): Json {
  if (treatment === undefined) return maskScalar(scalar, 'none', 'redact', key);
  return maskScalar(scalar, treatment.class, treatment.operator, key);
}

function applyChoices(
  found: readonly Classification[],
  choices: readonly ColumnChoice[],
): Result<(Classification & Treatment)[]> {
  const byColumn = new Map(choices.map((choice) => [choice.column, choice]));
  const columns: (Classification & Treatment)[] = [];
  for (const column of found) {
    const choice = byColumn.get(column.name);
    if (choice === undefined) {
      columns.push({ ...column, operator: defaultOperators[column.class] });
    } else if (!isDataClass(choice.class)) {
      return err(appError('invalid-input', `'${choice.class}' is not a class of data.`));
    } else if (!isOperator(choice.operator)) {
      return err(appError('invalid-input', `'${choice.operator}' is not a masking operator.`));
    } else {
      const because = choice.class === column.class ? column.because : 'chosen';
      columns.push({ ...column, class: choice.class, because, operator: choice.operator });
    }
  }
  return ok(columns);
}
