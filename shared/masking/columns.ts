import type { Json, JsonObject } from '../base/json.ts';

/** The name of a leaf: keys joined by dots, `[]` for the items of a list (`customer.ssn`, `lines[].card`). */
export function columnName(parent: string, key: string): string {
  return parent === '' ? key : `${parent}.${key}`;
}

/** Calls `visit` for every scalar of a row with the name of its column. */
export function visitScalars(value: Json, name: string, visit: (name: string, scalar: Json) => void): void {
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) visitScalars(item, `${name}[]`, visit);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) visitScalars(child, columnName(name, key), visit);
  } else {
    visit(name, value);
  }
}

/** A copy of a value with every scalar replaced. */
export function mapScalars(value: Json, name: string, map: (name: string, scalar: Json) => Json): Json {
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((item) => mapScalars(item, `${name}[]`, map));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [key, mapScalars(child, columnName(name, key), map)]),
    );
  }
  return map(name, value);
}

/** A number as JSON writes it, so that nothing is lost when the text becomes one (`007` and `1e999` stay text). */
const plainNumber = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?$/;

/**
 * CSV knows text only: a column whose filled fields are all plain numbers becomes numbers, one of `true` and `false`
 * booleans, and in both an empty field becomes null. Columns named in `keepText` stay as they are.
 */
export function typeColumns(rows: readonly JsonObject[], keepText: ReadonlySet<string>): JsonObject[] {
  const names = Object.keys(rows[0] ?? {}).filter((name) => !keepText.has(name));
  const readers = new Map<string, (text: string) => Json>();
  for (const name of names) {
    const filled = rows.map((row) => row[name]).filter((value) => value !== '');
    if (filled.length === 0) continue;
    if (filled.every((value) => typeof value === 'string' && plainNumber.test(value))) readers.set(name, Number);
    else if (filled.every((value) => value === 'true' || value === 'false'))
      readers.set(name, (text) => text === 'true');
  }
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => {
        const read = readers.get(name);
        if (read === undefined || typeof value !== 'string') return [name, value];
        return [name, value === '' ? null : read(value)];
      }),
    ),
  );
}
