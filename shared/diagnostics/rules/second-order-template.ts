import { partsOf } from '../../expressions/parts.ts';
import type { Outcome } from '../flow/dataFlow.ts';
import type { PartModel } from '../model.ts';
import { partOf } from '../modelExpressions.ts';
import { actionFieldOf } from '../modelTemplates.ts';
import type { Report, Rule } from '../rule.ts';

const mail = (body: string) =>
  `- tell:\n    call: email:1.0.0@default\n    with:\n      to: help@example.com\n      subject: News\n      body: ${body}\n`;

/** Templates whose text data makes up. */
export const secondOrderTemplate: Rule = {
  id: 'second-order-template',
  title: 'Template that data writes',
  severity: 'warning',
  confidence: 'medium',
  why: 'A text field of a message is a template. Where an expression puts data into the text of one, whoever fills the field writes template code: `{{password}}` in a comment then shows what the sender of the comment was never to see, on every runtime that renders the text after the expression.',
  remedy:
    'Write the template as it is, and name the field in it: `Hello {{name}}`. Its value is then never read as a template.',
  references: [
    {
      title: 'CWE-1336: Improper Neutralization of Special Elements Used in a Template Engine',
      url: 'https://cwe.mitre.org/data/definitions/1336.html',
    },
    {
      title: 'OWASP: Server-Side Template Injection',
      url: 'https://owasp.org/www-project-web-security-testing-guide/v42/4-Web_Application_Security_Testing/07-Input_Validation_Testing/18-Testing_for_Server-side_Template_Injection',
    },
  ],
  fix: null,
  examples: {
    bad: [
      { title: 'data beside template code', text: mail(`'\${ "Hello {{name}}, you wrote: " + .comment }'`) },
      { title: 'a whole template from data', text: mail(`\${ .template }`) },
    ],
    good: [
      { title: 'a template that names its fields', text: mail(`"Hello {{name}}, you wrote: {{comment}}"`) },
      {
        title: 'one of two templates',
        text: mail(`\${ if .isNew then "Welcome {{name}}" else "Hello {{name}}" end }`),
      },
    ],
  },
  checkOutcome,
};

/** Arguments of the house actions that are read as templates. */
const templateFields = new Set(['subject', 'body', 'html', 'title']);

function checkOutcome({ expression, isWritten }: Outcome, model: PartModel, report: Report): void {
  const { text, tree } = expression;
  const place = isWritten ? null : actionFieldOf(text);
  if (place === null || place.action === 'database' || !templateFields.has(place.field)) return;
  if (text.pointer !== `${text.task?.reference}/with/${place.field}`) return;
  const code = partsOf(tree).find((node) => isTemplateCode(node));
  const isWhole =
    tree.kind === 'field' || tree.kind === 'index' || tree.kind === 'variable' || tree.kind === 'identity';
  if (code === undefined && !isWhole) return;
  report({
    message: isWhole
      ? `Data decides the whole template of \`${place.field}\`.`
      : `Data becomes part of the template of \`${place.field}\`.`,
    help: 'Write the template here, and name the fields in it.',
    ...model.placeIn(text, partOf(expression, tree.range)),
    ...(isWhole ? { severity: 'note', confidence: 'low' } : {}),
  });
}

function isTemplateCode(node: ReturnType<typeof partsOf>[number]): boolean {
  if (node.kind === 'literal') return typeof node.value === 'string' && node.value.includes('{{');
  return node.kind === 'string' && node.parts.some((part) => typeof part === 'string' && part.includes('{{'));
}
