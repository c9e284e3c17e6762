import type { Range, SourceEntry, SourceNode } from './document.ts';
import { joinPointer } from './pointer.ts';
import type { ObjectShape } from './schema/objectShape.ts';
import type { Alternative, ObjectSchema } from './schema/schemaTypes.ts';
import { capitalized, clip, hintFor, listNames, type SchemaProblem, suggestionFor } from './schemaProblem.ts';

/** The problem of a key that does not belong into an object: of another alternative, or of none. */
export function unknownProblem(
  { key, keyRange }: SourceEntry,
  schema: ObjectSchema,
  shape: ObjectShape,
  pointer: string,
): SchemaProblem {
  const place = { pointer: joinPointer(pointer, key), range: keyRange, keyword: 'additionalProperties' } as const;
  const all = (schema.groups ?? []).flat();
  const owner = all.find((alternative) => Object.hasOwn(alternative.properties, key));
  const chosen = shape.chosen.filter((alternative) => !Object.hasOwn(alternative.properties, key));
  if (owner !== undefined && chosen[0] !== undefined) {
    return { ...place, message: `\`${key}\` belongs to \`${owner.key}\` and does not go with \`${chosen[0].key}\`.` };
  }
  const isKnown = Object.hasOwn(schema.properties, key);
  if (isKnown) return { ...place, message: `\`${key}\` is not allowed here, given what stands beside it.` };
  const names = new Set([...shape.names(), ...shape.open.flat().map((alternative) => alternative.key)]);
  const suggested = suggestionFor(key, names);
  const hint = hintFor(suggested.suggestion ?? null);
  return { ...place, message: `\`${clip(key)}\` is not a property of ${schema.what}${hint}`, ...suggested };
}

/** Whether an object lacks anything, or has alternatives that exclude each other. */
export function isIncomplete(shape: ObjectShape, { entries }: Extract<SourceNode, { kind: 'map' }>): boolean {
  return shape.open.length > 0 || shape.conflicts.length > 0 || !shape.required.every((name) => entries.has(name));
}

/** Where an object is marked for what it lacks, and which of its keys are taken for misspelt. */
export interface MissingContext {
  readonly pointer: string;
  readonly range: Range;
  readonly guessed: ReadonlySet<string>;
}

/** What an object lacks, and alternatives in it that exclude each other. */
export function missingProblems(
  schema: ObjectSchema,
  shape: ObjectShape,
  node: Extract<SourceNode, { kind: 'map' }>,
  { pointer, range, guessed }: MissingContext,
): SchemaProblem[] {
  const what = capitalized(schema.what);
  const problems: SchemaProblem[] = [];
  const missing = shape.required.filter((name) => !node.entries.has(name) && !guessed.has(name));
  if (missing.length > 0) {
    problems.push({ pointer, range, message: `${what} needs ${listNames(missing, 'and')}.`, keyword: 'required' });
  }
  for (const group of shape.open) {
    const keys = group.map(({ key }) => key);
    if (keys.some((key) => guessed.has(key))) continue;
    const message = `${what} needs ${keys.length > 1 ? 'one of ' : ''}${listNames(keys, 'or')}.`;
    problems.push({ pointer, range, message, keyword: 'oneOf' });
  }
  for (const [first, ...others] of shape.conflicts) {
    for (const other of others) {
      if (first !== undefined) problems.push(conflictProblem(first, other, node, pointer));
    }
  }
  return problems;
}

function conflictProblem(
  first: Alternative,
  second: Alternative,
  node: Extract<SourceNode, { kind: 'map' }>,
  pointer: string,
): SchemaProblem {
  const [one, other] = [first, second]
    .flatMap(({ key }) => node.entries.get(key) ?? [])
    .sort((a, b) => a.keyRange.start - b.keyRange.start);
  if (one === undefined || other === undefined) throw new Error('alternatives conflict only where their keys are');
  return {
    pointer: joinPointer(pointer, other.key),
    range: other.keyRange,
    message: `\`${one.key}\` and \`${other.key}\` exclude each other.`,
    keyword: 'oneOf',
  };
}
