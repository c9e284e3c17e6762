import type { SensitiveClass } from '../../policy/policy.ts';
import { cleans } from '../../templates/maskingHelpers.ts';
import type { HouseAction } from '../callTarget.ts';
import type { Fix, RelatedLocation, Severity } from '../finding.ts';
import type { SensitiveField } from '../flow/flowGraph.ts';
import type { DocumentModel } from '../model.ts';
import { partOf } from '../modelExpressions.ts';
import { actionFieldOf, type ModelTemplate } from '../modelTemplates.ts';
import type { ModelText } from '../modelText.ts';
import type { Report, Rule } from '../rule.ts';
import { type ShownPath, shownPaths } from '../templateExpressions.ts';

const mail =
  '- tell:\n    call: email:1.0.0@default\n    with:\n      to: payroll@example.com\n      subject: New entry\n';

/** Sensitive fields that leave in a message as they are. */
export const unmaskedSensitiveField: Rule = {
  id: 'unmasked-sensitive-field',
  title: 'Sensitive field leaves unmasked',
  severity: 'error',
  confidence: 'medium',
  why: 'E-mails, notifications and webhooks leave the house: they are kept in mailboxes, forwarded, and logged by others. A social security number, a salary or a diagnosis in one of them cannot be called back. Fields are told by their names (`sensitive.classes` of the policy), also where a `set`, `input`, `output` or `export` renamed them.',
  remedy: 'Mask the field with the helper of its class, as in `{{ssn | mask_ssn}}`, or leave it out.',
  references: [
    {
      title: 'CWE-359: Exposure of Private Personal Information',
      url: 'https://cwe.mitre.org/data/definitions/359.html',
    },
    { title: 'GDPR, article 5(1)(c): data minimisation', url: 'https://eur-lex.europa.eu/eli/reg/2016/679/oj' },
  ],
  fix: 'safe',
  examples: {
    bad: [
      { title: 'a social security number in an e-mail', text: `${mail}      body: "Number: {{ssn}}"\n` },
      {
        title: 'the same under another name',
        text: `- prepare:\n    set:\n      number: \${ .employee.ssn }\n${mail}      body: "Number: {{number}}"\n`,
      },
    ],
    good: [
      { title: 'masked', text: `${mail}      body: "Number: {{ssn | mask_ssn}}"\n` },
      { title: 'only asked for', text: `${mail}      body: "{{#if ssn}}A number is on file.{{/if}}"\n` },
    ],
  },
  check,
};

/** Arguments that say where a message goes: there an address or a number is what it is for. */
const recipients: Readonly<Record<HouseAction, readonly string[]>> = {
  email: ['to', 'cc', 'bcc', 'from', 'replyTo'],
  notification: ['to', 'channel'],
  webhook: ['url', 'method', 'authentication', 'timeout'],
  database: [],
};
const contactClasses = new Set(['email', 'phone', 'name']);

function check(model: DocumentModel, report: Report): void {
  for (const template of model.templates) {
    if (template.action === 'database') continue;
    for (const shown of shownPaths(template.template.tree)) checkPath(model, template, shown, report);
  }
  for (const expression of model.expressions) {
    const place = actionFieldOf(expression.text);
    if (place === null || place.action === 'database') continue;
    for (const { names, variable, range } of model.flow.readsOf(expression)) {
      const field = variable === 'secrets' ? null : model.flow.fieldAt(names);
      if (field === null) continue;
      const found = exposed(model, field, place.action, place.field);
      if (found === null) continue;
      const part = model.rangeIn(expression.text, partOf(expression, range));
      report({
        message: messageFor(names, field, place.action, place.field),
        help: 'Leave it out, or write the text as a template and mask the field there.',
        pointer: expression.text.pointer,
        range: part,
        related: trail(field, expression.text, part, place),
        severity: found.severity,
      });
    }
  }
}

function checkPath(
  model: DocumentModel,
  { text, action, field: argument }: ModelTemplate,
  shown: ShownPath,
  report: Report,
): void {
  const { path, names, through } = shown;
  const field = model.flow.fieldAt(names);
  if (field === null || through.some(({ helper }) => cleans(helper, field.class))) return;
  const found = exposed(model, field, action, argument);
  if (found === null) return;
  const range = model.rangeIn(text, path.range);
  const helper = cleans(found.mask, field.class) ? found.mask : 'mask';
  report({
    message: messageFor(names, field, action, argument),
    help: `Mask it with \`${helper}\`, or leave it out.`,
    pointer: text.pointer,
    range,
    related: trail(field, text, range, { action, field: argument }),
    severity: found.severity,
    fixes: [maskingFix(model, text, shown, helper)],
  });
}

/** How grave it is that a field of the class leaves in this argument; null where it may. */
function exposed(
  { policy }: DocumentModel,
  field: SensitiveField,
  action: HouseAction,
  argument: string,
): { readonly severity: Severity; readonly mask: string } | null {
  const found: SensitiveClass | undefined = policy.sensitive.classes[field.class];
  if (found === undefined || found.exposure === 'off') return null;
  if (recipients[action].includes(argument) && contactClasses.has(field.class)) return null;
  // A webhook that wants a token is given it in a header.
  if (action === 'webhook' && argument === 'headers' && field.class === 'token') return null;
  return { severity: found.exposure, mask: found.mask };
}

function messageFor(names: readonly string[], field: SensitiveField, action: HouseAction, argument: string): string {
  const name = names.join('.');
  const shown = name.length > 80 ? `…${name.slice(-80)}` : name;
  return `\`${shown}\` (class \`${field.class}\`) leaves unmasked in \`${argument}\` of the ${action}.`;
}

function trail(
  field: SensitiveField,
  text: ModelText,
  range: RelatedLocation['range'],
  { action, field: argument }: { readonly action: HouseAction; readonly field: string },
): readonly RelatedLocation[] {
  if (field.trail.length === 0) return [];
  const sink: RelatedLocation = {
    role: 'sink',
    message: `It leaves in \`${argument}\` of the ${action} here.`,
    pointer: text.pointer,
    range,
  };
  return [...field.trail, sink];
}

/** Puts the helper behind the field with a pipe where the field begins the output, around it otherwise. */
function maskingFix(model: DocumentModel, text: ModelText, { path }: ShownPath, helper: string): Fix {
  const before = text.value.slice(Math.max(0, path.range.start - 50), path.range.start).trimEnd();
  const title = `Mask it with \`${helper}\``;
  const { start, end } = model.rangeIn(text, path.range);
  if (/\{\{(~?[{&])?~?$/.test(before)) {
    return { title, safe: true, edits: [{ range: { start: end, end }, newText: ` | ${helper}` }] };
  }
  const edits = [
    { range: { start, end: start }, newText: `(${helper} ` },
    { range: { start: end, end }, newText: ')' },
  ];
  return { title, safe: true, edits };
}
