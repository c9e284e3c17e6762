import type { Json } from '../../base/json.ts';
import { partsOf } from '../../expressions/parts.ts';
import type { DataClass } from '../../masking/dataClass.ts';
import { detectWhole, replaceEmbedded } from '../../masking/detectors.ts';
import { classifyName } from '../../policy/classifyName.ts';
import type { SourceNode } from '../../workflow/document.ts';
import { joinPointer } from '../../workflow/pointer.ts';
import type { DefinitionPart } from '../definitionPart.ts';
import type { PartModel } from '../model.ts';
import { partOf } from '../modelExpressions.ts';
import type { ModelText } from '../modelText.ts';
import type { Report, Rule } from '../rule.ts';
import type { Place } from '../surroundings.ts';

const header = "document: { dsl: '1.0.3', namespace: examples, name: example, version: '0.1.0' }\n";
const schema = (example: string) =>
  `${header}input:\n  schema:\n    document:\n      type: object\n      properties: { card: { type: string, examples: [ "${example}" ] } }\ndo:\n- keep: { set: { x: 1 } }\n`;

/** Data that looks like that of real people, in the definition itself. */
export const unmaskedSampleData: Rule = {
  id: 'unmasked-sample-data',
  title: 'Sample data that looks real',
  severity: 'warning',
  confidence: 'medium',
  why: 'Examples, defaults and test values are copied from real data more often than not. In a definition they go into every copy, every review and every seal, and nobody masks them there. A card number with a right check digit, or a social security number that could have been issued, belongs to somebody.',
  remedy:
    'Write a value of the same form that belongs to nobody: a test card number, a number that is never issued, an address at `example.com`.',
  references: [
    {
      title: 'CWE-359: Exposure of Private Personal Information',
      url: 'https://cwe.mitre.org/data/definitions/359.html',
    },
    { title: 'RFC 2606: Reserved Top Level DNS Names', url: 'https://www.rfc-editor.org/rfc/rfc2606' },
  ],
  limits: 'Names, postal addresses and other data that no form and no check digit tells.',
  fix: 'safe',
  examples: {
    bad: [{ title: 'a card number as an example', text: schema('4539 1488 0343 6467') }],
    good: [
      { title: 'a test card number', text: schema('4111 1111 1111 1111') },
      {
        title: 'where a message goes',
        text: '- tell:\n    call: email:1.0.0@default\n    with: { to: accounts@house.example, subject: s, body: b }\n',
      },
    ],
  },
  marksSecrets: true,
  checkText,
  checkPart,
};

/** What to write in the place of each class: values that no one has. */
const replacements: Partial<Readonly<Record<DataClass, string>>> = {
  /** A test number of a card scheme, which no issuer gives out. */
  card: '4111 1111 1111 1111',
  /** Area 000 is never issued (SSA). */
  ssn: '000-00-0000',
  /** The example of the registry of ISO 13616. */
  iban: 'GB82 WEST 1234 5698 7654 32',
  /** RFC 2606. */
  email: 'someone@example.com',
};

/** Test numbers of card schemes and examples of standards: they belong to nobody. */
const known = new Set(
  '4111111111111111 4012888888881881 4242424242424242 5555555555554444 5105105105105100 378282246310005 371449635398431 6011111111111117 6011000990139424 30569309025904 38520000023237 3530111333300000 3566002020360505 GB82WEST12345698765432 DE89370400440532013000 FR1420041010050500013M02606 078051120 219099999'.split(
    ' ',
  ),
);
/** RFC 2606 and RFC 6761. */
const reserved = /@(?:[\w-]+\.)*(?:example\.(?:com|org|net)|example|test|invalid|localhost)$/i;

function checkText(text: ModelText, model: PartModel, report: Report): void {
  if (text.expression !== null) {
    for (const node of partsOf(text.expression.tree)) {
      if (node.kind !== 'literal' || typeof node.value !== 'string') continue;
      const found = detectWhole(node.value);
      const part = partOf(text.expression, node.range);
      if (found !== null && found !== 'email') sayFound(found, node.value, model.placeIn(text, part), text, report);
    }
    return;
  }
  const found = isSample(text) ? detectWhole(text.value) : null;
  if (found === null) {
    checkInside(text, model, report);
    return;
  }
  // An address of e-mail in a plain value may be where the house wants mail; in an example it is somebody's.
  const isExample = text.path.some(
    (key) => key === 'examples' || key === 'example' || key === 'default' || key === 'const',
  );
  if (found === 'email' && !isExample) return;
  sayFound(found, text.value, { pointer: text.pointer, range: text.range }, text, report);
}

/** What stands in the middle of a sentence, a mail or a script. */
function checkInside(text: ModelText, model: PartModel, report: Report): void {
  const isCode = text.path.at(-1) === 'code' && text.path.at(-2) === 'script';
  if (!/[0-9]{3}/.test(text.value) || (!isCode && !isSample(text) && text.task?.action == null)) return;
  // An order may have a number of the form of a card's: in a text a word before it, or its groups, tell them apart.
  replaceEmbedded(text.value, (datum, found) => {
    const start = text.value.indexOf(datum);
    const isNamed = /card|visa|mastercard|amex|\bpan\b/i.test(text.value.slice(Math.max(0, start - 30), start));
    const isTold = found === 'ssn' || found === 'iban' || (found === 'card' && (isNamed || /[ -]/.test(datum)));
    if (isTold && start >= 0 && replacements[found] !== undefined && !isNobodys(found, datum)) {
      const place = model.placeIn(text, { start, end: start + datum.length });
      report({ ...saying(found), ...place, confidence: 'medium', identity: found });
    }
    return ' '.repeat(datum.length);
  });
}

/** A number is a value too: `card: 4556737586899855`. */
function checkPart({ node, pointer }: DefinitionPart, { policy }: PartModel, report: Report): void {
  const path: (string | number)[] = [];
  const visit = (value: SourceNode, key: string): void => {
    if (value.kind === 'map') {
      for (const { key: name, node: inner } of value.entries.values()) below(inner, name, name);
    } else if (value.kind === 'list') {
      for (const [index, item] of value.items.entries()) below(item.node, key, index);
    } else if (classifyName(key, policy) === 'card') {
      const digits = String(value.value);
      if (detectWhole(digits) !== 'card' || isNobodys('card', digits)) return;
      const place = joinPointer(pointer, ...path);
      report({ ...saying('card'), pointer: place, range: value.range, identity: 'card' });
    }
  };
  const below = (value: SourceNode, key: string, step: string | number): void => {
    if (value.kind === 'scalar' && !isLongNumber(value.value)) return;
    path.push(step);
    visit(value, key);
    path.pop();
  };
  if (node.kind !== 'scalar') visit(node, '');
}

/** Whether a value is a number of as many digits as that of a card. */
function isLongNumber(value: Json): boolean {
  return typeof value === 'number' && value > 1e12;
}

function saying(found: DataClass): { readonly message: string; readonly help: string } {
  return {
    message: `A value of the class \`${found}\` stands here that may be somebody's.`,
    help: 'Write a value of the same form that belongs to nobody.',
  };
}

function sayFound(found: DataClass, value: string, place: Place, { expression }: ModelText, report: Report): void {
  const replacement = replacements[found];
  if (replacement === undefined || isNobodys(found, value)) return;
  const edits = [{ range: place.range, newText: JSON.stringify(replacement) }];
  const fix = { title: 'Write a value that belongs to nobody', safe: true, edits };
  report({ ...saying(found), ...place, identity: found, fixes: expression === null ? [fix] : [] });
}

/** Data that the definition carries, and examples and defaults of its schemas. */
function isSample({ isData, value, path }: ModelText): boolean {
  if (value.includes('${') || value.includes('{{')) return false;
  return isData || path.includes('examples') || path.includes('default') || path.at(-1) === 'const';
}

function isNobodys(found: DataClass, value: string): boolean {
  if (found === 'email') return reserved.test(value.trim());
  return known.has(value.replace(/[ -]/g, ''));
}
