import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInRules } from '../shared/diagnostics/builtInRules.ts';
import { profileDocument } from '../shared/diagnostics/profiles/profileDocument.ts';
import { profileTable } from '../shared/diagnostics/profiles/profileTable.ts';
import { ruleDocument } from '../shared/diagnostics/ruleDocument.ts';
import { ruleTable } from '../shared/diagnostics/ruleTable.ts';

const docs = join(import.meta.dirname, '../resources/docs');

/** Writes the pages of a folder, each by its id; a page that belongs to nothing goes, one that is as it should be is not touched. */
function writePages(folder: string, pages: ReadonlyMap<string, string>): void {
  const path = join(docs, folder);
  mkdirSync(path, { recursive: true });
  const names = readdirSync(path);
  for (const name of names) if (!pages.has(name.replace(/\.md$/, ''))) rmSync(join(path, name));
  for (const [id, text] of pages) {
    const name = `${id}.md`;
    // A newer file would have everything built anew that ships it.
    if (!names.includes(name) || readFileSync(join(path, name), 'utf8') !== text) writeFileSync(join(path, name), text);
  }
}

/** Writes the page of every rule and profile from the rule or profile itself. */
writePages('rules', new Map([...builtInRules, ...ruleTable].map((rule) => [rule.id, ruleDocument(rule)])));
writePages('profiles', new Map(profileTable.map((profile) => [profile.id, profileDocument(profile)])));
