import { ruleDocument } from '../ruleDocument.ts';
import type { Profile } from './profile.ts';
import { profileRule } from './profileRule.ts';

/** The page of a profile in Markdown: that of its rule, and every difference with the file that shows it. */
export function profileDocument(profile: Profile): string {
  const { differences, source, version } = profile;
  const rows = differences.map(({ construct, effect, severity, file }) => {
    const name = file.slice(file.lastIndexOf('/') + 1);
    return `| ${cell(construct)} | ${cell(effect)} | ${severity} | [${name}](${source}/${file}) |`;
  });
  const table = ['| Construct | There | Severity | Seen in |', '|---|---|---|---|', ...rows].join('\n');
  return `${ruleDocument(profileRule(profile))}\n## What differs\n\nRead in ${version}.\n\n${table}\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
