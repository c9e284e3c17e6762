import type { DocumentModel } from '../model.ts';
import { partOf } from '../modelExpressions.ts';
import { actionFieldOf } from '../modelTemplates.ts';
import type { Report, Rule } from '../rule.ts';
import { outputsOf } from '../templateExpressions.ts';
import { textPieces } from '../textPieces.ts';

const find = '- find:\n    call: database:1.0.0@default\n    with:\n      connection: orders\n';

/** Data that becomes part of an SQL text. */
export const sqlInterpolation: Rule = {
  id: 'sql-interpolation',
  title: 'Data inside SQL text',
  severity: 'error',
  confidence: 'high',
  why: 'A value that is written into the text of a statement can end it and begin another: whoever fills the field reads, changes or drops what the connection may. Escaping for HTML, which templates do, does not help, and quotes around the value do not either.',
  remedy:
    'Put a placeholder into `sql`, and the value into `parameters`: the database never reads it as SQL. Names of tables and columns belong in the text as they are.',
  references: [
    { title: 'CWE-89: SQL Injection', url: 'https://cwe.mitre.org/data/definitions/89.html' },
    {
      title: 'OWASP: Query Parameterization',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Query_Parameterization_Cheat_Sheet.html',
    },
  ],
  fix: null,
  examples: {
    bad: [
      { title: 'an output of a template', text: `${find}      sql: "select * from orders where id = '{{id}}'"\n` },
      { title: 'an expression', text: `${find}      sql: \${ "select * from orders where id = " + .id }\n` },
    ],
    good: [
      {
        title: 'a bound parameter',
        text: `${find}      sql: "select * from orders where id = $1"\n      parameters: [ "\${ .id }" ]\n`,
      },
    ],
  },
  check,
};

const help = 'Put a placeholder here, and the value into `parameters`.';

function check(model: DocumentModel, report: Report): void {
  for (const { text, action, field, template } of model.templates) {
    if (action !== 'database' || field !== 'sql') continue;
    for (const { range } of outputsOf(template.tree)) {
      const message = 'A value of the template becomes part of the SQL text.';
      report({ message, help, pointer: text.pointer, range: model.rangeIn(text, range) });
    }
  }
  for (const expression of model.expressions) {
    const place = actionFieldOf(expression.text);
    if (place?.action !== 'database' || place.field !== 'sql' || model.flow.isWritten(expression)) continue;
    const pieces = textPieces(expression.tree, 'none');
    const isWhole = pieces.every((piece) => typeof piece !== 'string');
    for (const piece of pieces) {
      if (typeof piece === 'string' || piece.kind === 'error') continue;
      report({
        message: isWhole ? 'The whole SQL text comes from data.' : 'A value becomes part of the SQL text.',
        help: isWhole ? 'Write the statement here, and pass values in `parameters`.' : help,
        pointer: expression.text.pointer,
        range: model.rangeIn(expression.text, partOf(expression, piece.range)),
      });
    }
  }
}
