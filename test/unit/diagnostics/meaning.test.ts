import { describe, expect, it } from 'vitest';
import { compareFindings, compareMeaning } from '../../../shared/diagnostics/meaning/compareMeaning.ts';
import { buildModel } from '../../../shared/diagnostics/model.ts';
import { checkDocument } from '../../../shared/diagnostics/runRules.ts';
import { defaultPolicy } from '../../../shared/policy/defaultPolicy.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';

const header = "document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0' }\n";
const call = (host = 'shop.example.com', body = '{ id: "${ .id }" }') =>
  `- order:\n    call: http\n    with: { method: post, endpoint: "https://${host}/orders", body: ${body} }\n`;

function documentOf(text: string) {
  const document = parseDocument(`${header}${text}`);
  if (!document.ok) throw new Error(document.error.message);
  return document.value;
}

function changesBetween(before: string, after: string): string[] {
  const changes = compareMeaning(
    buildModel(documentOf(before), defaultPolicy),
    buildModel(documentOf(after), defaultPolicy),
  );
  return changes.map(({ sentence }) => sentence);
}

describe('compareMeaning', () => {
  it('sees nothing in layout, comments, quotes and the order of keys', () => {
    const other = `# reviewed\ndo:\n  - order:\n      with:\n        endpoint: 'https://shop.example.com/orders'\n        body:\n          id: \${ .id }\n        method: post\n      call: http\n`;
    expect(changesBetween(`do:\n${call()}`, other)).toEqual([]);
  });

  it('names hosts, and what of the task changed', () => {
    expect(changesBetween(`do:\n${call()}`, `do:\n${call('other.example.org')}`)).toEqual([
      'The workflow now reaches `https://other.example.org`.',
      'The workflow no longer reaches `https://shop.example.com`.',
      'The task `order` (call) changed in `with.endpoint`.',
    ]);
  });

  it('names sensitive fields that leave, first of all, with class and place', () => {
    const leaking = call('other.example.org', '{ id: "${ .ssn }" }');
    const [first] = changesBetween(`do:\n${call()}`, `do:\n${leaking}`);
    expect(first).toBe('`ssn` (class `ssn`) now leaves in `body` of `order`.');
    const [gone] = changesBetween(`do:\n${leaking}`, `do:\n${call()}`);
    expect(gone).toBe('`ssn` (class `ssn`) no longer leaves in `body` of `order`.');
  });

  it('names secrets, code, images, limits, events and permissions', () => {
    const task = (more: string) => `do:\n- a: { ${more} }\n`;
    const empty = task('set: { x: 1 }');
    const added = (more: string) => changesBetween(empty, task(more)).filter((line) => !line.startsWith('The task'));
    expect(added('input: { from: "${ { k: $secrets.key } }" }, set: { x: 1 }')).toEqual([
      'The workflow now uses the secret `key`.',
    ]);
    expect(added('run: { script: { language: js, code: "return 1" } }')).toEqual(['`a` now has a script.']);
    expect(added("run: { container: { image: 'a:1', volumes: { /etc: /etc } } }")).toEqual([
      '`a` now has volumes of the machine.',
      'The workflow now runs the image `a:1`.',
    ]);
    expect(added('set: { x: 1 }, timeout: { after: { seconds: 1 } }')).toEqual(['`a` now has a timeout.']);
    expect(added('emit: { event: { with: { type: t, source: "https://e.example.com" } } }')).toEqual([
      'The workflow now emits `t`.',
    ]);
    expect(added("call: 'database:1.0.0@default', with: { connection: c, operation: delete, table: t }")).toEqual([
      'The workflow now uses the action `database: delete t`.',
    ]);
    const granted = (scopes: string) =>
      `use: { authentications: { crm: { oauth2: { authority: "https://a.example.com", grant: client_credentials, scopes: [${scopes}] } } } }\n${empty}`;
    expect(changesBetween(granted('read'), granted('read, write'))).toEqual([
      '`crm` now asks for the permission `write`.',
      'The authentication `crm` changed in `oauth2.scopes.1`.',
    ]);
  });

  it('tells a changed script and a longer limit from new ones, and repeats no code', () => {
    const script = (code: string) => `do:\n- a: { run: { script: { language: js, code: "${code}" } } }\n`;
    expect(changesBetween(script('return 1'), script('return 2'))).toEqual([
      'The script of `a` changed.',
      'The task `a` (run) changed in `run.script.code`.',
    ]);
    const limited = (after: string) => `timeout: { after: ${after} }\ndo:\n${call()}`;
    expect(changesBetween(limited('{ minutes: 5 }'), limited('PT1H'))).toEqual([
      'The timeout of the workflow was `PT5M` and is `PT1H`.',
    ]);
    const retried = (count: number) =>
      `use: { retries: { usual: { delay: PT1S, limit: { attempt: { count: ${count} } } } } }\ndo:\n${call()}`;
    expect(changesBetween(retried(3), retried(9))).toEqual([
      'The retry policy `usual` changed: `limit.attempt.count` was `3` and is `9`.',
    ]);
  });

  it('repeats no credential', () => {
    const secured = (password: string) =>
      `use: { authentications: { crm: { basic: { username: u, password: ${password} } } } }\ndo:\n${call()}`;
    const [change] = changesBetween(secured('hunter2'), secured('swordfish'));
    expect(change).toBe('The authentication `crm` changed in `basic.password`.');
  });

  it('knows a task that was renamed, one that moved, and one that is new', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name, index) => `- ${name}: { set: { x: ${index} } }\n`);
    expect(changesBetween(`do:\n${a}${b}`, `do:\n${a}${b?.replace('b:', 'z:')}`)).toEqual([
      'The task `b` is now called `z`.',
    ]);
    expect(changesBetween(`do:\n${a}${b}`, `do:\n${b}${a}`)).toEqual(['The order of the tasks is another: `b`, `a`.']);
    expect(changesBetween(`do:\n${a}${b}`, `do:\n${a}${c}${b}`)).toEqual(['The task `c` (set) is new.']);
    expect(changesBetween(`do:\n- t: { try: [{ a: { set: 1 } }], catch: {} }\n`, `do:\n- a: { set: 1 }\n`)).toEqual([
      'The task `a` (set) moved from `t/try` into the workflow.',
      'The task `t` (try) is gone.',
    ]);
  });

  it('follows the tasks inside of one that was renamed', () => {
    const nested = (name: string, x: number, seconds: number) =>
      `do:\n- ${name}: { try: [{ b: { set: { x: 1 }, timeout: { after: { seconds: ${seconds} } } } }, { c: { set: { x: ${x} } } }], catch: {} }\n`;
    expect(changesBetween(nested('a', 1, 1), nested('z', 2, 1))).toEqual([
      'The task `c` (set) changed in `set.x`.',
      'The task `a` is now called `z`.',
    ]);
    expect(changesBetween(nested('a', 1, 1), nested('z', 1, 2))[0]).toBe(
      'The timeout of `b` was `PT1S` and is `PT2S`.',
    );
  });

  it('tells tasks of one name in a list apart, and takes texts that are no definitions', () => {
    const twice = (x: number) => `do:\n- a: { set: { x: 1 } }\n- a: { set: { x: ${x} } }\n`;
    expect(changesBetween(twice(1), twice(2))).toEqual(['The task `a` (set) changed in `set.x`.']);
    const [one, other] = ['[1, { a: 2 }]', '[1, { a: 3 }]'].map((text) => {
      const document = parseDocument(text);
      if (!document.ok) throw new Error(document.error.message);
      return buildModel(document.value, defaultPolicy);
    });
    if (one === undefined || other === undefined) throw new Error('two models');
    expect(compareMeaning(one, other).map(({ sentence }) => sentence)).toEqual(['The definition changed in `1.a`.']);
  });

  it('counts the tasks inside of one that came', () => {
    const [a, inner] = ['- a: { set: 1 }\n', '[{ b: { set: 2 } }, { c: { set: 3 } }]'];
    expect(changesBetween(`do:\n${a}`, `do:\n${a}- d: { do: ${inner} }\n`)).toEqual([
      'The task `d` (do) is new, with 2 tasks in it.',
    ]);
  });

  it('takes a number for the name of a task where it is one', () => {
    expect(changesBetween(`do:\n- '0': { set: 1 }\n`, `do:\n- '0': { set: 2 }\n`)).toEqual([
      'The task `0` (set) changed in `set`.',
    ]);
  });

  it('says where each side says it', () => {
    const models = [`do:\n${call()}`, `do:\n- first: { set: 1 }\n${call('other.example.org')}`].map((text) =>
      buildModel(documentOf(text), defaultPolicy),
    );
    const [before, after] = models;
    if (before === undefined || after === undefined) throw new Error('two models');
    const [came, gone] = compareMeaning(before, after);
    expect(came).toMatchObject({ pointer: '/do/1/order/with/endpoint', beforePointer: null });
    expect(gone).toMatchObject({ pointer: null, beforePointer: '/do/0/order/with/endpoint' });
  });

  it('names something whatever part of a definition differs', () => {
    const whole = `document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0', tags: { x: y } }
evaluate: { language: jq }
input: { from: .x, schema: { document: { type: object } } }
output: { as: .y }
timeout: { after: PT5M }
schedule: { every: PT1H }
use:
  secrets: [k]
  errors: { bad: { type: 'https://e.example.com/bad', status: 500 } }
  catalogs: { own: { endpoint: 'https://c.example.com' } }
  functions: { f: { set: { x: 1 } } }
  extensions: [{ log: { extend: all, before: [{ note: { set: { x: 1 } } }] } }]
do:
- a: { if: .z, set: { x: 1 }, then: end, metadata: { m: 1 } }
- 'b/c': { for: { in: .list }, while: .w, do: [{ d: { wait: PT1S } }] }
- e: { fork: { compete: true, branches: [{ g: { raise: { error: bad } } }] } }
`;
    const before = parseDocument(whole);
    if (!before.ok) throw new Error(before.error.message);
    const leaves = [...whole.matchAll(/(?<=[:[] )['\w./:-]+(?= ?[,}\]\n])/g)];
    expect(leaves.length).toBeGreaterThan(25);
    const silent = leaves.filter(({ index, 0: leaf }) => {
      const after = parseDocument(`${whole.slice(0, index)}other${whole.slice(index + leaf.length)}`);
      if (!after.ok) return false;
      const models = [before.value, after.value].map((document) => buildModel(document, defaultPolicy));
      return models[0] !== undefined && models[1] !== undefined && compareMeaning(models[0], models[1]).length === 0;
    });
    expect(silent.map(([leaf]) => leaf)).toEqual([]);
  });

  it('comes to an end with texts that are no Unicode, and steers no terminal', () => {
    const odd = (title: string) => {
      const document = parseDocument(`{"document":{"title":"${title}"},"do":[]}`, 'json');
      if (!document.ok) throw new Error(document.error.message);
      return buildModel(document.value, defaultPolicy);
    };
    const [change] = compareMeaning(odd('\\ud800'), odd('\\u001b[2J`'));
    expect(change?.sentence).toMatch(/^The `document\.title` was `.` and is `\ufffd\[2J'`\.$/);
  });
});

it('compares findings by what they are, not by where they stand', () => {
  const findings = (text: string) => checkDocument(documentOf(text), { policy: defaultPolicy, today: '2026-11-22' });
  const before = findings(`do:\n${call().replace('https', 'http')}`);
  const after = findings(`\n\ndo:\n- first: { set: { x: 1 } }\n${call('other.example.org').replace('https', 'http')}`);
  const { added, removed, kept } = compareFindings(before, after);
  expect(kept.map(({ after: { rule } }) => rule)).toContain('no-timeout');
  expect(added.map(({ rule }) => rule)).toEqual(removed.map(({ rule }) => rule));
});
