import { isJsonObject } from '../../base/json.ts';
import type { DocumentModel } from '../model.ts';
import type { Report, Rule } from '../rule.ts';

const header = "document: { dsl: '1.0.3', namespace: examples, name: example, version: '0.1.0' }\n";
const end = 'do:\n- keep: { set: { x: 1 } }\n';

/** Definitions in which every text may be an expression. */
export const looseEvaluation: Rule = {
  id: 'loose-evaluation',
  title: 'Any text may be an expression',
  severity: 'error',
  confidence: 'high',
  why: 'In the mode `loose` a runtime evaluates texts that are not marked as expressions, where it finds that they are some. What is data in the eyes of a reader may then be run: a name, a message, the value of a header. Which texts are meant nobody can say from the definition, and no other rule can: a field that leaves by `body: .ssn` is seen by none.',
  remedy: 'Leave `mode` at `strict`, its default, and mark each expression with `${ }`.',
  references: [
    {
      title: 'CWE-95: Improper Neutralization of Directives in Dynamically Evaluated Code',
      url: 'https://cwe.mitre.org/data/definitions/95.html',
    },
    {
      title: 'Serverless Workflow DSL reference: evaluate',
      url: 'https://github.com/serverlessworkflow/specification/blob/main/dsl-reference.md#evaluate',
    },
  ],
  fix: 'review',
  examples: {
    bad: [{ title: 'the loose mode', text: `${header}evaluate: { mode: loose }\n${end}` }],
    good: [{ title: 'the strict mode', text: `${header}evaluate: { mode: strict }\n${end}` }],
  },
  check,
};

function check(model: DocumentModel, report: Report): void {
  const { value } = model.document;
  const evaluate = isJsonObject(value) ? value.evaluate : undefined;
  if (!isJsonObject(evaluate) || evaluate.mode !== 'loose') return;
  const pointer = '/evaluate/mode';
  const range = model.rangeOf(pointer);
  const isQuoted = /^["']/.test(model.document.text.slice(range.start, range.end));
  report({
    message: 'Texts that are not marked as expressions may be evaluated.',
    help: 'Use the mode `strict`, and mark each expression with `${ }`.',
    pointer,
    range,
    fixes: [
      { title: 'Use the mode `strict`', safe: false, edits: [{ range, newText: isQuoted ? '"strict"' : 'strict' }] },
    ],
  });
}
