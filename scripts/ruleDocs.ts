import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInRules } from '../shared/diagnostics/builtInRules.ts';
import { ruleDocument } from '../shared/diagnostics/ruleDocument.ts';
import { ruleTable } from '../shared/diagnostics/ruleTable.ts';

/** Writes the page of every rule from the rule itself; a page without a rule goes. */
const folder = join(import.meta.dirname, '../resources/docs/rules');
const rules = [...builtInRules, ...ruleTable];
for (const name of readdirSync(folder)) {
  if (!rules.some(({ id }) => `${id}.md` === name)) rmSync(join(folder, name));
}
for (const rule of rules) writeFileSync(join(folder, `${rule.id}.md`), ruleDocument(rule));
