import type { BuiltInRule } from './builtInRules.ts';
import type { Rule, RuleExample } from './rule.ts';

const fixTexts = {
  safe: 'Yes; it keeps the meaning of the workflow.',
  review: 'Yes, to be reviewed: it may change what the workflow does.',
} as const;

/** The page of a rule in Markdown: what `drydock docs` shows and what is shipped for reading offline. */
export function ruleDocument(rule: Rule | BuiltInRule): string {
  const { id, title, severity, confidence, why, remedy } = rule;
  const own = 'examples' in rule ? rule : null;
  const fix = rule.fix === null ? 'no.' : fixTexts[rule.fix];
  const parts = [
    `# ${id}: ${title}`,
    `Severity: ${severity}. Confidence: ${confidence}. Automatic fix: ${fix}`,
    '## Why',
    why,
    '## What to do',
    remedy,
    ...(own === null ? [] : ownParts(own)),
  ];
  return parts.map((part) => `${part}\n`).join('\n');
}

function ownParts({ id, examples, references, limits }: Rule): string[] {
  return [
    ...(limits === undefined ? [] : ['## What it does not find', limits]),
    '## Before',
    ...examples.bad.map(exampleText),
    '## After',
    ...examples.good.map(exampleText),
    '## Where there is a good reason',
    `Put a comment on the line or above it, with the last day on which it holds and the reason:\n\n\`\`\`yaml\n# drydock-ignore ${id} until 2027-01-31: the reason\n\`\`\``,
    '## References',
    references.map((reference) => `- [${reference.title}](${reference.url})`).join('\n'),
  ];
}

function exampleText({ title, text, policy }: RuleExample): string {
  const capital = title.charAt(0).toUpperCase() + title.slice(1);
  const note = policy === undefined ? '' : ', with a policy that says so';
  return `${capital}${note}:\n\n\`\`\`yaml\n${text.trimEnd()}\n\`\`\``;
}
