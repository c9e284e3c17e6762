import { expect, it } from 'vitest';
import { checkDocument } from '../../../../shared/diagnostics/runRules.ts';
import { defaultPolicy } from '../../../../shared/policy/defaultPolicy.ts';
import { confirmFindings } from '../../../../shared/simulation/leaks/confirmFindings.ts';
import { parseDocument } from '../../../../shared/workflow/parseDocument.ts';
import { rehearseLeaky } from './rehearseLeaky.ts';

const tasks = `do:
  - tell: { call: email:1.0.0@default, with: { to: help@example.com, subject: x, body: 'Number {{ssn}}' }, output: { as: $input } }
  - hide: { call: email:1.0.0@default, with: { to: help@example.com, subject: x, body: 'Salary {{truncate salary 1 ""}}' }, output: { as: $input } }
  - maybe: { if: .never, call: email:1.0.0@default, with: { to: help@example.com, subject: x, body: '{{ssn}}' } }
  - quiet: { call: http, with: { method: post, endpoint: 'https://api.example.com/', body: { n: '\${ .ssn | @base64 }' } } }
`;

it('tells which findings a rehearsal confirms, questions or does not reach, and what none told', () => {
  const document = parseDocument(
    `document: { dsl: '1.0.3', namespace: test, name: leaky, version: '1.0.0' }\n${tasks}`,
  );
  if (!document.ok) throw new Error(document.error.message);
  // What a service may be sent is no finding where the policy lists its host; that it leaves is seen all the same.
  const network = { ...defaultPolicy.network, allowedDomains: ['api.example.com'] };
  const findings = checkDocument(document.value, { policy: { ...defaultPolicy, network }, today: '2026-01-01' });
  const { trace } = rehearseLeaky(tasks, { input: { ssn: '078-05-1120', salary: 'four' } });
  const { findings: confirmed, unforeseen } = confirmFindings(findings, [
    { tasks: trace.effects.map(({ task }) => task), leaks: trace.leaks },
  ]);
  const byTask = confirmed.map(({ finding, confirmation }) => [
    finding.location.pointer.split('/').slice(0, 4).join('/'),
    confirmation,
  ]);
  expect(byTask).toEqual([
    ['/do/0/tell', 'confirmed'],
    ['/do/1/hide', 'questioned'],
    ['/do/2/maybe', 'untested'],
  ]);
  expect(unforeseen).toMatchObject([{ task: '/do/3/quiet', class: 'ssn', form: 'base64' }]);
  expect(confirmFindings(findings, []).findings.every(({ confirmation }) => confirmation === 'untested')).toBe(true);
});

it('goes by names as the rules do: what one finds the other can confirm', () => {
  const mail = (text: string) =>
    `call: email:1.0.0@default, with: { to: help@example.com, subject: x, body: '${text}' }`;
  const nested = `do:\n  - tell: { ${mail('Tax {{tax.id}}')}, output: { as: $input } }\n  - pay: { ${mail('{{salary.amount}}')} }\n`;
  const document = parseDocument(
    `document: { dsl: '1.0.3', namespace: test, name: leaky, version: '1.0.0' }\n${nested}`,
  );
  if (!document.ok) throw new Error(document.error.message);
  const findings = checkDocument(document.value, { policy: defaultPolicy, today: '2026-01-01' });
  const { trace } = rehearseLeaky(nested, { input: { tax: { id: 'QX 71 88 20 B' }, salary: { amount: 71_250 } } });
  const { findings: confirmed, unforeseen } = confirmFindings(findings, [
    { tasks: trace.effects.map(({ task }) => task), leaks: trace.leaks },
  ]);
  expect(confirmed.map(({ finding, confirmation }) => [finding.leaking, confirmation])).toEqual([
    ['ssn', 'confirmed'],
    ['salary', 'confirmed'],
  ]);
  expect(unforeseen).toEqual([]);
});
