import { expect, it } from 'vitest';
import type { Json } from '../../../shared/base/json.ts';
import { checkDocument } from '../../../shared/diagnostics/runRules.ts';
import { defaultPolicy } from '../../../shared/policy/defaultPolicy.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';

const document = { dsl: '1.0.3', namespace: 'n', name: 'a', version: '0.1.0' };
const script = (language: string, code: string): Json => ({ run: { script: { language, code } } });
const sql = (text: string): Json => ({ call: 'database:1.0.0@default', with: { connection: 'c', sql: text } });
const shell = (command: string): Json => ({ run: { shell: { command } } });

it.each<[string, Json]>([
  ['a chain of calls in JavaScript', script('js', `f("a"${'.concat("a")'.repeat(5_000)})`)],
  ['names that stand for each other twice', script('js', `${names(1_000)}x[a1000]`)],
  ['nested calls in Python', script('python', `${'f('.repeat(5_000)}${')'.repeat(5_000)}`)],
  ['a long list of tables', sql(`select * from ${'a,'.repeat(10_000)}`)],
  ['many deletions', sql('delete from a '.repeat(5_000))],
  ['many shells', shell('sh -a '.repeat(10_000))],
  ['many downloads', shell('curl >>>> '.repeat(10_000))],
])('reads %s to the end', (_, task) => {
  const read = parseDocument(JSON.stringify({ document, do: [{ a: task }] }));
  if (!read.ok) throw new Error(read.error.message);
  const found = checkDocument(read.value, { policy: defaultPolicy, today: '2026-11-22' });
  expect(found.filter(({ rule }) => rule === 'crashed-rule')).toEqual([]);
});

/** Each name is the one before it, twice. */
function names(count: number): string {
  return Array.from({ length: count }, (_, index) => `const a${index + 1} = a${index} + a${index};`).join('');
}
