import type { Json } from '../../base/json.ts';
import type { TemplateOutput } from '../../templates/template.ts';
import { parentPointer } from '../../workflow/pointer.ts';
import type { Fix } from '../finding.ts';
import type { Outcome } from '../flow/dataFlow.ts';
import type { PartModel } from '../model.ts';
import { partOf } from '../modelExpressions.ts';
import type { ModelTemplate } from '../modelTemplates.ts';
import { actionFieldOf } from '../modelTemplates.ts';
import type { ModelText } from '../modelText.ts';
import { moveValues, type ValueHome, valueEdits } from '../moveValues.ts';
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
  limits:
    'SQL that a shell, a script or a function of another catalog runs. `shell-interpolation` and `script-interpolation` look at the texts of those.',
  fix: 'review',
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
  checkTemplate,
  checkOutcome,
};

const help = 'Put a placeholder here, and the value into `parameters`.';

function checkTemplate({ text, action, field, template }: ModelTemplate, model: PartModel, report: Report): void {
  if (action !== 'database' || field !== 'sql') return;
  const outputs = outputsOf(template.tree);
  const fix = boundTemplate(model, text, outputs);
  for (const { range } of outputs) {
    const message = 'A value of the template becomes part of the SQL text.';
    report({ message, help, ...model.placeIn(text, range), fixes: fix === null ? [] : [fix] });
  }
}

function checkOutcome({ expression, isWritten }: Outcome, model: PartModel, report: Report): void {
  const { text } = expression;
  const place = isWritten ? null : actionFieldOf(text);
  if (place?.action !== 'database' || place.field !== 'sql') return;
  const pieces = textPieces(expression.tree, 'none');
  const isWhole = pieces.every((piece) => typeof piece !== 'string');
  const fix = isWhole ? null : moveValues(model, expression, pieces, parametersOf(text));
  for (const piece of pieces) {
    if (typeof piece === 'string' || piece.kind === 'error') continue;
    report({
      message: isWhole ? 'The whole SQL text comes from data.' : 'A value becomes part of the SQL text.',
      help: isWhole ? 'Write the statement here, and pass values in `parameters`.' : help,
      ...model.placeIn(text, partOf(expression, piece.range)),
      fixes: fix === null ? [] : [fix],
    });
  }
}

/** Values of a statement go to its parameters, which the database binds by their names. */
function parametersOf({ pointer }: ModelText): ValueHome {
  return {
    title: 'Bind the values as `parameters`',
    holder: parentPointer(pointer),
    member: 'parameters',
    nameOf: (words) => (/^[A-Za-z_]/.test(words) ? words : `value_${words}`),
    mention: (name) => `:${name}`,
    standsAlone: (before, after) => /[\s(=<>,+*/-]$/.test(before) && !/^[\w'"]/.test(after),
    keeps: (part) => !/['"]$/.test(part),
  };
}

/** The statement with each `{{path}}`, in quotes or without, as a bound parameter; null where one is more than a path. */
function boundTemplate(model: PartModel, text: ModelText, outputs: readonly TemplateOutput[]): Fix | null {
  const home = parametersOf(text);
  const values = new Map<string, Json>();
  let written = '';
  let position = 0;
  for (const { value, range } of outputs) {
    if (value.kind !== 'path' || value.up > 0 || value.isData || value.parts.length === 0) return null;
    if (!value.parts.every((part) => /^[A-Za-z_]\w*$/.test(part))) return null;
    const name = value.parts.join('_');
    const isQuoted = text.value[range.start - 1] === "'" && text.value[range.end] === "'";
    const before = text.value.slice(position, range.start - (isQuoted ? 1 : 0));
    if (!isQuoted && !home.standsAlone(before, text.value.slice(range.end, range.end + 1))) return null;
    values.set(name, `\${ .${value.parts.join('.')} }`);
    written += `${before}${home.mention(name)}`;
    position = range.end + (isQuoted ? 1 : 0);
  }
  written += text.value.slice(position);
  const edits = written.includes('{{') ? null : valueEdits(model, home, values);
  if (edits === null) return null;
  return { title: home.title, safe: false, edits: [...edits, { range: text.range, newText: JSON.stringify(written) }] };
}
