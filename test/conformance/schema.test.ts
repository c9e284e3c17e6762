import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Schema, Validator } from '@cfworker/json-schema';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { isJsonObject, type Json } from '../../shared/base/json.ts';
import { Random } from '../../shared/simulation/random.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';
import type { SchemaProblem } from '../../shared/workflow/schemaProblem.ts';
import { validateDefinition } from '../../shared/workflow/validateDefinition.ts';
import { referenceFolder } from '../reference.ts';
import { mutatedExample } from './exampleMutations.ts';
import { laxer, stricter } from './schemaDifferences.ts';

const reference = referenceFolder('dsl');

const document = { dsl: '1.0.3', namespace: 'test', name: 'test', version: '1.0.0' };
const mutants = 6000;

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

  test('agrees with the reference schema on thousands of examples with something changed', () => {
    const { isValid } = referenceSchema();
    const definitions = examples().map(({ text }) => parse(text) as Json);
    const random = new Random(20261122);
    const disagreements: unknown[] = [];
    const accepted = { both: 0, neither: 0 };
    for (let mutant = 0; mutant < mutants; mutant++) {
      const { value, pointers } = mutatedExample(definitions[mutant % definitions.length] ?? null, random);
      const ours = problemsOf(JSON.stringify(value));
      const theirs = isValid(value);
      if (theirs === (ours.length === 0)) accepted[theirs ? 'both' : 'neither']++;
      else if (!isJustified(theirs, ours, pointers)) disagreements.push({ pointers, theirs, ours });
    }
    expect(disagreements).toEqual([]);
    expect(accepted.both).toBeGreaterThan(mutants / 10);
    expect(accepted.neither).toBeGreaterThan(mutants / 2);
  });

  test.each([...stricter])('is stricter in one place more: $reason', ({ example, covers }) => {
    const definition = definitionOf(example);
    expect(referenceSchema().isValid(definition)).toBe(true);
    const problems = problemsOf(JSON.stringify(definition));
    expect(problems).not.toEqual([]);
    expect(problems.filter((problem) => !covers(problem))).toEqual([]);
  });

  test.each([...laxer])('is laxer in one place more: $reason', ({ example }) => {
    const definition = definitionOf(example);
    expect(referenceSchema().isValid(definition)).toBe(false);
    expect(problemsOf(JSON.stringify(definition))).toEqual([]);
  });
});

function referenceSchema(): { isValid: (definition: Json) => boolean } {
  const schema: Schema = parse(readFileSync(path.join(reference ?? '', 'schema/workflow.yaml'), 'utf8'));
  const validator = new Validator(schema, '2020-12');
  return { isValid: (definition) => validator.validate(definition).valid };
}

/** Whether each part of a disagreement is on the list of those that are meant. */
function isJustified(theirs: boolean, ours: readonly SchemaProblem[], pointers: readonly string[]): boolean {
  if (theirs) return ours.every((problem) => stricter.some(({ covers }) => covers(problem)));
  return pointers.some((pointer) => laxer.some(({ covers }) => covers(pointer)));
}

function definitionOf(example: Json): Json {
  return { document, ...(isJsonObject(example) ? example : { do: example }) };
}
