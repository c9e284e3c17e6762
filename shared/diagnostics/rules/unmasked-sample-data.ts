import type { DataClass } from '../../masking/dataClass.ts';
import { detectWhole } from '../../masking/detectors.ts';
import type { PartModel } from '../model.ts';
import type { ModelText } from '../modelText.ts';
import type { Report, Rule } from '../rule.ts';

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

function checkText(text: ModelText, _model: PartModel, report: Report): void {
  const { path, pointer, range } = text;
  const found = isSample(text) ? detectWhole(text.value) : null;
  const replacement = found === null ? undefined : replacements[found];
  if (found === null || replacement === undefined || isNobodys(found, text.value)) return;
  // An address of e-mail in a plain value may be where the house wants mail; in an example it is somebody's.
  const isExample = path.some((key) => key === 'examples' || key === 'example' || key === 'default');
  if (found === 'email' && !isExample) return;
  const edits = [{ range, newText: JSON.stringify(replacement) }];
  report({
    message: `A value of the class \`${found}\` stands here that may be somebody's.`,
    help: 'Write a value of the same form that belongs to nobody.',
    pointer,
    range,
    identity: path.join('/'),
    fixes: [{ title: 'Write a value that belongs to nobody', safe: true, edits }],
  });
}

/** Data that the definition carries, and examples and defaults of its schemas. */
function isSample({ isData, value, path }: ModelText): boolean {
  if (value.includes('${') || value.includes('{{')) return false;
  return isData || path.includes('examples') || path.includes('default');
}

function isNobodys(found: DataClass, value: string): boolean {
  if (found === 'email') return reserved.test(value.trim());
  return known.has(value.replace(/[ -]/g, ''));
}
