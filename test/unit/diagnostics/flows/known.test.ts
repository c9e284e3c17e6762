import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../shared/base/json.ts';
import { judgeFlow } from './labelledFlows.ts';

/** Expressions whose way is decided by names, places, types and values that are known, with what arrives by the manual of jq. */
const cases: readonly (readonly [string, string])[] = [
  ['(if .id == "x" then "ssn" else "id" end) as $k | .[$k]', 'ssn'],
  ['["ssn","id"][.items|length] as $k | .[$k]', 'ssn'],
  ['[.id,.ssn] | del(.[0]) | .[0]', 'ssn'],
  ['[.id,.ssn] | del(.[] | select(. == "a")) | .[0]', 'ssn'],
  ['[.id,.ssn] | sort | .[0]', 'ssn'],
  ['[.id,.ssn] | reverse | .[0]', 'ssn'],
  ['[.id,.ssn] | .[1:] | .[0]', 'ssn'],
  ['[.id,.ssn] | map(select(. != "a")) | .[0]', 'ssn'],
  ['[.id,.ssn] | (.[0] |= empty) | .[0]', 'ssn'],
  ['[.id, (.items[] | .sku), .ssn] | .[1]', 'ssn'],
  ['[.id, (.email // empty), .ssn] | .[1]', 'ssn email'],
  ['(try error("x") catch "ssn") as $k | .[$k]', 'ssn'],
  ['label $d | (if .id == "a" then break $d else .id end), .ssn', 'ssn'],
  ['reduce ("id","ssn") as $k (null; .) // .ssn', 'ssn'],
  ['. as $r | reduce ("id","ssn") as $k ([]; . + [$r[$k]])', 'ssn'],
  ['. as $r | [("id","ssn") | $r[.]]', 'ssn'],
  ['{k: "ssn"} as $o | .[$o.k]', 'ssn'],
  ['([{k: "id"}, {k: "ssn"}] | .[0]) as $o | .[$o.k]', 'nothing'],
  ['"id" as $k | (if .id then "ssn" else $k end) as $k | .[$k]', 'ssn'],
  ['def f(k): .[k]; f("id", "ssn")', 'ssn'],
  ['def f($k): .[$k]; f("id", "ssn")', 'ssn'],
  ['foreach ("id","ssn") as $k (.; .; .[$k])', 'ssn'],
  ['to_entries[] | select(.key == ("ssn","id")) | .value', 'ssn'],
  ['to_entries | map(select(.key | startswith("s"))) | from_entries', 'ssn salary'],
  ['to_entries | map(select(.key | test("ssn"))) | from_entries | .ssn', 'ssn'],
  ['if (.ssn | type) == "string" then .ssn else .email end', 'ssn email'],
  ['if (.ssn | type) == "number" then .id else .ssn end', 'ssn'],
  ['.ssn | if type == "string" then . else "x" end', 'ssn'],
  ['.ssn | strings', 'ssn'],
  ['.. | select(type == "number")', 'salary'],
  [
    'walk(if type == "object" then del(.id) else . end)',
    'ssn salary email health phone iban token card birthdate password',
  ],
  ['.customer | walk(if type == "number" then 0 else . end)', 'phone iban token'],
  ['(.id | length) // .ssn', 'nothing'],
  ['(.id) // .ssn', 'ssn'],
  ['(.id | ltrimstr("a")) // .ssn', 'ssn'],
  ['first(.id, .ssn)', 'nothing'],
  ['first((.id | select(. != null)), .ssn)', 'ssn'],
  ['last(.id, .ssn)', 'ssn'],
  ['[.id,.ssn] | add', 'ssn'],
  ['[{a:.ssn},{b:.id}] | add | .a', 'ssn'],
  ['[{a:.ssn},{a:.id}] | add | .a', 'nothing'],
  ['[{a:.id},{a:.ssn}] | add | .a', 'ssn'],
  ['"a" as $x | {($x): .ssn} | .a', 'ssn'],
  ['("a","b") as $x | {($x): .ssn} | .b', 'ssn'],
  ['{("a","b"): .ssn} | .b', 'ssn'],
  ['.customer | with_entries(if .key == "iban" then .key = "x" else . end) | .x', 'iban'],
  ['.customer | with_entries(.key = "x" + .key) | .xiban', 'iban'],
  ['setpath(["a"]; .ssn) | .a', 'ssn'],
  ['. as [$a] ?// {ssn: $a} | $a', 'ssn'],
  ['isempty(.ssn) | if . then 1 else 2 end', 'nothing'],
  ['.items | INDEX(.sku) | .x.card', 'card'],
  ['[limit(1; .id, .ssn)] | .[0]', 'ssn'],
  ['until(.id == "x"; {id: .ssn}) | .id', 'ssn'],
  ['try (.id, error("x"), .email) catch .', 'nothing'],
  ['(.ssn | error)? , .id', 'nothing'],
  ['try error(.ssn) catch .', 'ssn'],
  ['[.ssn] | tojson | fromjson | .[0]', 'ssn'],
  ['input_line_number, .ssn', 'ssn'],
  ['"ssn" | . as $k | {} | .[$k] = 1 | keys[0] as $q | $q', 'nothing'],
  ['. as $r | keys[] as $k | $r[$k]', 'ssn salary email health phone iban token card birthdate password'],
  ['. as $r | (keys - ["id"])[0] as $k | $r[$k]', 'ssn salary email health phone iban token card birthdate password'],
  ['[.[]] | .[0]', 'ssn salary email health phone iban token card birthdate password'],
  ['if has("ssn") and (.id == "a" or true) then .ssn else .id end', 'ssn'],
  ['if (.id == "a") and false then .ssn else .id end', 'nothing'],
  ['if 0 then .ssn else .id end', 'ssn'],
  ['if null then .ssn else .id end', 'nothing'],
  ['null // .ssn', 'ssn'],
  ['false // .ssn', 'ssn'],
  ['"" // .ssn', 'nothing'],
  ['empty // .ssn', 'ssn'],
  ['(false, 1) // .ssn', 'nothing'],
  ['[.id,.ssn] as [$a,$b] | $b', 'ssn'],
  ['[.id,.ssn] as [$a,$b] | $a', 'nothing'],
  ['[.id,.ssn] | .[-1]', 'ssn'],
  ['getpath(["customer","iban"])', 'iban'],
  ['["customer","iban"] as $p | getpath($p)', 'iban'],
  ['delpaths([["ssn"]]) | .ssn', 'nothing'],
  ['"ssn" as $k | delpaths([[$k]]) | .ssn', 'nothing'],
  ['(if .id then "id" else "ssn" end) as $k | delpaths([[$k]]) | .ssn', 'ssn'],
  [
    'delpaths([paths(type == "string" and . != "x")])',
    'ssn salary email health phone iban token card birthdate password',
  ],
  ['first(paths(scalars)) as $p | delpaths([$p])', 'ssn salary email health phone iban token card birthdate password'],
  [
    '. as $d | [paths(scalars)] | sort | .[0] as $p | $d | delpaths([$p])',
    'ssn salary email health phone iban token card birthdate password',
  ],
  ['delpaths([limit(2; paths(scalars))])', 'ssn salary email health phone iban token card birthdate password'],
  ['delpaths([paths(scalars) | select(.[1] == 0)]) | .items', 'card'],
  ['delpaths([paths(scalars) | if .[0] == "ssn" then empty else . end])', 'ssn'],
  ['delpaths([paths(strings)])', 'salary'],
  ['delpaths([paths | select(.[0] == "people" and .[2] == "password")]) | .people', 'birthdate'],
  ['del(.. | select(type == "string"))', 'salary'],
  ['del(.. | select(. == "x"))', 'ssn salary email health phone iban token card birthdate password'],
  ['del(.. | .card?, .password?, .birthDate?)', 'ssn salary email health phone iban token'],
  ['(.people[] | select(.team == "a") | .password) = "x" | .people', 'birthdate password'],
  ['(if .id == "a" then .ssn else .email end) = "x" | {ssn, email}', 'ssn email'],
  ['(.ssn // .email) = "x" | {ssn, email}', 'ssn email'],
  ['del(first(.ssn, .email)) | {ssn, email}', 'ssn email'],
  ['("ssn", "email") as $k | .[$k] = "x" | {ssn, email}', 'ssn email'],
  ['(if .id == "a" then "ssn" else "email" end) as $k | .[$k] = "x" | {ssn, email}', 'ssn email'],
  ['def f(p): del(p); f(.ssn) | {ssn, email}', 'email'],
  ['def f(p): p = "x"; f(.people[].password) | .people', 'birthdate'],
  ['["id"] - ["id"] | if length == 0 then .[0] else "ssn" end', 'nothing'],
  ['. as $r | (["ssn", "id"] - [$r.id])[] as $k | $r[$k]', 'ssn'],
  ['if (["a"] | index("a")) then .ssn else .id end', 'ssn'],
  ['if (["a"] | index("b")) then .ssn else .id end', 'nothing'],
  ['if any(.people[]; .id == "a") then .ssn else .id end', 'ssn'],
  ['if all("a", "b"; . == "a") then .ssn else .id end', 'nothing'],
  ['.ssn | sub("[0-9]+"; "x")', 'ssn'],
  ['.customer.iban | gsub("[0-9]"; "")', 'iban'],
  ['.ssn | gsub("(?<x>[0-9])"; "\\(.x)")', 'ssn'],
  ['.ssn as $s | .id | gsub("x"; $s)', 'ssn'],
];

describe('what is known while data is followed', () => {
  it.each(cases)('%s', (jq, arrives) => {
    const { missed, wrong } = judgeFlow({ title: jq, jq, arrives });
    expect({ missed, wrong }).toEqual({ missed: [], wrong: [] });
  });

  it('is no reason to miss what only may be known', () => {
    for (const jq of [
      '({k: "id"} + (if .id == "a" then {k: "ssn"} else {} end)) as $o | .[$o.k]',
      '([{k: "id"}, {k: "ssn"}] | max_by(.k)) as $o | .[$o.k]',
      '. as {("id", "ssn"): $x} | $x',
      '[..] | .[0] | .ssn',
    ]) {
      expect(judgeFlow({ title: jq, jq, arrives: 'ssn' }).missed, jq).toEqual([]);
    }
  });
});

/** Scripts, by language, with their arguments and what arrives at the request behind them. */
const scripts: readonly (readonly [string, string, JsonObject['x'], string])[] = [
  ['python', 'import sys\na, b = sys.argv[1:]\nprint(b)', ['${ .id }', '${ .ssn }'], 'ssn'],
  ['python', 'import sys\na, b = sys.argv[1:]\nprint(a)', ['${ .id }', '${ .ssn }'], ''],
  ['python', 'import sys\nprint(sys.argv[-1:][0])', ['${ .id }', '${ .ssn }'], 'ssn'],
  ['python', 'def p(x):\n  return lambda: x\nreturn p(v)()', { v: '${ .ssn }' }, 'ssn'],
  ['js', 'const [a, b] = process.argv.slice(2); console.log(b)', ['${ .id }', '${ .ssn }'], 'ssn'],
  ['js', 'const [b] = process.argv.slice(3); console.log(b)', ['${ .id }', '${ .ssn }'], 'ssn'],
  ['js', 'const [a] = process.argv.slice(2); console.log(a)', ['${ .id }', '${ .ssn }'], ''],
  ['js', 'const a = process.argv.slice(2); a.shift(); console.log(a[0])', ['${ .id }', '${ .ssn }'], 'ssn'],
  ['js', 'console.log(process.argv.slice(2).reverse()[0])', ['${ .id }', '${ .ssn }'], 'ssn'],
  ['js', 'const { ssn, ...rest } = o; return ssn', { o: '${ {ssn, id} }' }, 'ssn'],
  ['js', 'const { ssn, ...rest } = o; return rest', { o: '${ {ssn, id} }' }, ''],
  ['js', 'const p = (x) => () => x; const q = p(v); return q()', { v: '${ .ssn }' }, 'ssn'],
  ['js', 'const t = { f: () => v }; return t.f()', { v: '${ .ssn }' }, 'ssn'],
  ['js', 'return v.replace(/\\d/g, "*")', { v: '${ .ssn }' }, ''],
  ['js', 'return v.replace(/[a-z]/gi, "*")', { v: '${ .ssn }' }, 'ssn'],
  ['js', 'return v.replace(/\\d/, "*")', { v: '${ .ssn }' }, 'ssn'],
  ['js', 'return v.replace(/(\\d)/g, "$1*")', { v: '${ .ssn }' }, 'ssn'],
  ['js', 'return v.replace(/\\d/g, (digit) => digit)', { v: '${ .ssn }' }, 'ssn'],
  ['js', 'const o = { replace: () => v }; return o.replace(/./g, "*")', { v: '${ .ssn }' }, 'ssn'],
  ['js', 'return JSON.stringify(o, ["id"])', { o: '${ {ssn, id} }' }, ''],
  ['js', 'return JSON.stringify(o, ["id", "ssn"])', { o: '${ {ssn, id} }' }, 'ssn'],
  ['js', 'return JSON.stringify(o, null, 2)', { o: '${ {ssn, id} }' }, 'ssn'],
  ['js', 'const g = {}; g[v] = 1; return g', { v: '${ .ssn }' }, 'ssn'],
  ['python', 'g = {}\ng[v] = 1\nreturn g', { v: '${ .ssn }' }, 'ssn'],
  ['python', 'import re\nreturn re.sub(r"\\d", "*", v)', { v: '${ .ssn }' }, ''],
  ['python', 'import re\nreturn re.sub(r"(\\d)", r"\\1*", v)', { v: '${ .ssn }' }, 'ssn'],
  ['python', 'import re\nreturn re.sub(r"\\d", "*", v, count=1)', { v: '${ .ssn }' }, 'ssn'],
  ['python', 'return o.get("id")', { o: '${ {ssn, id} }' }, ''],
  ['python', 'return o.get("id", v)', { o: '${ {id} }', v: '${ .ssn }' }, 'ssn'],
];

describe('what is known while scripts are followed', () => {
  it.each(scripts)('%s: %s', (language, code, given, arrives) => {
    const script = { language, code, arguments: given ?? null };
    const { missed, wrong } = judgeFlow({
      title: code,
      script,
      tasks: [{ send: '.' }],
      arrives: `ssn process${arrives === '' ? '' : `, ${arrives}`}`,
    });
    expect({ missed, wrong }).toEqual({ missed: [], wrong: [] });
  });
});
