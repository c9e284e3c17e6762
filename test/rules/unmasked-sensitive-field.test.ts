import { expect, it } from 'vitest';
import { unmaskedSensitiveField } from '../../shared/diagnostics/rules/unmasked-sensitive-field.ts';
import { completed, describeRule, findingsIn, fixed, marked } from './ruleHarness.ts';

describeRule(unmaskedSensitiveField);

const rule = unmaskedSensitiveField;
const mail = (body: string, to = 'a@example.com') =>
  `- a:\n    call: email:1.0.0@default\n    with:\n      to: ${to}\n      subject: s\n      body: ${body}\n`;

it.each([
  ['"{{ssn}}"', ['ssn']],
  ['"{{employee.socialSecurityNumber}}"', ['employee.socialSecurityNumber']],
  ['"{{upper ssn}}"', ['ssn']],
  ['"{{ssn | truncate 4}}"', ['ssn']],
  ['"{{mask_email ssn}}"', ['ssn']],
  ['"{{#each employees as |e|}}{{e.salary}}{{/each}}"', ['e.salary']],
  ['"{{card.number}}"', ['card.number']],
  ['"{{#with card}}{{number}}{{/with}}"', ['number']],
  ['"{{#each ssns}}{{this}}{{/each}}"', ['this']],
  ['"{{#each salaries as |one|}}{{one}}{{/each}}"', ['one']],
  ['"{{#each items}}{{@root.ssn}}{{../iban}}{{@index}}{{/each}}"', ['@root.ssn', '../iban']],
  ['"{{default nick password}}"', ['password']],
  [`\${ "Number " + .customer.ssn }`, ['.customer.ssn']],
  [`\${ "Number \\(.customer | .ssn)" }`, ['.ssn']],
])('marks the field in %s', (body, expected) => {
  expect(marked(rule, mail(body))).toEqual(expected);
});

it.each([
  '"{{ssn | mask_ssn}}"',
  '"{{ssn | mask}}"',
  '"{{ssn | mask_ssn | upper}}"',
  '"{{upper (mask_ssn ssn)}}"',
  '"{{#unless ssn}}none{{/unless}}"',
  '"{{#with address}}{{country}}{{/with}}"',
  '"{{#each ssns}}{{@index}}{{mask this}}{{/each}}"',
  '"{{firstName}} {{cardinality}} {{assnumber}}"',
  `\${ if .ssn == null then "no" else "yes" end }`,
  `\${ .ssn | length | tostring }`,
  `\${ $secrets.password }`,
])('accepts %s', (body) => {
  expect(marked(rule, mail(body))).toEqual([]);
});

it('lets an address be an address', () => {
  expect(marked(rule, mail('Hello', '"{{customer.email}}"'))).toEqual([]);
  expect(marked(rule, mail('"{{customer.email}}"'))).toEqual(['customer.email']);
});

it('follows renames through set, output and export, and shows the way', () => {
  const text = completed(`- one:
    set: { who: "\${ .person.ssn }" }
- two:
    set: { ref: "\${ .who }" }
${mail('"Reference {{ref}}"')}`);
  const [finding] = findingsIn(text).filter(({ rule: id }) => id === rule.id);
  expect(finding?.related.map(({ role, range }) => [role, text.slice(range.start, range.end)])).toEqual([
    ['source', '.person.ssn'],
    ['step', '.who'],
    ['sink', 'ref'],
  ]);
});

it.each([`"\${ { number: .ssn } }"`, `{ number: "\${ .ssn }" }`])('follows renames through the input %s', (from) => {
  const text = mail('"Number {{number}}"').replace('    call:', `    input: { from: ${from} }\n    call:`);
  expect(marked(rule, text)).toEqual(['number']);
});

it('shows where a field is declared', () => {
  const text = `document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0' }
input: { schema: { document: { type: object, properties: { ssn: { type: string } } } } }
do:
${mail('"{{ssn}}"')}`;
  const [finding] = findingsIn(text).filter(({ rule: id }) => id === rule.id);
  expect(finding?.related[0]).toMatchObject({ role: 'source', pointer: '/input/schema/document/properties/ssn' });
});

it('grades by the class, as the policy says', () => {
  const severityOf = (field: string) =>
    findingsIn(completed(mail(`"{{${field}}}"`))).find(({ rule: id }) => id === rule.id)?.severity;
  expect([severityOf('ssn'), severityOf('phone'), severityOf('firstName')]).toEqual(['error', 'warning', undefined]);
});

it('knows classes that only the policy has', () => {
  const patch = {
    policy: 1 as const,
    sensitive: { classes: { badge: { names: ['^badge'], values: [], exposure: 'error' as const, mask: 'mask' } } },
  };
  expect(marked(rule, mail('"{{badgeCode}}"'), patch)).toEqual(['badgeCode']);
});

it.each([
  ['"{{ssn}}"', '"{{ssn | mask_ssn}}"'],
  ['"{{ ssn | upper }}"', '"{{ ssn | mask_ssn | upper }}"'],
  ['"{{upper ssn}}"', '"{{upper (mask_ssn ssn)}}"'],
  ['"{{{ssn}}}"', '"{{{ssn | mask_ssn}}}"'],
  ['"{{salary | currency}}"', '"{{salary | mask | currency}}"'],
])('masks %s as %s', (before, after) => {
  expect(fixed(rule, mail(before))).toContain(after);
});

it('offers only helpers that the policy lists', () => {
  const text = '- a: { call: email:1.0.0@default, with: { to: a@example.com, subject: s, body: "{{ssn}}" } }\n';
  const policy = (helpers: string[]) => ({ policy: 1 as const, templates: { helpers } });
  expect(fixed(unmaskedSensitiveField, text, policy(['mask']))).toContain('{{ssn | mask}}');
  expect(fixed(unmaskedSensitiveField, text, policy(['upper']))).toContain('{{ssn}}');
});

it.each([
  ['the field itself', `number: "\${ .employee.ssn }"`, '{{number}}'],
  ['a field of what it is in', `person: "\${ .employee }"`, '{{person.ssn}}'],
  ['a field beside others', `person: "\${ { id, ssn } }"`, '{{person.ssn}}'],
  ['a field with another value for none', `number: '\${ .employee | .ssn // "none" }'`, '{{number}}'],
])('masks %s', (_, member, shown) => {
  const text = `- make: { set: { ${member} } }\n${mail(`"Dear all: ${shown}"`)}`;
  expect(fixed(rule, text)).toContain(shown.replace('}}', ' | mask_ssn}}'));
});

it.each([
  ['a text put together of it', `letter: '\${ .name + ", number " + .ssn }'`],
  ['a text with it inside', `letter: '\${ "Number \\(.ssn)" }'`],
  ['a list of it and more', `letter: '\${ [.name, .ssn] | join(", ") }'`],
  ['an object that holds it', `letter: { name: "\${ .name }", ssn: "\${ .ssn }" }`],
  ['an object written in one', `letter: "\${ { name, ssn } }"`],
])('does not empty %s', (_, member) => {
  const text = completed(`- make: { set: { ${member} } }\n${mail('"{{letter}}"')}`);
  const [finding, ...more] = findingsIn(text).filter(({ rule: id }) => id === rule.id);
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ fixes: [], help: expect.stringContaining('Leave it out of what is shown here') });
});

it('masks a field of what a loop works on', () => {
  const inner = mail('"{{who.ssn}}"').replace('    call:', `    input: { from: "\${ { who: $one } }" }\n    call:`);
  const text = `- keep: { set: { people: [ { ssn: "\${ .ssn }" } ] } }
- all:\n    for: { each: one, in: "\${ .people }" }\n    do:\n${inner.replace(/^/gm, '    ')}`;
  expect(fixed(rule, text)).toContain('{{who.ssn | mask_ssn}}');
});

it('masks a field of what a whole `set` adds to', () => {
  const text = `- make: { set: "\${ . + { number: .ssn, letter: (\\"No. \\" + .ssn) } }" }\n`;
  expect(fixed(rule, `${text}${mail('"{{number}}"')}`)).toContain('{{number | mask_ssn}}');
  expect(fixed(rule, `${text}${mail('"{{letter}}"')}`)).toContain('"{{letter}}"');
});
