import type { ClassifiedField } from '../../../shared/diagnostics/flow/datasetPolicy.ts';
import { classifyColumns } from '../../../shared/masking/classify.ts';
import { policyClassifier } from '../../../shared/masking/policyClassifier.ts';
import { readTable } from '../../../shared/masking/readTable.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import { readScenarioText } from '../../../shared/simulation/readScenarioText.ts';

/** What a scenario takes its input from: a data set with what is known of its columns, or a file. */
export type Sample =
  | { readonly kind: 'dataset'; readonly columns: readonly ClassifiedField[] }
  | { readonly kind: 'file'; readonly text: string };

/** A scenario's text, and how to read the file or data set that it names; null where there is none. */
export interface SampledScenario {
  readonly text: string;
  readSample(name: string): Promise<Sample | null>;
}

/**
 * The sensitive fields of the samples of scenarios: as they were classified when a data set was imported, and as they would
 * be for a file of rows.
 */
export async function sampleFields(
  scenarios: readonly SampledScenario[],
  policy: Policy,
): Promise<readonly ClassifiedField[]> {
  const fields = new Map<string, ClassifiedField>();
  for (const { text, readSample } of scenarios) {
    const name = inputFileOf(text);
    const sample = name === null ? null : await readSample(name);
    if (name === null || sample === null) continue;
    const columns = sample.kind === 'dataset' ? sample.columns : columnsOf(name, sample.text, policy);
    for (const column of columns) {
      if (column.class === 'none' || column.class === 'text') continue;
      const field = { name: lastName(column.name), class: column.class };
      fields.set(JSON.stringify(Object.values(field)), field);
    }
  }
  return [...fields.values()];
}

/** What most scenarios do without is not worth reading them for. */
function inputFileOf(scenario: string): string | null {
  if (!scenario.includes('inputFile')) return null;
  const read = readScenarioText(scenario);
  return read.ok ? (read.value.inputFile ?? null) : null;
}

function columnsOf(name: string, text: string, policy: Policy): readonly ClassifiedField[] {
  const [, format] = /\.(csv|json)$/i.exec(name) ?? [];
  if (format === undefined) return [];
  const rows = readTable(text, format.toLowerCase() === 'csv' ? 'csv' : 'json');
  // One value tells little of its field: a single object is an input like any other.
  return rows.ok && rows.value.length > 1 ? classifyColumns(rows.value, policyClassifier(policy)) : [];
}

/** `lines[].cardNumber` is the field `cardNumber`. */
function lastName(column: string): string {
  return column.replaceAll('[]', '').split('.').at(-1) ?? column;
}
