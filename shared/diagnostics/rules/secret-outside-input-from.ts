import type { PartModel } from '../model.ts';
import type { ModelExpression } from '../modelExpressions.ts';
import type { ModelText } from '../modelText.ts';
import type { Report, Rule } from '../rule.ts';
import { secretReads } from '../secretReads.ts';

const use =
  "document: { dsl: '1.0.3', namespace: examples, name: report, version: '0.1.0' }\nuse: { secrets: [reports] }\n";

/** `$secrets` where the language does not offer it. */
export const secretOutsideInputFrom: Rule = {
  id: 'secret-outside-input-from',
  title: 'Secret read outside `input.from`',
  severity: 'warning',
  confidence: 'high',
  why: 'The language offers `$secrets` in `input.from` alone, so that a reviewer sees in one place which task gets which secret. Read elsewhere, a secret slips into outputs, the context, events and traces, or the expression fails, because a runtime need not provide the variable there.',
  remedy: 'Take the secret in `input.from` of the task that needs it, or name it in its `authentication`.',
  references: [
    {
      title: 'Serverless Workflow DSL: runtime expression arguments',
      url: 'https://github.com/serverlessworkflow/specification/blob/main/dsl.md#runtime-expression-arguments',
    },
    { title: 'CWE-522: Insufficiently Protected Credentials', url: 'https://cwe.mitre.org/data/definitions/522.html' },
  ],
  fix: null,
  examples: {
    bad: [
      {
        title: 'a secret that becomes data of the workflow',
        text: `${use}do:\n  - keep:\n      set:\n        key: \${ $secrets.reports }\n`,
      },
      {
        title: 'a secret in a header',
        text: `${use}do:\n  - report:\n      call: http\n      with:\n        method: get\n        endpoint: https://reports.example.com/\n        headers: { X-Key: "\${ $secrets.reports }" }\n`,
      },
    ],
    good: [
      {
        title: 'a secret that one task gets',
        text: `${use}do:\n  - report:\n      input: { from: "\${ { key: $secrets.reports } }" }\n      call: http\n      with:\n        method: get\n        endpoint: https://reports.example.com/\n        headers: { X-Key: "\${ .key }" }\n`,
      },
      {
        title: 'a secret that an authentication names',
        text: `${use}do:\n  - report:\n      call: http\n      with:\n        method: get\n        endpoint:\n          uri: https://reports.example.com/\n          authentication:\n            bearer: { token: "\${ $secrets.reports }" }\n`,
      },
    ],
  },
  checkExpression,
};

function checkExpression(expression: ModelExpression, model: PartModel, report: Report): void {
  if (isOffered(expression.text)) return;
  for (const { text, name, range } of secretReads(expression)) {
    report({
      message: `${name === null ? 'Secrets are' : `The secret \`${name.slice(0, 60)}\` is`} read here, and not in \`input.from\`.`,
      help: 'Take it in `input.from` of the task that needs it, or name it in `authentication`.',
      ...model.placeIn(text, range),
    });
  }
}

/** Whether the text is in an `input.from` or in an authentication. */
function isOffered({ path, task, isData }: ModelText): boolean {
  const depth = task?.depth ?? 0;
  if (path[depth] === 'input' && path[depth + 1] === 'from') return true;
  return !isData && (path.includes('authentication', depth) || (path[0] === 'use' && path[1] === 'authentications'));
}
