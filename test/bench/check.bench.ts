import { parseDocument as parseYaml } from 'yaml';
import { checkDocument } from '../../shared/diagnostics/runRules.ts';
import { defaultPolicy } from '../../shared/policy/defaultPolicy.ts';
import type { SourceDocument } from '../../shared/workflow/document.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';
import { reparse } from '../../shared/workflow/reparse.ts';
import { validateDefinition } from '../../shared/workflow/validateDefinition.ts';
import { compare } from './compare.ts';
import { workflowSdk } from './peers/workflowSdk.ts';

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

const options = { policy: defaultPolicy, today: '2026-01-01' };

function read(text: string): SourceDocument {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

function wholeCheck(text: string): unknown {
  return checkDocument(read(text), options);
}

/** Checks a document after one edit after another, each time what it changed. */
function editor(start: string, edited: (text: string, edit: number) => string): () => unknown {
  let document = read(start);
  let edits = 0;
  checkDocument(document, options);
  return () => {
    const next = reparse(document, edited(document.text, edits));
    if (next === null) throw new Error('an edit of a task is read by itself');
    edits += 1;
    document = next;
    return checkDocument(document, options);
  };
}

/** Types into one task after another: a letter comes and goes, so that the definition stays as large as it was. */
function typed(text: string, edit: number): string {
  const from = text.indexOf('Order', Math.floor((text.length * (edit % 19)) / 20));
  const isTyped = text.startsWith('Orderx', from);
  return `${text.slice(0, from + 5)}${isTyped ? '' : 'x'}${text.slice(from + (isTyped ? 6 : 5))}`;
}

const extra = '  - extra:\n      set:\n        x: 1\n';

/** A task comes and goes near the beginning: all behind it stand somewhere else then. */
function inserted(text: string): string {
  const at = text.indexOf('  - mail1:');
  return text.includes(extra) ? text.replace(extra, '') : `${text.slice(0, at)}${extra}${text.slice(at)}`;
}

const text = definition(1_000);
const document = read(text);
const sdk = await workflowSdk(text);
process.stdout.write(
  `${Math.round(text.length / 1024)} KiB of YAML, ${checkDocument(document, options).length} findings\n`,
);

compare('check of a definition of 1,000 tasks', [
  { name: 'yaml.parseDocument alone (baseline)', run: () => parseYaml(text) },
  { name: 'parse with ranges', run: () => parseDocument(text) },
  { name: 'parse and schema', run: () => validateDefinition(read(text)) },
  { name: 'whole check: parse, schema, every rule, data flow', run: () => wholeCheck(text) },
  { name: 'an edit of one task: parse and check again', run: editor(text, typed) },
  { name: 'a task more or less near the beginning: the same', run: editor(text, inserted) },
  ...(sdk === null ? [] : [sdk]),
]);

const long = definition(10_000);
compare('check of a definition of 10,000 tasks', [
  { name: 'yaml.parseDocument alone (baseline)', run: () => parseYaml(long) },
  { name: 'whole check: parse, schema, every rule, data flow', run: () => wholeCheck(long) },
  { name: 'an edit of one task: parse and check again', run: editor(long, typed) },
  { name: 'a task more or less near the beginning: the same', run: editor(long, inserted) },
]);
