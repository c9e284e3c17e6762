import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Schema, Validator } from '@cfworker/json-schema';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Json } from '../../shared/base/json.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';
import type { SchemaProblem } from '../../shared/workflow/schemaProblem.ts';
import { validateDefinition } from '../../shared/workflow/validateDefinition.ts';
import { referenceFolder } from '../reference.ts';

const reference = referenceFolder('dsl');

/** Ways in which we are meant to differ from the reference schema, each with its reason. */
const stricter: readonly { readonly reason: string; readonly covers: (problem: SchemaProblem) => boolean }[] = [
  {
    reason: 'a misspelt key is reported also where the reference schema leaves an object open by omission',
    covers: ({ keyword, message }) =>
      keyword === 'additionalProperties' &&
      /not a property of (a workflow|a correlation|an authentication policy|OAuth endpoints|a token request|an MCP|an HTTP transport|a standard input|an error filter|`errors`)/.test(
        message,
      ),
  },
];
const laxer: readonly { readonly reason: string; readonly covers: (pointer: string) => boolean }[] = [
  {
    reason: 'a map of arguments, as earlier 1.0.x and functions of catalogs have it, is still read',
    covers: (pointer) => /\/run\/(script|shell)\/arguments/.test(pointer),
  },
];

function problemsOf(text: string): readonly SchemaProblem[] {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  expect(parsed.value.problems).toEqual([]);
  return validateDefinition(parsed.value);
}

function examples(): { name: string; text: string }[] {
  const folder = path.join(reference ?? '', 'examples');
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return files.sort().map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }));
}

describe.skipIf(reference === null)('our schema of the language', () => {
  test('accepts every example of the specification, in YAML and in JSON', () => {
    const found = examples();
    expect(found.length).toBeGreaterThan(50);
    for (const { name, text } of found) {
      expect({ name, problems: problemsOf(text) }).toEqual({ name, problems: [] });
      expect({ name, problems: problemsOf(JSON.stringify(parse(text))) }).toEqual({ name, problems: [] });
    }
  });

  test('agrees with the reference schema on examples with one thing changed', () => {
    const schema: Schema = parse(readFileSync(path.join(reference ?? '', 'schema/workflow.yaml'), 'utf8'));
    const validator = new Validator(schema, '2020-12');
    const definitions = examples().map(({ text }) => parse(text) as Json);
    const change = fc.record({
      example: fc.nat(definitions.length - 1),
      node: fc.nat(10_000),
      change: fc.constantFrom(...Object.keys(changes)),
    });
    fc.assert(
      fc.property(change, ({ example, node, change: kind }) => {
        const changed: Json = structuredClone(definitions[example] ?? null);
        const places = placesIn(changed, '');
        const place = places[node % places.length];
        if (place === undefined) throw new Error('an example is empty');
        changes[kind]?.(place.holder, place.key);
        const ours = problemsOf(JSON.stringify(changed));
        if (validator.validate(changed).valid) {
          expect(ours.filter((problem) => !stricter.some(({ covers }) => covers(problem)))).toEqual([]);
        } else if (!laxer.some(({ covers }) => covers(place.pointer))) {
          expect(ours).not.toEqual([]);
        }
      }),
      { seed: 20261122, numRuns: 1000 },
    );
  });
});

type Holder = Record<string, Json>;

const changes: Readonly<Record<string, (holder: Holder, key: string) => void>> = {
  remove: (holder, key) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  },
  rename: (holder, key) => {
    if (Array.isArray(holder)) return;
    holder[`${key}x`] = holder[key] ?? null;
    delete holder[key];
  },
  'add a key': (holder) => {
    if (!Array.isArray(holder)) holder.extra = 'y';
  },
  'to null': (holder, key) => put(holder, key, null),
  'to a number': (holder, key) => put(holder, key, 5),
  'to a text': (holder, key) => put(holder, key, 'some text'),
  'to true': (holder, key) => put(holder, key, true),
  'to a list': (holder, key) => put(holder, key, ['x']),
  'to a map': (holder, key) => put(holder, key, {}),
  'to an expression': (holder, key) => put(holder, key, '${ .a }'),
};

function put(holder: Holder, key: string, value: Json): void {
  holder[key] = value;
}

function placesIn(value: Json, pointer: string): { holder: Holder; key: string; pointer: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Holder;
  return Object.entries(holder).flatMap(([key, child]) => {
    const at = `${pointer}/${key}`;
    return [{ holder, key, pointer: at }, ...placesIn(child, at)];
  });
}
