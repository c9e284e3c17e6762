import { createHash } from 'node:crypto';
import type { Json } from '../../../../shared/base/json.ts';
import type { LeakyScenario } from './rehearseLeaky.ts';

/** A workflow of which is known what leaks. */
export interface LabelledProgram {
  readonly name: string;
  readonly definition: string;
  readonly scenario: LeakyScenario;
  /** `class from` of each value that leaks; none for a clean one. */
  readonly leaking: readonly string[];
}

const person = {
  name: 'Ana Petrov',
  ssn: '078-05-1120',
  card: '4111 1111 1111 1111',
  email: 'ana.petrov@corp.example',
  iban: 'DE89 3704 0044 0532 0130 00',
  phone: '+1 202 456 1414',
  salary: 52_300,
  dob: '1980-04-12',
  diagnosis: 'asthma',
  cvv: '123',
  apiKey: 'k-83hf9-TT1-zz0q',
  hasSsn: true,
  ssnCount: 3,
  id: 40_217,
  city: 'Lisbon',
};
const input: Json = person;

/** One call of an HTTP service whose body is the value of an expression. */
function sends(expression: string): string {
  return `do:
  - send:
      call: http
      with:
        method: post
        endpoint: https://api.example.com/things
        body: { data: ${JSON.stringify(`\${ ${expression} }`)} }
`;
}

/** One e-mail whose body is a template. */
function mails(template: string): string {
  return `do:
  - tell:
      call: email:1.0.0@default
      with: { to: help@example.com, subject: News, body: ${JSON.stringify(template)} }
`;
}

/** A script that gets the number; what is made of its output is sent. `run` is what it does. */
function scripts(run: (text: string) => Json, sent = '.'): Pick<LabelledProgram, 'definition' | 'scenario'> {
  const definition = `do:
  - make:
      run: { script: { language: javascript, code: '…', arguments: { text: '\${ .ssn }' } } , return: stdout }
  - send:
      call: http
      with: { method: post, endpoint: 'https://api.example.com/things', body: { data: '\${ ${sent} }' } }
`;
  const script: LeakyScenario['script'] = (request) => {
    const stdout = JSON.stringify(run(String(request.variables.text)));
    return { kind: 'ended', code: 0, stdout, stderr: '' };
  };
  return { definition, scenario: { input, script } };
}

function leaking(name: string, definition: string, ...values: readonly string[]): LabelledProgram {
  return { name, definition, scenario: { input }, leaking: values };
}

function clean(name: string, definition: string, scenario: LeakyScenario = { input }): LabelledProgram {
  return { name, definition, scenario, leaking: [] };
}

const ssn = 'ssn /ssn';
const hash =
  (name: string, encoding: 'hex' | 'base64' = 'hex') =>
  (text: string) =>
    createHash(name).update(text).digest(encoding);

const leakingPrograms: readonly LabelledProgram[] = [
  leaking('plain in a body', sends('.ssn'), ssn),
  leaking(
    'the whole input',
    sends('.'),
    ssn,
    'card /card',
    'email /email',
    'iban /iban',
    'phone /phone',
    'salary /salary',
    'birthdate /dob',
    'health /diagnosis',
    'password /cvv',
    'token /apiKey',
  ),
  leaking('inside a sentence', mails('The number of this person is {{ssn}}, as said.'), ssn),
  leaking(
    'in an address',
    `do:\n  - find: { call: http, with: { method: get, endpoint: 'https://api.example.com/{ssn}' } }\n`,
    ssn,
  ),
  leaking(
    'JSON inside a text',
    sends('tojson'),
    ssn,
    'card /card',
    'email /email',
    'iban /iban',
    'phone /phone',
    'salary /salary',
    'birthdate /dob',
    'health /diagnosis',
    'password /cvv',
    'token /apiKey',
  ),
  leaking('JSON inside JSON inside a text', sends('{a: ({ssn} | tojson)} | tojson'), ssn),
  leaking('URI-encoded', sends('.email | @uri'), 'email /email'),
  leaking('URI-encoded twice', sends('.email | @uri | @uri'), 'email /email'),
  leaking('base64', sends('.ssn | @base64'), ssn),
  leaking('base64 of a longer text, first alignment', sends('"abc" + .ssn + "def" | @base64'), ssn),
  leaking('base64 of a longer text, second alignment', sends('"abcd" + .ssn + "def" | @base64'), ssn),
  leaking('base64 of a longer text, third alignment', sends('"abcde" + .ssn + "def" | @base64'), ssn),
  leaking('a piece of a base64 text', sends('"abcde" + .ssn + "defghijk" | @base64 | .[3:]'), ssn),
  leaking('base64 twice', sends('.ssn | @base64 | @base64'), ssn),
  leaking('base64 of JSON', sends('{ssn} | tojson | @base64'), ssn),
  leaking(
    'base64 for addresses',
    sends('.apiKey | @base64 | gsub("[+]"; "-") | gsub("/"; "_") | rtrimstr("=")'),
    'token /apiKey',
  ),
  leaking('base32', sends('.ssn | @base32'), ssn),
  leaking('base32 of a longer text', sends('"to " + .ssn + " now" | @base32'), ssn),
  leaking('HTML', sends('.email | @html'), 'email /email'),
  leaking('HTML character references', sends('.ssn | explode | map("&#\\(.);") | add'), ssn),
  leaking('shell quoting', sends('[.ssn] | @sh'), ssn),
  leaking('CSV', sends('[.id, .ssn] | @csv'), ssn),
  leaking('upper case', sends('.email | ascii_upcase'), 'email /email'),
  leaking('without separators', sends('.ssn | gsub("-"; "")'), ssn),
  leaking('a card without spaces', sends('.card | gsub(" "; "")'), 'card /card'),
  leaking('as a number', sends('.ssn | gsub("-"; "") | tonumber'), ssn),
  leaking('a number as a text', sends('.salary | tostring'), 'salary /salary'),
  leaking('a number as currency', mails('Pay: {{salary | currency "EUR"}}'), 'salary /salary'),
  leaking('reversed', sends('.ssn | explode | reverse | implode'), ssn),
  leaking('as codes', sends('.ssn | explode'), ssn),
  leaking('split over a list', sends('.ssn | split("-")'), ssn),
  leaking('split into characters', sends('.ssn | split("")'), ssn),
  leaking('split over members', sends('.ssn | split("-") | {a: .[0], b: .[1], c: .[2]}'), ssn),
  leaking('the first five digits', sends('.ssn[0:6]'), ssn),
  leaking('a card but for its last digit', sends('.card[0:18]'), 'card /card'),
  leaking('the name in an address of mail', sends('.email | split("@")[0]'), 'email /email'),
  leaking('the last four digits where the policy wants nothing left', sends('.iban[-4:]'), 'iban /iban'),
  leaking('the last four digits of an account alone', sends('.iban | gsub(" "; "") | .[-4:]'), 'iban /iban'),
  leaking('the last six digits of a card', sends('.card | gsub(" "; "") | .[-6:]'), 'card /card'),
  leaking('a date in another order', sends('.dob | split("-") | "\\(.[2]).\\(.[1]).\\(.[0])"'), 'birthdate /dob'),
  leaking('a short value', sends('.cvv'), 'password /cvv'),
  leaking('the name of a member', sends('{(.ssn): true}'), ssn),
  leaking('a masking helper of another class', mails('{{iban | mask_email}} {{email | upper}}'), 'email /email'),
  leaking(
    'in a header',
    `do:\n  - send: { call: http, with: { method: get, endpoint: 'https://api.example.com/', headers: { X-Who: '\${ .ssn }' } } }\n`,
    ssn,
  ),
  leaking(
    'in a query',
    `do:\n  - send: { call: http, with: { method: get, endpoint: 'https://api.example.com/', query: { who: '\${ .ssn }' } } }\n`,
    ssn,
  ),
  leaking(
    'in an event',
    `do:\n  - say: { emit: { event: { with: { source: 'https://a.example', type: x, data: { who: '\${ .ssn }' } } } } }\n`,
    ssn,
  ),
  leaking(
    'in a statement',
    `do:\n  - keep: { call: database:1.0.0@default, with: { connection: hr, sql: 'select 1', parameters: ['\${ .ssn }'] } }\n`,
    ssn,
  ),
  leaking(
    'through set, export and another task',
    `do:\n  - one: { set: { kept: '\${ .ssn }' }, export: { as: '\${ { inner: .kept } }' } }\n  - two: { set: { a: 1 } }\n  - three: { call: notification:1.0.0@default, with: { channel: x, title: y, body: '\${ $context.inner }' } }\n`,
    ssn,
  ),
  {
    name: 'one value as it is, another made unrecognisable, in the same text',
    ...scripts((text) => hash('sha256')(`pepper${text}`), '. + $workflow.input.email'),
    leaking: [ssn, 'email /email'],
  },
  leaking('two values in one text', mails('{{ssn}} and {{card}}'), ssn, 'card /card'),
  leaking('computed from an amount', sends('.salary / 12'), 'salary /salary'),
  leaking(
    'letters moved by thirteen',
    sends('.email | explode | map(if . >= 97 and . <= 122 then (. - 84) % 26 + 97 else . end) | implode'),
    'email /email',
  ),
  leaking(
    'a checksum of one of many values',
    sends('.ssn | explode | to_entries | map((.key + 3) * .value * 7919) | add'),
    ssn,
  ),
  { name: 'SHA-256', ...scripts(hash('sha256')), leaking: [ssn] },
  { name: 'MD5', ...scripts(hash('md5')), leaking: [ssn] },
  { name: 'SHA-1 in base64', ...scripts(hash('sha1', 'base64')), leaking: [ssn] },
  {
    name: 'SHA-512 without separators',
    ...scripts((text) => hash('sha512')(text.replaceAll('-', ''))),
    leaking: [ssn],
  },
  { name: 'a salted hash', ...scripts((text) => hash('sha256')(`pepper${text}`)), leaking: [ssn] },
  { name: 'hexadecimal', ...scripts((text) => Buffer.from(text).toString('hex')), leaking: [ssn] },
  { name: 'UTF-16 in base64', ...scripts((text) => Buffer.from(text, 'utf16le').toString('base64')), leaking: [ssn] },
  {
    name: 'escapes of UTF-16',
    ...scripts((text) => [...text].map((one) => `\\u00${one.charCodeAt(0).toString(16)}`).join('')),
    leaking: [ssn],
  },
];

const cleanPrograms: readonly LabelledProgram[] = [
  clean('only an identifier', sends('.id')),
  clean('nothing of the input', sends('1 + 1')),
  clean('the city', mails('From {{city}}')),
  clean('flags and counts', sends('{hasSsn, ssnCount}')),
  clean('whether there is one', mails('{{#if ssn}}A number is on file.{{/if}}')),
  clean('how long it is', sends('.ssn | length')),
  clean('what kind it is', sends('.ssn | type')),
  clean('the names of the members', sends('keys')),
  clean('a number masked', mails('{{ssn | mask_ssn}}')),
  clean('a card masked', mails('{{card | mask_card}}')),
  clean('an address masked', mails('{{email | mask_email}}')),
  clean('masked wholly', mails('{{iban | mask}} {{diagnosis | mask}}')),
  clean('several masked in one text', mails('{{ssn | mask_ssn}}, {{card | mask_card}}, {{email | mask_email}}')),
  clean('the last four of a card', sends('"ends in " + .card[-4:]')),
  clean('the last four of a card alone', sends('.card[-4:]')),
  clean('the month of birth', sends('.dob[5:7]')),
  clean('the domain', sends('.email | split("@")[1]')),
  clean('an initial', sends('.email[0:1]')),
  clean('the brand of a card', sends('if .card | startswith("4") then "visa" else "other" end')),
  clean('a band', sends('if .salary > 50000 then "high" else "low" end')),
  clean('the year of birth', sends('.dob[0:4]')),
  clean('taken out', sends('del(.ssn, .card, .email, .iban, .phone, .salary, .dob, .diagnosis, .cvv, .apiKey)')),
  clean('replaced', sends('.ssn = "unknown" | .ssn')),
  clean(
    'sent to the address itself',
    `do:\n  - tell: { call: email:1.0.0@default, with: { to: '{{email}}', subject: x, body: Hello } }\n`,
  ),
  clean(
    'a token in its header',
    `do:\n  - send: { call: http, with: { method: get, endpoint: 'https://api.example.com/', headers: { X-Api-Key: '\${ .apiKey }' } } }\n`,
  ),
  clean('kept, never sent', `do:\n  - keep: { set: { kept: '\${ .ssn }' } }\n`),
  clean(
    'a branch that is not taken',
    `do:\n  - tell: { if: .id == 0, call: email:1.0.0@default, with: { to: help@example.com, subject: x, body: '{{ssn}}' } }\n`,
  ),
  clean(
    'compared in the house',
    `do:\n  - check: { switch: [{ same: { when: .ssn == .other, then: end } }, { else: { then: send } }] }\n  - send: { call: notification:1.0.0@default, with: { channel: x, title: y, body: '{{id}}' } }\n`,
  ),
  clean('an address of a page that looks encoded', sends('"SGVsbG8gd29ybGQ= %20 4e6f7468696e67"')),
  clean('a number like one that is not sensitive', sends('"case 078-05-1121"'), { input: { ssn: person.ssn } }),
  clean('the same short number from elsewhere', sends('"in 123 days"'), { input: { cvv: '123' } }),
  clean('the same amount from elsewhere', sends('52300'), { input: { salary: 52_300 } }),
  clean('a name that the policy does not mind', sends('.customerName'), { input: { customerName: 'Ana Petrov' } }),
  { name: 'a script that says only how long it is', ...scripts((text) => text.length), leaking: [] },
];

/** All of them. */
export const labelledPrograms: readonly LabelledProgram[] = [...leakingPrograms, ...cleanPrograms];
