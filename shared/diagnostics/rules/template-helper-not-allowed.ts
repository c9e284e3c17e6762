import type { Policy } from '../../policy/policy.ts';
import { checkTemplate, type TemplateObjection } from '../../templates/checkTemplate.ts';
import type { PartModel } from '../model.ts';
import type { ModelTemplate } from '../modelTemplates.ts';
import type { Report, Rule } from '../rule.ts';

const mail =
  '- tell:\n    call: email:1.0.0@default\n    with:\n      to: help@example.com\n      subject: New order\n';

/** What templates of the house do not have: other helpers, partials, decorators. */
export const templateHelperNotAllowed: Rule = {
  id: 'template-helper-not-allowed',
  title: 'Helper that templates may not use',
  severity: 'error',
  confidence: 'high',
  why: 'Templates of house actions have a closed list of helpers, so that a template can show data and do nothing else. A helper that is not on it fails when the message is due; partials and decorators are how templates of strangers have run code.',
  remedy:
    'Use a helper of the list: `drydock docs` and the policy (`templates.helpers`) name them. Compute anything else in an expression before.',
  references: [
    {
      title: 'CWE-1336: Improper Neutralization of Special Elements Used in a Template Engine',
      url: 'https://cwe.mitre.org/data/definitions/1336.html',
    },
  ],
  fix: null,
  examples: {
    bad: [
      { title: 'a helper that there is not', text: `${mail}      body: "{{exec command}}"\n` },
      { title: 'a partial', text: `${mail}      body: "{{> footer}}"\n` },
    ],
    good: [
      {
        title: 'helpers of the list',
        text: `${mail}      body: "{{#if total}}{{total | currency \\"EUR\\"}}{{/if}}"\n`,
      },
    ],
  },
  checkTemplate: checkHelpers,
};

/** Objections that are of other rules, or of the syntax. */
const others = new Set<TemplateObjection['kind']>(['raw-output', 'malformed', 'prototype-access']);

function checkHelpers({ text, template }: ModelTemplate, model: PartModel, report: Report): void {
  for (const { kind, message, range } of checkTemplate(template, helpersOf(model.policy))) {
    if (!others.has(kind)) report({ message, help: helpFor(kind), ...model.placeIn(text, range) });
  }
}

const helperSets = new WeakMap<Policy, ReadonlySet<string>>();

function helpersOf(policy: Policy): ReadonlySet<string> {
  const known = helperSets.get(policy) ?? new Set(policy.templates.helpers);
  helperSets.set(policy, known);
  return known;
}

function helpFor(kind: TemplateObjection['kind']): string {
  switch (kind) {
    case 'partial':
    case 'decorator':
      return 'Write its text out in the template.';
    case 'unknown-block':
      return 'Use `if`, `unless`, `each` or `with`.';
    case 'unknown-argument':
      return 'Leave it out, or give the value without a name.';
    case 'missing-argument':
      return 'Give the helper the value that it works on, as in `{{value | helper}}`.';
    default:
      return 'Use a helper that the policy lists under `templates.helpers`, or compute the value in an expression before.';
  }
}
