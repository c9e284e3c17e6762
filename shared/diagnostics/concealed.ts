import type { CheckedFile } from './checkedFile.ts';
import { ruleOf } from './ruleTable.ts';

/** Stands for one character of what is not shown. */
const dot = '\u{2022}';

/** The file with what rules mark as secret written over, character by character, so that every range stays where it is. */
export function concealed(file: CheckedFile): CheckedFile {
  let { text } = file;
  for (const { rule, location } of file.findings) {
    const found = ruleOf(rule);
    if (found === null || !('marksSecrets' in found) || found.marksSecrets !== true) continue;
    const { start, end } = location.range;
    const hidden = text.slice(start, end).replace(/[^\s"']/g, dot);
    text = text.slice(0, start) + hidden + text.slice(end);
  }
  return text === file.text ? file : { ...file, text };
}
