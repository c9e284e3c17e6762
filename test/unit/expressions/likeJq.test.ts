import { describe, expect, it } from 'vitest';
import { compileExpression } from '../../../shared/expressions/compileExpression.ts';
import { Failure } from '../../../shared/expressions/failure.ts';
import { Machine } from '../../../shared/expressions/machine.ts';
import { Meter } from '../../../shared/expressions/meter.ts';
import { parseExpression } from '../../../shared/expressions/parseExpression.ts';
import { printJson } from '../../../shared/expressions/printJson.ts';

/** Outputs as jq prints them, one after the other; an error at the end by its message. */
function run(source: string): string {
  const compiled = compileExpression(source);
  if (!compiled.ok) return 'refused';
  const { outputs, error } = compiled.value.evaluateExact(null);
  return [...outputs.map((value) => printJson(value)), ...(error === null ? [] : [error.message])].join(' ');
}

/** The same, step by step. */
function runSlowly(source: string): string {
  const texts: string[] = [];
  try {
    new Machine(new Meter(), source).run(parseExpression(source).tree, null, [], (value) => {
      texts.push(printJson(value));
      return false;
    });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    texts.push(String(error.value));
  }
  return texts.join(' ');
}

/** What jq 1.8.2 answers. */
const answers: readonly (readonly [source: string, answer: string])[] = [
  ['[foreach (1, 2, 3) as $x (0; if $x == 2 then empty else . + $x end)]', '[1,3]'],
  ['def f(a; $b): a + $b + b; [f(1, 2; 10, 20)]', '[21,22,31,32,31,32,41,42]'],
  ['{a: 1} | (try error catch .b) = 4', '{"a":1,"b":4}'],
  ['[limit("a"; 1, 2)]', 'string ("a") and number (1) cannot be subtracted'],
  ['[limit("a"; empty)], [limit(null; 1)]', "[] limit doesn't support negative count"],
  ['[skip(null; 1, 2)]', "skip doesn't support negative count"],
  ['[nth(null; 1, 2)]', "nth doesn't support negative indices"],
  ['[1, 2] | indices([]), .[[]], ("ab" | indices("")), index([])', '[] [] [] null'],
  ['[1, 2] | .[{start: 1}]', 'Array/string slice indices must be integers'],
  ['[1, 2] | setpath([{start: 1}]; [])', 'Array/string slice indices must be integers'],
  ['[1, [2, [3]]] | flatten(1.5), flatten(1)', '[1,2,3] [1,2,[3]]'],
  ['[1] | flatten("a")', '[1]'],
  ['[[1]] | flatten("a")', 'string ("a") and number (1) cannot be subtracted'],
  ['[1] | flatten(null)', 'flatten depth must not be negative'],
  ['[null] | from_entries', 'Cannot use null (null) as object key'],
  ['"a" | sort_by(.)', 'Cannot iterate over string ("a")'],
  ['{a: 2} | group_by(.)', 'object ({"a":2}) and array ([[2]]) cannot be sorted, as they are not both arrays'],
  ['{} | min_by(.)', 'object ({}) and array ([]) cannot be iterated over'],
  ['{} | max', 'object ({}) and object ({}) cannot be iterated over'],
  ['1 | @csv', 'number (1) cannot be csv-formatted, only array'],
  ['[{}] | @tsv', 'object ({}) is not valid in a csv row'],
  ['1 | ascii_downcase', 'explode input must be a string'],
  ['1, (try halt catch 2), 3', '1'],
  ['[1, [2]] | [paths(numbers)], [paths(.[0]? == 2)]', '[[0],[1,0]] [[1]]'],
  ['1 | paths(.a)', 'Cannot index number with string ("a")'],
  ['[1, halt]', ''],
  ['{a: 1} | del(.a.b)', 'Cannot index number with string ("b")'],
  [
    '[1, {a: 2, b: [3, 4]}] | walk(if . == 3 then empty else . end), walk(numbers |= . + 1)',
    '[1,{"a":2,"b":[4]}] [2,{"a":3,"b":[4,5]}]',
  ],
  ['[[1, 2]] | [walk(., 1)]', '[[[1,1,2,1],1],1]'],
];

/** The same of numbers, which the two ways do not do in different manners. */
const numbers: readonly (readonly [source: string, answer: string])[] = [
  ['0.00001, 0.00001 + 0, ("[0.00001]" | fromjson)', '0.00001 1e-05 [0.00001]'],
  ['-0, [0, 0.0] | -(.[]?), -0', '0 0 0.0 0'],
  [
    '("+1", "-inf", "Infinity", "nan", ".5", "5.") | tonumber',
    '1 -1.7976931348623157e+308 1.7976931348623157e+308 null 0.5 5',
  ],
  ['"infinity" | tonumber, fromjson | isinfinite', 'true true'],
  ['"+-1" | tonumber', 'string ("+-1") cannot be parsed as a number'],
  ['(-0.5, 0.5, 1.5, 2.5) | rint', '-0 0 2 2'],
  [
    '[infinite, nan, 0] | map(logb, lgamma)',
    '[1.7976931348623157e+308,1.7976931348623157e+308,null,null,-1.7976931348623157e+308,1.7976931348623157e+308]',
  ],
  ['(-2.5, 0.5, -1) | lgamma_r[1]', '-1 1 1'],
  ['(-1, infinite, 5, 0) | tgamma', 'null 1.7976931348623157e+308 24 1.7976931348623157e+308'],
];

const dates: readonly (readonly [source: string, answer: string])[] = [
  ['"10:20" | strptime("%H:%M")', '[1900,0,0,10,20,0,8,367]'],
  ['"2024" | strptime("%Y")', '[2024,0,0,0,0,0,0,-1]'],
  ['"2015 10 3" | strptime("%Y %U %w")', '[2015,2,11,0,0,0,3,69]'],
  ['"2015 5 100" | strptime("%Y %m %j")', '[2015,4,10,0,0,0,0,99]'],
  ['"Mon 5 Mar 2015" | strptime("%a %d %b %Y")', '[2015,2,5,0,0,0,1,63]'],
  ['"1 PM", "12 AM" | strptime("%I %p")[3]', '13 0'],
  ['"13 PM" | strptime("%H %p")[3]', '13'],
  ['[] | mktime, strftime("%Y")', '-2209075200 "1899"'],
  [
    '0 | strftime("%Z"), strflocaltime("%Z"), strftime("a%Qb%"), strftime("%#a %_d %05d %C")',
    '"GMT" "UTC" "a%Qb%" "THU  1 00001 19"',
  ],
  ['-0.25 | gmtime', '[1970,0,1,0,0,0.75,4,0]'],
  ['[2024, 1e20, 1] | mktime', '5647338234806400'],
];

const patterns: readonly (readonly [source: string, answer: string])[] = [
  ['"a\\n" | test("a$"), test("a\\\\Z"), test("a\\\\z"), gsub("$"; "X")', 'true true false "aX\\nX"'],
  [
    '"a\\nb" | test("a$"), test("a.b"), test("a.b"; "s"), test("a.b"; "m"), test("a.b"; "p")',
    'false false false true true',
  ],
  ['"abc" | [match("x*|c"; "gn").string]', '["c"]'],
  ['"abc" | [match("a|ab"; "l").string]', '["ab"]'],
  ['"ab" | capture("(?<x>.)(?<x>.)"), capture("(?<x>a)|(?<x>b)")', '{"x":"b"} {"x":null}'],
  [
    '"x" | [match("(x)(q)?").captures[]]',
    '[{"offset":0,"length":1,"string":"x","name":null},{"offset":-1,"string":null,"length":0,"name":null}]',
  ],
  ['"éa" | [match("\\\\b"; "g").offset], test("[[:alpha:]]{2}")', '[0,2] true'],
  ['"chef" | test("\\\\h\\\\e?"), test("^\\\\c"; null)', 'true Regex failure: invalid escape sequence: `\\c`'],
  ['"a+b" | test("\\\\Qa+b\\\\E"), [match("[]+]"; "g").string]', 'true ["+"]'],
  ['"ab" | test(["B", "i"]), [match(["b"]).offset], capture(["(?<b>b)", null])', 'true [1] {"b":"b"}'],
  ['"a" | test([])', 'array not a string or array'],
  ['"a" | match(1)', 'number not a string or array'],
  ['"a" | sub(["a"]; "b")', 'array (["a"]) is not a string'],
  ['"a" | split("a"; 1)', 'number (1) and string ("g") cannot be added'],
  ['"a" | test("(?<1>a)")', 'Regex failure: invalid group name <1>'],
  ['"a" | test("(?<>a)")', 'Regex failure: group name is empty'],
];

describe('what jq 1.8 does', () => {
  it.each([...answers, ...numbers, ...dates, ...patterns])('%s', (source, answer) => {
    expect(run(source)).toBe(answer);
  });

  it.each([...answers, ...patterns])('step by step: %s', (source, answer) => {
    expect(runSlowly(source)).toBe(answer);
  });
});
