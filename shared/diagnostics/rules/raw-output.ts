import type { TemplateOutput } from '../../templates/template.ts';
import type { TextEdit } from '../finding.ts';
import type { Outcome } from '../flow/dataFlow.ts';
import type { PartModel } from '../model.ts';
import { partOf } from '../modelExpressions.ts';
import { actionFieldOf, type ModelTemplate } from '../modelTemplates.ts';
import type { ModelText } from '../modelText.ts';
import type { Report, Rule } from '../rule.ts';
import { outputsOf } from '../templateExpressions.ts';
import { textPieces } from '../textPieces.ts';

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
  checkOutcome,
};

function checkTemplate({ text, field, template }: ModelTemplate, model: PartModel, report: Report): void {
  const html = field === 'html' ? text.value.toLowerCase() : '';
  for (const output of outputsOf(template.tree)) {
    const place = model.placeIn(text, output.range);
    if (output.isRaw) {
      report({
        message: `A value is put into \`${field}\` without being escaped.`,
        help: 'Write it between two braces, so that it is escaped.',
        ...place,
        severity: field === 'html' ? 'error' : 'warning',
        fixes: [{ title: 'Escape the value', safe: false, edits: escapingEdits(model, text, output) }],
      });
    } else if (field === 'html') {
      const found = unescapable(html.slice(0, output.range.start));
      if (found !== null) report({ ...found, ...place, confidence: 'medium' });
    }
  }
}

/** Places of HTML in which escaping a value does not keep it what it is; null for all others. `before` is what stands before. */
function unescapable(before: string): { readonly message: string; readonly help: string } | null {
  if (isOpen(before, 'script') || isOpen(before, 'style')) {
    return {
      message: 'Escaping does not keep a value inside of a script or a style from being code.',
      help: 'Leave it out of there.',
    };
  }
  const text = before.slice(-longestTag).replace(/\{\{[^{}]*\}\}/g, 'x');
  const [tag] = /<[a-z][^<>]*$/i.exec(text) ?? [];
  if (tag === undefined) return null;
  if (/\son\w+\s*=\s*("[^"]*|'[^']*)$/i.test(tag)) {
    return { message: 'The value becomes part of a script of this tag.', help: 'Leave it out of there.' };
  }
  if (/\s(href|src|action|formaction|srcset|poster|xlink:href)\s*=\s*["']?\s*$/i.test(tag)) {
    const help = 'Write the beginning of the address here, with its host.';
    return { message: 'Data decides where this address leads, and may make it a `javascript:` one.', help };
  }
  if (/\s[\w:-]+\s*=\s*[^"'\s]*$/.test(tag)) {
    return {
      message: 'Without quotes around it the value may begin other attributes of this tag.',
      help: 'Put it between quotes.',
    };
  }
  return null;
}

/** Longest part of a tag that is looked at before a value, in UTF-16 units. */
const longestTag = 400;

/** Whether an element begins and does not end before here. */
function isOpen(before: string, element: string): boolean {
  const start = before.lastIndexOf(`<${element}`);
  return start >= 0 && before.indexOf(`</${element}`, start) < 0;
}

/** An expression that writes HTML itself: nothing escapes what it puts in, unless `@html` does. */
function checkOutcome({ expression, isWritten }: Outcome, model: PartModel, report: Report): void {
  const place = actionFieldOf(expression.text);
  if (place?.field !== 'html' || isWritten) return;
  const pieces = textPieces(expression.tree, 'html');
  if (!pieces.some((piece) => typeof piece === 'string' && piece.includes('<'))) return;
  for (const piece of pieces) {
    if (typeof piece === 'string' || piece.kind === 'error') continue;
    report({
      message: 'A value is put into `html` without being escaped.',
      help: 'Write the text as a template, or put `@html` before it.',
      ...model.placeIn(expression.text, partOf(expression, piece.range)),
      severity: 'error',
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
