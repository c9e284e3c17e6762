import { isJsonObject } from '../../base/json.ts';
import { valueAt } from '../../workflow/pointer.ts';
import { closestName } from '../../workflow/schema/closestName.ts';
import type { DocumentModel } from '../model.ts';
import type { Report, Rule } from '../rule.ts';

const header = "document: { dsl: '1.0.3', namespace: examples, name: example, version: '0.1.0' }\n";
const declared = (more: string) =>
  `${header}input:\n  schema:\n    document:\n      type: object\n      properties: { id: { type: string }, total: { type: number } }\n${more}do:\n`;

/** Fields that the declared schema does not have. */
export const typeMismatch: Rule = {
  id: 'type-mismatch',
  title: 'Field that the schema does not have',
  severity: 'warning',
  confidence: 'medium',
  why: 'An expression that reads a field that there is not gives `null`, and the workflow goes on with it: a condition that is never met, an amount that is missing, an address with a hole in it. Mostly the name is misspelt, or the schema was changed and the expression was not.',
  remedy: 'Correct the name, or declare the field. Where it may be absent say what then: `.note // "none"`.',
  references: [
    { title: 'JSON Schema: properties', url: 'https://json-schema.org/understanding-json-schema/reference/object' },
    { title: 'CWE-476: NULL Pointer Dereference', url: 'https://cwe.mitre.org/data/definitions/476.html' },
  ],
  fix: 'review',
  examples: {
    bad: [{ title: 'a misspelt field', text: `${declared('')}- keep:\n    set: { sum: "\${ .totl }" }\n` }],
    good: [
      { title: 'a declared field', text: `${declared('')}- keep:\n    set: { sum: "\${ .total }" }\n` },
      {
        title: 'one that may be absent',
        text: `${declared('')}- keep:\n    set: { note: "\${ .note // \\"none\\" }" }\n`,
      },
    ],
  },
  check,
};

function check(model: DocumentModel, report: Report): void {
  for (const { text, range, name, schema, isClosed } of model.flow.undeclared) {
    const place = model.document.locate(`${schema}/properties`);
    const shown = name.slice(0, 60);
    const part = model.rangeIn(text, range);
    const fields = valueAt(model.document.value, `${schema}/properties`);
    const likely = closestName(name, isJsonObject(fields) ? Object.keys(fields) : []);
    report({
      message: `The schema of this data has no \`${shown}\`${isClosed ? ', and allows nothing that it does not list' : ''}.`,
      help:
        likely === null
          ? 'Correct the name, or declare the field.'
          : `Is \`${likely}\` meant? Otherwise declare the field.`,
      pointer: text.pointer,
      range: part,
      related:
        place === null
          ? []
          : [
              {
                role: 'see-also',
                message: 'The fields are declared here.',
                pointer: schema,
                range: place.key ?? place.value,
              },
            ],
      fixes:
        likely === null || !/^[A-Za-z_]\w*$/.test(likely) || model.document.text.slice(part.start, part.end) !== name
          ? []
          : [{ title: `Write \`${likely}\``, safe: false, edits: [{ range: part, newText: likely }] }],
      ...(isClosed ? { severity: 'error', confidence: 'high' } : {}),
    });
  }
}
