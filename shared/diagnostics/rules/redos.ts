import { pathsRead } from '../../expressions/analyse.ts';
import { partsOf } from '../../expressions/parts.ts';
import type { Expression } from '../../expressions/syntax.ts';
import { joinPointer } from '../../workflow/pointer.ts';
import type { DefinitionPart } from '../definitionPart.ts';
import type { PartModel } from '../model.ts';
import { type ModelExpression, partOf } from '../modelExpressions.ts';
import { taskMember } from '../modelTask.ts';
import type { ModelText } from '../modelText.ts';
import { isAmbiguous } from '../patternShape.ts';
import type { Report, Rule } from '../rule.ts';
import { scriptLanguage } from '../script/scriptHazard.ts';
import { javaScriptPatterns, pythonPatterns, type ScriptPattern } from '../script/scriptPatterns.ts';
import { writtenTextsOf } from '../writtenText.ts';

const header = "document: { dsl: '1.0.3', namespace: examples, name: order, version: '0.1.0' }\n";
const field = (pattern: string) =>
  `${header}input:\n  schema:\n    document:\n      type: object\n      properties:\n        code: { type: string, pattern: '${pattern}' }\ndo:\n  - keep:\n      set: { x: 1 }\n`;

/** Patterns on which an engine that tracks back takes for ever. */
export const redos: Rule = {
  id: 'redos',
  title: 'Pattern that can take for ever',
  severity: 'warning',
  confidence: 'medium',
  why: 'Most engines of regular expressions try one way after the other. Where a repetition stands in a repetition of the same characters, as in `(a+)+`, each further character doubles the ways: forty characters from outside occupy a processor for days. Drydock itself matches in linear time, but the runtime need not.',
  remedy:
    'Let each character be matched in one way only: `a+` for `(a+)+`, `[^,]*(,[^,]*)*` for `(.*,?)*`. Limit the length of what is matched.',
  references: [
    {
      title: 'CWE-1333: Inefficient Regular Expression Complexity',
      url: 'https://cwe.mitre.org/data/definitions/1333.html',
    },
    {
      title: 'OWASP: Regular expression Denial of Service',
      url: 'https://owasp.org/www-community/attacks/Regular_expression_Denial_of_Service_-_ReDoS',
    },
  ],
  limits: 'Patterns that take quadratic time, such as `\\s*\\s*$`, and patterns that a script puts together from data.',
  fix: null,
  examples: {
    bad: [
      { title: 'a repetition in a repetition', text: field('^([A-Z0-9]+-?)+$') },
      {
        title: 'alternatives with the same characters, in an expression',
        text: '- test:\n    set:\n      isWord: \'${ .name | test("^(\\\\w|\\\\d)*$") }\'\n',
      },
    ],
    good: [
      { title: 'one way to match', text: field('^[A-Z0-9]+(-[A-Z0-9]+)*$') },
      {
        title: 'one set of characters',
        text: '- test:\n    set:\n      isWord: \'${ .name | test("^\\\\w*$") }\'\n',
      },
    ],
  },
  checkPart,
  checkText,
  checkExpression,
};

const matching = new Set(['test', 'match', 'capture', 'scan', 'split', 'splits', 'sub', 'gsub']);
const message = 'This pattern repeats a repetition of the same characters: some texts take exponential time.';
const help = 'Write it so that each character can be matched in one way only.';

function checkText(text: ModelText, model: PartModel, report: Report): void {
  const { pointer, path, value, task, range } = text;
  if (pointer.endsWith('/pattern') && path.includes('schema') && isAmbiguous(value)) {
    report({ message, help, pointer, range });
  }
  if (text.isData || task === null || !pointer.endsWith('/script/code')) return;
  for (const pattern of patternsIn(value, taskMember(task, 'run', 'script', 'language'))) {
    if (isAmbiguous(pattern.source)) report({ message, help, ...model.placeIn(text, pattern.range) });
  }
}

/** Names of properties may be patterns too. */
function checkPart({ texts }: DefinitionPart, model: PartModel, report: Report): void {
  const seen = new Set<string>();
  for (const { path } of texts) {
    const at = path.indexOf('patternProperties');
    if (at < 0 || !path.includes('schema')) continue;
    const pointer = joinPointer('', ...path.slice(0, at + 2));
    if (seen.has(pointer)) continue;
    seen.add(pointer);
    if (isAmbiguous(path[at + 1] ?? '')) report({ message, help, ...model.placeOf(pointer, 'key') });
  }
}

function checkExpression(expression: ModelExpression, model: PartModel, report: Report): void {
  const { text } = expression;
  if (!/\b(test|match|capture|scan|splits?|g?sub)\b/.test(text.value)) return;
  for (const node of partsOf(expression.tree)) {
    if (node.kind !== 'call' || !matching.has(node.name)) continue;
    const [given] = node.args;
    // One argument of `split` is no pattern.
    if (given === undefined || (node.name === 'split' && node.args.length < 2)) continue;
    const pattern = patternOf(given);
    const written = writtenTextsOf(expression, pattern);
    const place = model.placeIn(text, partOf(expression, pattern.range));
    if (written.some(({ value }) => isAmbiguous(value))) report({ message, help, ...place });
    else if (written.length === 0 && pathsRead(pattern).length > 0) {
      report({
        message: 'Data decides what is matched here, and may write a pattern that takes for ever.',
        help: 'Write the pattern here, or compare texts by `contains` or `startswith`.',
        ...place,
        severity: 'note',
        confidence: 'low',
      });
    }
  }
}

/** `test(["pattern", "flags"])` holds its pattern in a list. */
function patternOf(given: Expression): Expression {
  if (given.kind !== 'array' || given.body === null) return given;
  let first = given.body;
  while (first.kind === 'comma') first = first.left;
  return first;
}

function patternsIn(code: string, language: unknown): readonly ScriptPattern[] {
  // Only a group that is repeated can be ambiguous.
  const kind = /\)[*+{]/.test(code) ? scriptLanguage(language) : null;
  if (kind === null) return [];
  return kind === 'javascript' ? javaScriptPatterns(code) : pythonPatterns(code);
}
