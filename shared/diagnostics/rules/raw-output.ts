import type { TemplateOutput } from '../../templates/template.ts';
import type { TextEdit } from '../finding.ts';
import type { PartModel } from '../model.ts';
import type { ModelTemplate } from '../modelTemplates.ts';
import type { ModelText } from '../modelText.ts';
import type { Report, Rule } from '../rule.ts';
import { outputsOf } from '../templateExpressions.ts';

const mail =
  '- tell:\n    call: email:1.0.0@default\n    with:\n      to: help@example.com\n      subject: New comment\n';

/** Outputs of templates that are not escaped. */
export const rawOutput: Rule = {
  id: 'raw-output',
  title: 'Output without escaping',
  severity: 'error',
  confidence: 'high',
  why: 'Between `{{{` and `}}}`, and behind `{{&`, a value becomes part of the message as it is. Whoever fills the field then writes the message: links, forms and tracking images in an e-mail, or a member more in a webhook.',
  remedy: 'Write `{{value}}`: it is escaped. Markup belongs in the template itself.',
  references: [
    {
      title: 'CWE-79: Improper Neutralization of Input During Web Page Generation',
      url: 'https://cwe.mitre.org/data/definitions/79.html',
    },
    { title: 'Handlebars: HTML escaping', url: 'https://handlebarsjs.com/guide/#html-escaping' },
  ],
  fix: 'review',
  examples: {
    bad: [
      { title: 'three braces', text: `${mail}      html: "<p>{{{comment}}}</p>"\n` },
      { title: 'an ampersand', text: `${mail}      html: "<p>{{& comment}}</p>"\n` },
    ],
    good: [{ title: 'escaped', text: `${mail}      html: "<p>{{comment}}</p>"\n` }],
  },
  checkTemplate,
};

function checkTemplate({ text, field, template }: ModelTemplate, model: PartModel, report: Report): void {
  for (const output of outputsOf(template.tree)) {
    if (!output.isRaw) continue;
    report({
      message: `A value is put into \`${field}\` without being escaped.`,
      help: 'Write it between two braces, so that it is escaped.',
      ...model.placeIn(text, output.range),
      severity: field === 'html' ? 'error' : 'warning',
      fixes: [{ title: 'Escape the value', safe: false, edits: escapingEdits(model, text, output) }],
    });
  }
}

/** Takes the ampersand away, or the inner ones of three braces; a `~` may stand between them (`{{~{x}~}}`). */
function escapingEdits(model: PartModel, text: ModelText, { range }: TemplateOutput): readonly TextEdit[] {
  const { value } = text;
  const remove = (at: number): TextEdit => ({ range: model.rangeIn(text, { start: at, end: at + 1 }), newText: '' });
  const opening = range.start + (value[range.start + 2] === '~' ? 3 : 2);
  if (value[opening] === '&') return [remove(opening)];
  return [remove(opening), remove(range.end - (value[range.end - 3] === '~' ? 4 : 3))];
}
