import { checkTemplate, prototypeNames } from '../../templates/checkTemplate.ts';
import type { TemplateExpression, TemplateNode } from '../../templates/template.ts';
import type { PartModel } from '../model.ts';
import type { ModelTemplate } from '../modelTemplates.ts';
import type { Report, Rule } from '../rule.ts';

const mail =
  '- tell:\n    call: email:1.0.0@default\n    with:\n      to: help@example.com\n      subject: New order\n';

/** Templates that reach for the prototype of a value. */
export const templateProtoAccess: Rule = {
  id: 'template-proto-access',
  title: 'Template reaches for a prototype',
  severity: 'error',
  confidence: 'high',
  why: 'From the prototype of a value a template engine that allows it comes to functions of the language, and from there to running code on the machine that renders the message: most exploits of Handlebars began with `constructor` or `__proto__`. Drydock shows nothing for such a path; other runtimes may.',
  remedy:
    'Name a field of the data. A field of the data that really has such a name is given another one before, in `input.from`.',
  references: [
    {
      title: 'CWE-1321: Improperly Controlled Modification of Object Prototype Attributes',
      url: 'https://cwe.mitre.org/data/definitions/1321.html',
    },
    { title: 'Handlebars: prototype access', url: 'https://handlebarsjs.com/api-reference/runtime-options.html' },
  ],
  fix: null,
  examples: {
    bad: [
      { title: 'a way to a prototype', text: `${mail}      body: "{{order.constructor.name}}"\n` },
      { title: 'the same by a text', text: `${mail}      body: "{{lookup order '__proto__'}}"\n` },
    ],
    good: [{ title: 'a field of the data', text: `${mail}      body: "{{order.name}}"\n` }],
  },
  checkTemplate: checkAccess,
};

const help = 'Name a field of the data; an own field of this name cannot be shown.';

function checkAccess({ text, template }: ModelTemplate, model: PartModel, report: Report): void {
  for (const { kind, message, range } of checkTemplate(template)) {
    if (kind === 'prototype-access') report({ message, help, ...model.placeIn(text, range) });
  }
  for (const { name, range } of namedByText(template.tree)) {
    report({ message: `\`${name}\` leads out of the data.`, help, ...model.placeIn(text, range) });
  }
}

type Named = { readonly name: string; readonly range: TemplateExpression['range'] };

/** Texts that `lookup` reads as the name of a field. */
function namedByText(nodes: readonly TemplateNode[]): Named[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'output') return [...namedIn(node.value), ...namedAlone(node.value)];
    if (node.kind !== 'block') return [];
    return [...namedIn(node.call), ...namedByText(node.body), ...namedByText(node.otherwise)];
  });
}

/** `{{"constructor"}}`, which Handlebars reads as a path. */
function namedAlone(value: TemplateExpression): Named[] {
  if (value.kind !== 'literal' || typeof value.value !== 'string' || !prototypeNames.has(value.value)) return [];
  return [{ name: value.value, range: value.range }];
}

function namedIn(expression: TemplateExpression): Named[] {
  if (expression.kind !== 'call') return [];
  const inner = expression.args.flatMap(namedIn);
  if (expression.helper !== 'lookup') return inner;
  return expression.args.flatMap((argument) =>
    argument.kind === 'literal' && typeof argument.value === 'string' && prototypeNames.has(argument.value)
      ? [...inner, { name: argument.value, range: argument.range }]
      : inner,
  );
}
