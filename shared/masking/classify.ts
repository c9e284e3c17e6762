import type { JsonObject } from '../base/json.ts';
import { visitScalars } from './columns.ts';
import type { DataClass } from './dataClass.ts';
import { replaceEmbedded } from './detectors.ts';

/** Values of a column that are looked at; enough to be sure, few enough for a large file. */
const sampleSize = 2_000;

/** Share of the filled values that has to match before content alone names the class. */
const contentThreshold = 0.5;

/** Why a column has its class. */
export type ClassifiedBecause = 'name' | 'content' | 'name-and-content' | 'chosen' | 'nothing';

/** What a column holds. */
export interface Classification {
  readonly name: string;
  readonly class: DataClass;
  readonly because: ClassifiedBecause;
  /** Share of the looked-at, filled values that have the form of the class, 0 to 1. */
  readonly matching: number;
}

/** Tells the class that a field's name stands for, and that a whole value has the form of, or null: the policy's. */
export interface DataClassifier {
  name(name: string): DataClass | null;
  value(value: string): DataClass | null;
}

interface ColumnSample {
  filled: number;
  embedded: boolean;
  readonly found: Map<DataClass, number>;
}

/** Classifies every column by its name and by what is in it; the content wins where it is sure. */
export function classifyColumns(rows: readonly JsonObject[], classifier: DataClassifier): Classification[] {
  const samples = new Map<string, ColumnSample>();
  for (const row of rows) {
    visitScalars(row, '', (name, scalar) => {
      const sample = samples.get(name) ?? { filled: 0, embedded: false, found: new Map() };
      samples.set(name, sample);
      if (scalar === null || scalar === '' || typeof scalar === 'boolean') return;
      if (sample.filled < sampleSize) look(sample, String(scalar), classifier);
      else if (!sample.embedded) sample.embedded = embedsData(String(scalar));
    });
  }
  return namesBesidePeople(
    [...samples].map(([name, sample]) => classify(name, sample, classifier.name(lastSegment(name)))),
  );
}

/** Classes that only people have: what stands beside one of them describes a person. */
const personal: ReadonlySet<DataClass> = new Set(['email', 'phone', 'ssn', 'birthdate', 'address', 'iban', 'salary']);

/** A plain `name` may be that of a product; beside an e-mail address or the like it is somebody's. */
function namesBesidePeople(columns: readonly Classification[]): Classification[] {
  const parents = new Set(
    columns.filter((column) => personal.has(column.class)).map((column) => parentOf(column.name)),
  );
  return columns.map((column) => {
    const isPlainName = column.class === 'none' && lastSegment(column.name).toLowerCase() === 'name';
    return isPlainName && parents.has(parentOf(column.name)) ? { ...column, class: 'name', because: 'name' } : column;
  });
}

function parentOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('.')));
}

function look(sample: ColumnSample, text: string, classifier: DataClassifier): void {
  sample.filled++;
  const dataClass = classifier.value(text);
  if (dataClass !== null) sample.found.set(dataClass, (sample.found.get(dataClass) ?? 0) + 1);
  else if (!sample.embedded) sample.embedded = embedsData(text);
}

/** Whether a datum that a detector knows stands somewhere in a text. */
export function embedsData(text: string): boolean {
  return replaceEmbedded(text, () => '') !== text;
}

function classify(name: string, sample: ColumnSample, byName: DataClass | null): Classification {
  const [best, count] = [...sample.found].reduce((a, b) => (b[1] > a[1] ? b : a), ['none', 0] as [DataClass, number]);
  const share = sample.filled === 0 ? 0 : count / sample.filled;
  if (byName !== null && (byName === best || share < contentThreshold)) {
    const matching = sample.filled === 0 ? 0 : (sample.found.get(byName) ?? 0) / sample.filled;
    return { name, class: byName, because: matching > 0 ? 'name-and-content' : 'name', matching };
  }
  if (share >= contentThreshold) return { name, class: best, because: 'content', matching: share };
  if (count > 0 || sample.embedded) return { name, class: 'text', because: 'content', matching: share };
  return { name, class: 'none', because: 'nothing', matching: 0 };
}

/** `lines[].cardNumber` is judged as `cardNumber`. */
function lastSegment(name: string): string {
  return name.replaceAll('[]', '').split('.').at(-1) ?? name;
}
