import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isJsonObject, type Json } from '../../shared/base/json.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';
import { referenceFolder } from '../reference.ts';

const page = readFileSync(fileURLToPath(new URL('../../resources/docs/dev/properties.md', import.meta.url)), 'utf8');
const folder = referenceFolder('dsl/schema');

/** Names of properties by the definition of the schema that they stand in. */
function propertiesOf(schema: Json): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const visit = (node: Json, definition: string): void => {
    if (Array.isArray(node)) for (const item of node) visit(item, definition);
    if (!isJsonObject(node)) return;
    const { properties = null } = node;
    if (isJsonObject(properties)) {
      const names = found.get(definition) ?? new Set();
      for (const name of Object.keys(properties)) names.add(name);
      found.set(definition, names);
    }
    for (const [key, member] of Object.entries(node)) {
      if (key !== '$defs' || !isJsonObject(member)) visit(member, definition);
      else for (const [name, part] of Object.entries(member)) visit(part, name);
    }
  };
  visit(schema, 'workflow');
  return found;
}

const schema = folder === null ? null : parseDocument(readFileSync(join(folder, 'workflow.yaml'), 'utf8'));
const definitions = schema?.ok === true ? [...propertiesOf(schema.value.value)] : [];

describe.skipIf(folder === null)('the page of properties', () => {
  it('has every definition of the schema', () => {
    const sections = [...page.matchAll(/^## (.+)$/gm)].map(([, name]) => name);
    expect(sections.sort()).toEqual(definitions.map(([name]) => name).sort());
  });

  it.each(definitions)('says of every property of %s what is made of it', (definition, names) => {
    const [, section = ''] = page.split(`\n## ${definition}\n`);
    const [own = ''] = section.split('\n## ');
    const said = new Set([...own.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
    expect([...names].filter((name) => !said.has(name))).toEqual([]);
  });
});
