import { parseExpression } from '../parseExpression.ts';
import type { FunctionDefinition } from '../syntax.ts';
import { preludeDefinition } from './prelude.ts';

/** In jq, what the fast way has in TypeScript because it runs its arguments: for the step-by-step machine. */
const source = `
def error(message): message | error;
def select(condition): if condition then . else empty end;
def map(change): [.[] | change];
def first(generator): label $out | generator | ., break $out;
def isempty(generator): first((generator | false), true);
def last(generator): reduce generator as $x ([]; [$x]) | .[];
def limit($count; generator): if $count > 0 then label $out | foreach generator as $x ($count; . - 1; $x, if . <= 0 then break $out else empty end) elif $count == 0 then empty else error("limit doesn't support negative count") end;
def skip($count; generator): if $count > 0 then foreach generator as $x ($count; . - 1; if . < 0 then $x else empty end) elif $count == 0 then generator else error("skip doesn't support negative count") end;
def nth($count; generator): if $count < 0 then error("nth doesn't support negative indices") else first(skip($count; generator)) end;
def range($end): range(0; $end);
def range($start; $end): if [$start, $end] | all(type == "number") then range($start; $end; 1) else error("Range bounds must be numeric") end;
def range($start; $end; $by): if $by > 0 then $start | while(. < $end; . + $by) elif $by < 0 then $start | while(. > $end; . + $by) else empty end;
def recurse: recurse(.[]?);
def recurse(step): def inner: ., (step | inner); inner;
def while(condition; update): def inner: if condition then ., (update | inner) else empty end; inner;
def until(condition; update): def inner: if condition then . else (update | inner) end; inner;
def repeat(generator): def inner: generator, inner; inner;
def any: any(.[]; .);
def any(condition): any(.[]; condition);
def any(generator; condition): isempty(first(generator | condition | select(.))) | not;
def all: all(.[]; .);
def all(condition): all(.[]; condition);
def all(generator; condition): isempty(first(generator | condition | select(. | not)));
def IN(values): any(values == .; .);
def IN(rows; values): any(rows == values; .);
def INDEX(rows; key): reduce rows as $row ({}; .[$row | key | tostring] = $row);
def INDEX(key): INDEX(.[]; key);
def add(generator): reduce generator as $x (null; . + $x);
def sort_by(key): _sort_by(map([key]));
def group_by(key): _group_by(map([key]));
def unique_by(key): _unique_by(map([key]));
def min_by(key): _min_by(map([key]));
def max_by(key): _max_by(map([key]));
def paths: path(..) | select(length > 0);
def paths(condition): path(.. | select(condition)) | select(length > 0);
def del(targets): delpaths([path(targets)]);
def pick(targets): . as $in | reduce path(targets) as $p (null; setpath($p; $in | getpath($p)));
def with_entries(change): to_entries | map(change) | from_entries;
def map_values(change): _modify(.[]; change);
def walk(f): def inner: if type == "object" then map_values(inner) elif type == "array" then map(inner) else . end | f; inner;
def _assign(targets; $value): reduce path(targets) as $p (.; setpath($p; $value));
def _modify(targets; change): reduce path(targets) as $p ([., []]; . as [$value, $gone] | label $out | (($value | getpath($p) | change) as $new | [($value | setpath($p; $new)), $gone], break $out), [$value, $gone + [$p]]) | . as [$value, $gone] | $value | delpaths($gone);
def match(pattern): _matches(pattern)[];
def match(pattern; flags): _matches(pattern; flags)[];
def capture(pattern): _captures(pattern)[];
def capture(pattern; flags): _captures(pattern; flags)[];
def scan(pattern): scan(pattern; null);
def scan(pattern; flags): _scanned(pattern; flags)[];
def splits(pattern): splits(pattern; null);
def splits(pattern; flags): split(pattern; flags)[];
def gsub($pattern; replacement): sub($pattern; replacement; "g");
def gsub($pattern; replacement; $flags): sub($pattern; replacement; $flags + "g");
def sub($pattern; replacement): sub($pattern; replacement; null);
def sub($pattern; replacement; $flags): . as $text | (reduce match($pattern; $flags) as $edit ({result: [], previous: 0}; $text[.previous:$edit.offset] as $gap | [[$edit.captures[] | select(.name != null) | {key: .name, value: .string}] | from_entries | replacement] as $inserts | reduce range($inserts | length) as $i (.; .result[$i] += $gap + $inserts[$i]) | .previous = $edit.offset + $edit.length) | .result[] + $text[.previous:]) // $text;
`;

let definitions: ReadonlyMap<string, FunctionDefinition> | null = null;

function read(): ReadonlyMap<string, FunctionDefinition> {
  const found = new Map<string, FunctionDefinition>();
  let { tree } = parseExpression(source);
  for (; tree.kind === 'def'; tree = tree.rest) {
    found.set(`${tree.definition.name}/${tree.definition.parameters.length}`, tree.definition);
  }
  return found;
}

/** The definition in jq of any builtin that is not a function of values alone, or null. */
export function slowDefinition(signature: string): FunctionDefinition | null {
  definitions ??= read();
  return definitions.get(signature) ?? preludeDefinition(signature);
}
