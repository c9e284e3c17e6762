import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../../../shared/simulation/limits.ts';
import { leaksOf, rehearseLeaky } from './rehearseLeaky.ts';

const customer = { customer: { ssn: '078-05-1120', email: 'ana.petrov@corp.example', id: 7 } };
const mail = (body: string) => `do:
  - tell:
      call: email:1.0.0@default
      with: { to: help@example.com, subject: News, body: ${JSON.stringify(body)} }
`;

describe('rehearseWatched', () => {
  it('tells class, origin, effect and place of a value that leaves', () => {
    expect(leaksOf(mail('Number: {{customer.ssn}}'), { input: customer })).toEqual([
      { class: 'ssn', from: '/customer/ssn', effect: 0, where: '/request/body', task: '/do/0/tell', form: 'plain' },
    ]);
  });

  it('shows the run on the input as given', () => {
    const { trace } = rehearseLeaky(mail('Number: {{customer.ssn}}'), { input: customer });
    expect(trace.input).toEqual(customer);
    expect(trace.effects[0]?.request).toMatchObject({ body: 'Number: 078-05-1120' });
  });

  it('says that nothing leaves where nothing does', () => {
    expect(leaksOf(mail('Customer {{customer.id}}'), { input: customer })).toEqual([]);
    expect(leaksOf(mail('Customer {{customer.id}}'), { input: {} })).toEqual([]);
  });

  it('lets an address be the one that a message goes to', () => {
    const definition = (to: string, body: string) => `do:
  - tell:
      call: email:1.0.0@default
      with: { to: '{{customer.email}}', subject: News, body: '${body}' }
      output: { as: $input }
  - more:
      call: notification:1.0.0@default
      with: { channel: sms, to: '${to}', title: x, body: y }
`;
    expect(leaksOf(definition('{{customer.email}}', 'hello'), { input: customer })).toEqual([]);
    expect(leaksOf(definition('{{customer.ssn}}', '{{customer.email}}'), { input: customer })).toMatchObject([
      { class: 'email', effect: 0, where: '/request/body' },
      { class: 'ssn', effect: 1, where: '/request/to' },
    ]);
  });

  it('follows the run where a stub matches a value of the input', () => {
    const definition = `do:
  - find:
      call: http
      with: { method: get, endpoint: 'https://crm.example.com/people/{ssn}' }
  - tell: { call: email:1.0.0@default, with: { to: help@example.com, subject: x, body: '{{mail}}' } }
`;
    const stubs = [
      {
        name: 'person',
        request: { method: 'GET', url: 'https://crm.example.com/people/078-05-1120' },
        response: { jsonBody: { mail: 'ana', level: 3 } },
      },
    ];
    const { trace, leaksNote } = rehearseLeaky(definition, { input: { ssn: '078-05-1120' }, stubs });
    expect(trace.leaks).toMatchObject([{ class: 'ssn', from: '/ssn', effect: 0, where: '/request/uri' }]);
    expect(leaksNote).toBeUndefined();
  });

  it('finds what a stub answered', () => {
    const definition = `do:
  - find: { call: database:1.0.0@default, with: { connection: hr, operation: query, table: people } }
  - tell: { call: email:1.0.0@default, with: { to: help@example.com, subject: x, body: '{{rows.0.ssn}}' } }
`;
    const stubs = [{ name: 'people', kind: 'database', output: { rows: [{ ssn: '078-05-1120' }] } }];
    expect(leaksOf(definition, { input: {}, stubs })).toMatchObject([
      { class: 'ssn', from: '$stubs/people/output/rows/0/ssn', effect: 1, where: '/request/body' },
    ]);
  });

  it('finds what an event brought', () => {
    const definition = `do:
  - hear: { listen: { to: { one: { with: { type: com.example.hired } } } } }
  - tell: { call: email:1.0.0@default, with: { to: help@example.com, subject: x, body: '\${ .[0].ssn }' } }
`;
    const events = [
      { event: { type: 'com.example.hired', source: 'https://hr.example.com', id: '1', data: { ssn: '078-05-1120' } } },
    ];
    expect(leaksOf(definition, { input: {}, events })).toMatchObject([
      { class: 'ssn', from: '$events/0/data/ssn', effect: 0, where: '/request/body' },
    ]);
  });

  it('finds a secret that leaves, but not where it belongs', () => {
    const definition = `use: { secrets: [key, login] }
do:
  - order:
      call: http
      with:
        method: post
        endpoint: { uri: 'https://api.example.com/orders', authentication: { basic: { use: login } } }
        headers: { X-Api-Key: '\${ $secrets.key }' }
        body: { note: '\${ $secrets.key }' }
`;
    const secrets = { key: 'k-83hf9-tt1', login: { username: 'svc', password: 'hunter2!' } };
    expect(leaksOf(definition, { input: {}, secrets })).toMatchObject([
      { class: 'secret', from: '$secrets/key', effect: 0, where: '/request/body/note', form: 'plain' },
    ]);
    expect(leaksOf(definition, { input: {}, secrets: { login: secrets.login } })).toMatchObject([
      { class: 'secret', from: '$secrets/key' },
    ]);
  });

  it('tells fields with equal values apart', () => {
    const input = { employee: { ssn: '078-05-1120' }, spouse: { ssn: '078-05-1120' } };
    expect(leaksOf(mail('{{spouse.ssn}}'), { input })).toMatchObject([{ from: '/spouse/ssn' }]);
  });

  it('goes the same way where fields are compared with each other', () => {
    const definition = `do:
  - same:
      switch:
        - yes: { when: .email == .confirmEmail, then: tell }
        - no: { then: end }
  - tell: { call: email:1.0.0@default, with: { to: help@example.com, subject: x, body: '{{ssn}}' } }
`;
    const input = { email: 'ana@corp.example', confirmEmail: 'ana@corp.example', ssn: '078-05-1120' };
    const { trace, leaksNote } = rehearseLeaky(definition, { input });
    expect(trace.leaks).toMatchObject([{ class: 'ssn', from: '/ssn', effect: 0 }]);
    expect(leaksNote).toBeUndefined();
  });

  const steered = `do:
  - known:
      switch:
        - yes: { when: '.diagnosis == "asthma"', then: tell }
        - no: { then: other }
  - tell: { call: email:1.0.0@default, with: { to: help@example.com, subject: x, body: '{{ssn}}' }, then: end }
  - other: { call: notification:1.0.0@default, with: { channel: x, title: y, body: '{{ssn}}' } }
`;

  it('searches for the given values where the run depends on them, and says so', () => {
    const { trace, leaksNote } = rehearseLeaky(steered, { input: { diagnosis: 'asthma', ssn: '078-05-1120' } });
    expect(trace.leaks).toEqual([
      { class: 'ssn', from: '/ssn', effect: 0, where: '/request/body', task: '/do/1/tell', form: 'plain' },
      { class: 'ssn', from: '/ssn', where: '/request/body', task: '/do/2/other', form: 'plain' },
    ]);
    expect(leaksNote).toMatch(/depends on sensitive values/);
  });

  it('compares iterations and attempts with their own', () => {
    const definition = `do:
  - each:
      for: { each: person, in: .people }
      do:
        - maybe:
            if: $person.tell
            call: email:1.0.0@default
            with: { to: help@example.com, subject: x, body: '\${ $person.ssn }' }
`;
    const people = [
      { tell: false, ssn: '078-05-1120' },
      { tell: true, ssn: '219-09-9999' },
    ];
    expect(leaksOf(definition, { input: { people } })).toMatchObject([{ from: '/people/1/ssn', effect: 0 }]);
  });

  it('finds values in free texts by their form', () => {
    const input = { note: 'Paid with 4111 1111 1111 1111 today.' };
    expect(leaksOf(mail('{{note}}'), { input })).toMatchObject([{ class: 'card', from: '/note', form: 'plain' }]);
  });

  it('leaves leaks out, and says why, where the run was stopped or cannot be repeated', () => {
    const endless = 'do:\n  - again: { set: { a: 1 }, then: again }\n';
    const stopped = rehearseLeaky(endless, { input: customer, ports: { limits: { ...defaultLimits, tasks: 20 } } });
    expect(stopped.trace).not.toHaveProperty('leaks');
    expect(stopped.leaksNote).toMatch(/stopped/);
    const slow = rehearseLeaky(mail('{{customer.ssn}}'), { input: customer, ports: { mayRunAgain: () => false } });
    expect(slow.trace).not.toHaveProperty('leaks');
    expect(slow.leaksNote).toMatch(/too long/);
  });

  it('leaves leaks out where the twin hits a limit', () => {
    const definition = `do:
  - count: { set: { turns: '\${ if (.ssn | startswith("078")) then 1 else 5000 end }' } }
  - each: { for: { in: '\${ [range(.turns)] }' }, do: [{ step: { set: { a: 1 } } }] }
  - tell: { call: email:1.0.0@default, with: { to: help@example.com, subject: x, body: y } }
`;
    const { trace, leaksNote } = rehearseLeaky(definition, { input: { ssn: '078-05-1120' } });
    expect(trace.status).toBe('completed');
    expect(trace).not.toHaveProperty('leaks');
    expect(leaksNote).toMatch(/other values of the same format/);
  });

  it('gives the same leaks and digest every time', () => {
    const once = rehearseLeaky(steered, { input: { diagnosis: 'asthma', ssn: '078-05-1120' } });
    const again = rehearseLeaky(steered, { input: { diagnosis: 'asthma', ssn: '078-05-1120' } });
    expect(again).toEqual(once);
    expect(once.trace.digest).not.toBeNull();
  });

  it('never shows a value or a canary in a leak', () => {
    const definition = `do:
  - tell: { call: http, with: { method: post, endpoint: 'https://api.example.com/', body: '\${ {(.ssn): 1} }' } }
`;
    const leaks = leaksOf(definition, { input: { ssn: '078-05-1120' } });
    expect(leaks).toMatchObject([{ class: 'ssn', where: '/request/body' }]);
    expect(JSON.stringify(leaks)).not.toMatch(/\d{3}-\d{2}-\d{4}/);
  });

  it('finds each of many values, and a value in a large text', () => {
    const people = Array.from({ length: 300 }, (_, index) => ({ ssn: `078-05-${1_000 + index}` }));
    const all = `do:
  - tell: { call: email:1.0.0@default, with: { to: help@example.com, subject: x, body: '\${ .people | map(.ssn) | tojson }' } }
`;
    expect(leaksOf(all, { input: { people } })).toHaveLength(300);
    const large = `do:
  - tell: { call: email:1.0.0@default, with: { to: help@example.com, subject: x, body: '\${ ("%25" * 100000 + .ssn) | @base64 }' } }
`;
    expect(leaksOf(large, { input: { ssn: '078-05-1120' } })).toMatchObject([{ form: 'base64' }]);
  });

  it('says where there are too many values to watch', () => {
    const people = Array.from({ length: 3_000 }, (_, index) => ({ ssn: `078-05-${1_000 + index}` }));
    const { trace, leaksNote } = rehearseLeaky(mail('hello'), { input: { people } });
    expect(trace).not.toHaveProperty('leaks');
    expect(leaksNote).toMatch(/too many/);
  });

  it('watches values of any length and characters', () => {
    for (const password of ["a$&b$1`'", 'aB3'.repeat(50_000), 'ö', '\u{1F511}\u{1F511}key']) {
      expect(leaksOf(mail('{{password}}'), { input: { password } })).toMatchObject([{ from: '/password' }]);
    }
  });

  it('gives up on telling apart what is made of very many values, and says so by the pointer', () => {
    const people = Array.from({ length: 40 }, (_, index) => ({ ssn: `078-05-${1_000 + index}` }));
    const sum = `do:
  - tell: { call: email:1.0.0@default, with: { to: help@example.com, subject: x, body: '\${ [.people[].ssn | explode | add] | add }' } }
`;
    expect(leaksOf(sum, { input: { people } })).toMatchObject([{ class: 'ssn', from: '', form: 'derived' }]);
  });
});
