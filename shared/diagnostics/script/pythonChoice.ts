import { allNames, type ChosenNames } from './chosenMembers.ts';

const text = `(?:"[^"\\\\]*"|'[^'\\\\]*')`;
const equal = new RegExp(`^(==|!=)\\s*(${text})$`);
/** A single text between parentheses is that text, and `in` then asks for a part of it. */
const among = new RegExp(
  `^(in|not\\s+in)\\s*([[{]\\s*${text}\\s*(?:,\\s*${text}\\s*)*,?\\s*[\\]}]|\\(\\s*${text}\\s*(?:,\\s*${text}\\s*)*,?\\s*\\))$`,
);

/** What a condition such as `name != "a"` or `name in ("a", "b")` says of the names that pass. */
export function pythonChoice(condition: string, name: string): ChosenNames {
  const rest = condition.trim();
  if (!rest.startsWith(`${name} `)) return allNames;
  const compared = rest.slice(name.length).trim();
  const [, operator, written = ''] = equal.exec(compared) ?? among.exec(compared) ?? [];
  if (operator === undefined || (written.startsWith('(') && !written.includes(','))) return allNames;
  const names = [...written.matchAll(/"([^"]*)"|'([^']*)'/g)].map(([, one, other]) => one ?? other ?? '');
  return operator === '==' || operator === 'in' ? { kept: names, dropped: [] } : { kept: null, dropped: names };
}
