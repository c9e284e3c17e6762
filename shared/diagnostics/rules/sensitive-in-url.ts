import { outputReads } from '../flow/outputReads.ts';
import type { DocumentModel } from '../model.ts';
import { isAddress } from '../modelEndpoints.ts';
import { partOf } from '../modelExpressions.ts';
import type { ModelText } from '../modelText.ts';
import type { Report, Rule } from '../rule.ts';
import { shownPaths } from '../templateExpressions.ts';

const call = '- find:\n    call: http\n    with:\n';

/** Sensitive fields in addresses and queries. */
export const sensitiveInUrl: Rule = {
  id: 'sensitive-in-url',
  title: 'Sensitive field in an address',
  severity: 'warning',
  confidence: 'medium',
  why: 'Addresses are written down all along the way: in the logs of proxies, servers and runtimes, in histories and error texts, and encryption on the line does not help there. A number, a diagnosis or a token in one of them is kept by many, and erased by none.',
  remedy:
    'Send the field in the body of a request, or name the record by an identifier that says nothing. Credentials belong into `authentication`.',
  references: [
    {
      title: 'CWE-598: Use of GET Request Method With Sensitive Query Strings',
      url: 'https://cwe.mitre.org/data/definitions/598.html',
    },
    {
      title: 'RFC 9110, section 17.9: Disclosure of Sensitive Information in URIs',
      url: 'https://www.rfc-editor.org/rfc/rfc9110#section-17.9',
    },
  ],
  fix: null,
  examples: {
    bad: [
      {
        title: 'a social security number in the path',
        text: `${call}      method: get\n      endpoint: https://people.example.com/by-number/{ssn}\n`,
      },
      {
        title: 'the same in the query',
        text: `${call}      method: get\n      endpoint: https://people.example.com/\n      query: { number: "\${ .person.ssn }" }\n`,
      },
    ],
    good: [
      {
        title: 'in the body',
        text: `${call}      method: post\n      endpoint: https://people.example.com/search\n      body: { number: "\${ .person.ssn }" }\n`,
      },
      {
        title: 'an identifier that says nothing',
        text: `${call}      method: get\n      endpoint: https://people.example.com/{personId}\n`,
      },
    ],
  },
  check,
};

/** Classes that services are commonly searched by, and whose fields are no secrets. */
const contactClasses = new Set(['email', 'phone', 'name']);

function check(model: DocumentModel, report: Report): void {
  const say = (text: ModelText, names: readonly string[], part: { start: number; end: number }): void => {
    const field = model.flow.fieldAt(names);
    if (
      field === null ||
      contactClasses.has(field.class) ||
      model.policy.sensitive.classes[field.class]?.exposure === 'off'
    ) {
      return;
    }
    report({
      message: `\`${names.join('.').slice(-80)}\` (class \`${field.class}\`) becomes part of the address.`,
      help: 'Send it in the body, or name the record by an identifier that says nothing.',
      pointer: text.pointer,
      range: model.rangeIn(text, part),
      related: field.trail,
    });
  };
  for (const { text, address } of model.endpoints) {
    if (address.source !== text.value || text.value.includes('{{')) continue;
    for (const { 0: whole, 1: name = '', index } of text.value.matchAll(/\{([^{}]{1,200})\}/g)) {
      say(text, [name.replace(/^[+#./;?&]/, '')], { start: index, end: index + whole.length });
    }
  }
  for (const expression of model.expressions) {
    const { text } = expression;
    if (!isAddress(text) && !isQuery(text)) continue;
    for (const { names, variable, range } of outputReads(expression.tree)) {
      if (variable !== 'secrets') say(text, names, partOf(expression, range));
    }
  }
  for (const { text, action, field, template } of model.templates) {
    if (action !== 'webhook' || field !== 'url') continue;
    for (const { names, path } of shownPaths(template.tree)) say(text, names, path.range);
  }
}

function isQuery({ task, pointer }: ModelText): boolean {
  return task?.task.call === 'http' && `${pointer}/`.startsWith(`${task.reference}/with/query/`);
}
