import { isContactClass, isMeantPlace } from '../../policy/meantPlaces.ts';
import type { SensitiveClass } from '../../policy/policy.ts';
import { cleans } from '../../templates/maskingHelpers.ts';
import type { Range } from '../../workflow/document.ts';
import type { HouseAction } from '../callTarget.ts';
import type { Fix, Severity } from '../finding.ts';
import { arrivalPlace } from '../flow/arrivalPlace.ts';
import { isRenamedOnly } from '../flow/isRenamedOnly.ts';
import type { Label } from '../flow/label.ts';
import { type Arrival, argumentOf, type SinkKind, sendingTask } from '../flow/sink.ts';
import type { ModelTemplate } from '../modelTemplates.ts';
import type { ModelText } from '../modelText.ts';
import type { Report, Rule } from '../rule.ts';
import type { Surroundings } from '../surroundings.ts';
import { type ShownPath, shownPaths } from '../templateExpressions.ts';

const mail =
  '- tell:\n    call: email:1.0.0@default\n    with:\n      to: payroll@example.com\n      subject: New entry\n';

/** Sensitive fields that leave in a message as they are. */
export const unmaskedSensitiveField: Rule = {
  id: 'unmasked-sensitive-field',
  title: 'Sensitive field leaves unmasked',
  severity: 'error',
  confidence: 'medium',
  why: 'E-mails, notifications and webhooks leave the house: they are kept in mailboxes, forwarded, and logged by others. A social security number, a salary or a diagnosis in one of them cannot be called back. Fields are told by their names (`sensitive.classes` of the policy), and followed through expressions, `set`, `input`, `output`, `export`, loops and functions, whatever they are renamed to.',
  remedy:
    'Mask the field with the helper of its class, as in `{{ssn | mask_ssn}}`, or leave it out. Where a text that was put together of it is shown, leave it out of that text: masked there, the whole text would be gone, so no fix is offered.',
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
  checkArrival,
};

const leaving = new Set<SinkKind>(['message', 'request', 'header', 'address']);

function checkArrival(arrival: Arrival, model: Surroundings, report: Report): void {
  const { sink, label, text, range } = arrival;
  if (!leaving.has(sink.kind)) return;
  const action = sendingTask(sink)?.action ?? null;
  const path = argumentOf(arrival).slice(1);
  const [argument] = path;
  const { class: sensitiveClass } = label.source;
  if (action === null || action === 'database' || argument === undefined || sensitiveClass === null) return;
  if (isMeantPlace(sensitiveClass, action, path)) return;
  if (sink.kind === 'address' && isContactClass(sensitiveClass)) return;
  const found = exposed(model, sensitiveClass);
  if (found === null) return;
  const shown = text.template === null ? undefined : shownAt(text.template, range);
  const { helpers } = model.policy.templates;
  // A helper that the policy does not list would be a problem of its own.
  const helper = [found.mask, 'mask'].find((name) => cleans(name, sensitiveClass) && helpers.includes(name));
  const isAlone = shown !== undefined && isRenamedOnly(label, shown.names);
  report({
    message: messageFor(label, action, argument),
    help: helpFor(shown, isAlone, helper),
    ...arrivalPlace(arrival, model),
    severity: found.severity,
    leaking: sensitiveClass,
    ...(label.isFollowed ? {} : { confidence: 'low' }),
    // To mask what only holds the field would empty the whole of it.
    fixes: isAlone && helper !== undefined ? [maskingFix(model, text, shown, helper)] : [],
  });
}

function helpFor(shown: ShownPath | undefined, isAlone: boolean, helper: string | undefined): string {
  if (shown === undefined) return 'Leave it out, or write the text as a template and mask the field there.';
  if (helper === undefined) return 'Leave it out: the policy lists no helper that masks it.';
  if (isAlone) return `Mask it with \`${helper}\`, or leave it out.`;
  return 'Leave it out of what is shown here, or show the field itself and mask that.';
}

function shownAt({ template }: ModelTemplate, { start, end }: Range): ShownPath | undefined {
  return shownPaths(template.tree).find(({ path }) => path.range.start === start && path.range.end === end);
}

/** How grave it is that a field of the class leaves; null where it may. */
function exposed(
  { policy }: Surroundings,
  sensitiveClass: string,
): { readonly severity: Severity; readonly mask: string } | null {
  const found: SensitiveClass | undefined = policy.sensitive.classes[sensitiveClass];
  if (found === undefined || found.exposure === 'off') return null;
  return { severity: found.exposure, mask: found.mask };
}

function messageFor({ source, encodings }: Label, action: HouseAction, argument: string): string {
  const shown = source.name.length > 80 ? `…${source.name.slice(-80)}` : source.name;
  const written = encodings.length === 0 ? '' : `, written as ${encodings.join(' and ')},`;
  return `\`${shown}\` (class \`${source.class}\`)${written} leaves unmasked in \`${argument}\` of the ${action}.`;
}

/** Puts the helper behind the field with a pipe where the field begins the output, around it otherwise. */
function maskingFix(model: Surroundings, text: ModelText, { path }: ShownPath, helper: string): Fix {
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
