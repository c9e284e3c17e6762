import { expect, it } from 'vitest';
import { DefinitionParts } from '../../../shared/diagnostics/definitionParts.ts';
import { writtenTexts } from '../../../shared/diagnostics/writtenText.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';

function textsOf(jq: string): readonly string[] {
  const document = parseDocument(JSON.stringify({ do: [{ a: { set: { x: `\${ ${jq} }` } } }] }));
  if (!document.ok) throw new Error(document.error.message);
  const [expression] = new DefinitionParts(document.value).all.flatMap(({ expressions }) => expressions);
  if (expression === undefined) throw new Error('no expression');
  return writtenTexts(expression).map(({ value, isWhole }) => (isWhole ? value : `${value}…`));
}

it.each([
  ['"a"', ['a']],
  ['"a" + "b" + .id', ['ab…']],
  ['"a\\("b")c"', ['abc']],
  ['"a\\(.id)c"', ['a…']],
  ['["a", "b"] | join("/")', ['a/b']],
  ['["a", .id] | join("/")', ['a/…']],
  ['["a", "b", .id] | add', ['ab…']],
  ['"YWJj" | @base64d', ['abc']],
  ['[104, 105] | implode', ['hi']],
  ['"A" | ascii_downcase', ['a']],
  ['"a" as $x | $x + "b"', ['ab']],
  ['if .x then "a" else "b" end + "c"', ['ac', 'bc']],
  ['.x // "a"', ['a']],
  ['{eu: "a", us: "b"}[.region] + "c"', ['ac', 'bc']],
  ['.x', []],
  ['.x + "a"', []],
  ['def f: f; f', []],
  ['[range(1e9)] | join("")', []],
])('reads what %s writes', (jq, expected) => {
  expect(textsOf(jq)).toEqual(expected);
});

it('follows variables that stand for each other twice within bounds', () => {
  const chain = Array.from({ length: 40 }, (_, index) => `$a${index} + $a${index} as $a${index + 1}`).join(' | ');
  expect(textsOf(`.x as $a0 | ${chain} | $a40`).length).toBeLessThan(21);
});
