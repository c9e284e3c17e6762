import { parseDocument as parseYaml } from 'yaml';
import { checkDocument } from '../../shared/diagnostics/runRules.ts';
import { defaultPolicy } from '../../shared/policy/defaultPolicy.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';
import { validateDefinition } from '../../shared/workflow/validateDefinition.ts';
import { compare } from './compare.ts';

/** A definition of some length: requests, messages, expressions and templates in turn. */
function definition(tasks: number): string {
  const kinds = [
    (n: number) =>
      `  - request${n}:\n      call: http\n      with:\n        method: post\n        endpoint: https://api.example.com/orders/${n}\n        body:\n          id: \${ .id }\n          total: \${ .items | map(.qty * .price) | add }\n`,
    (n: number) =>
      `  - mail${n}:\n      call: email:1.0.0@default\n      with:\n        to: \${ .to }\n        subject: 'Order {{id}}'\n        body: 'Hello {{name}}, {{amount | currency "EUR"}}'\n`,
    (n: number) => `  - keep${n}:\n      set:\n        step: ${n}\n        ids: \${ [.items[] | .id] }\n`,
    (n: number) => `  - pause${n}:\n      wait:\n        seconds: ${n}\n`,
  ];
  const body = Array.from({ length: tasks }, (_, n) => kinds[n % kinds.length]?.(n) ?? '').join('');
  return `document:\n  dsl: 1.0.3\n  namespace: bench\n  name: bench\n  version: 1.0.0\ntimeout:\n  after:\n    hours: 1\ndo:\n${body}`;
}

const text = definition(1_000);
const parsed = parseDocument(text);
if (!parsed.ok) throw new Error(parsed.error.message);
const document = parsed.value;
const options = { policy: defaultPolicy, today: '2026-01-01' };
const findings = checkDocument(document, options);
process.stdout.write(`${Math.round(text.length / 1024)} KiB of YAML, ${findings.length} findings\n`);

compare('check of a definition of 1,000 tasks', [
  { name: 'yaml.parseDocument alone (baseline)', run: () => parseYaml(text) },
  { name: 'parse with ranges', run: () => parseDocument(text) },
  { name: 'schema', run: () => validateDefinition(document) },
  { name: 'schema and every rule', run: () => checkDocument(document, options) },
  {
    name: 'whole check: parse, schema, every rule',
    run: () => {
      const fresh = parseDocument(text);
      return fresh.ok ? checkDocument(fresh.value, options) : null;
    },
  },
]);
