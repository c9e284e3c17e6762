import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInRules } from '../shared/diagnostics/builtInRules.ts';
import { profileDocument } from '../shared/diagnostics/profiles/profileDocument.ts';
import { profileTable } from '../shared/diagnostics/profiles/profileTable.ts';
import { ruleDocument } from '../shared/diagnostics/ruleDocument.ts';
import { ruleTable } from '../shared/diagnostics/ruleTable.ts';

const docs = join(import.meta.dirname, '../resources/docs');

/** Writes the pages of a folder, each by its id; a page that belongs to nothing goes. */
function writePages(folder: string, pages: ReadonlyMap<string, string>): void {
  const path = join(docs, folder);
  mkdirSync(path, { recursive: true });
  for (const name of readdirSync(path)) if (!pages.has(name.replace(/\.md$/, ''))) rmSync(join(path, name));
  for (const [id, text] of pages) writeFileSync(join(path, `${id}.md`), text);
}

/** Writes the page of every rule and profile from the rule or profile itself. */
writePages('rules', new Map([...builtInRules, ...ruleTable].map((rule) => [rule.id, ruleDocument(rule)])));
writePages('profiles', new Map(profileTable.map((profile) => [profile.id, profileDocument(profile)])));
