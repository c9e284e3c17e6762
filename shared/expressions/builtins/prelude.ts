import { parseExpression } from '../parseExpression.ts';
import type { FunctionDefinition } from '../syntax.ts';

/** Builtins that are jq themselves: definitions in jq, one a line, read when they are first used. */
const source = `
def arrays: select(type == "array");
def objects: select(type == "object");
def iterables: select(type | . == "array" or . == "object");
def booleans: select(type == "boolean");
def numbers: select(type == "number");
def strings: select(type == "string");
def nulls: select(. == null);
def values: select(. != null);
def scalars: select(type | . != "array" and . != "object");
def isfinite: type == "number" and (isinfinite | not);
def normals: select(isnormal);
def finites: select(isfinite);
def recurse(f; condition): recurse(f | select(condition));
def first: .[0];
def last: .[-1];
def nth($n): .[$n];
def combinations: if length == 0 then [] else .[0][] as $x | (.[1:] | combinations) as $rest | [$x] + $rest end;
def combinations($n): . as $all | [range($n) | $all] | combinations;
def transpose: [range(0; map(length) | max // 0) as $i | [.[][$i]]];
def env: {};
def input: error("break");
def inputs: empty;
def debug: .;
def debug(message): (message | empty), .;
def stderr: .;
def input_filename: null;
def input_line_number: 0;
def get_search_list: [];
def get_jq_origin: null;
def get_prog_origin: null;
def modulemeta: if type == "string" then error("module not found: " + .) else error("modulemeta input module name must be a string") end;
def ascii: [.] | implode;
def todate: strftime("%Y-%m-%dT%H:%M:%SZ");
def fromdate: fromdateiso8601;
def fromdateiso8601: strptime("%Y-%m-%dT%H:%M:%SZ") | mktime;
def todateiso8601: strftime("%Y-%m-%dT%H:%M:%SZ");
def date: todate;
def tostream: path(def inner: (.[]? | inner), .; inner) as $p | getpath($p) | reduce path(.[]?) as $q ([$p, .]; [$p + $q]);
def fromstream(events): {x: null, e: false} as $start | foreach events as $event ($start; if .e then $start else . end | if $event | length == 2 then setpath(["e"]; $event[0] | length == 0) | setpath(["x"] + $event[0]; $event[1]) else setpath(["e"]; $event[0] | length == 1) end; if .e then .x else empty end);
def truncate_stream(events): . as $n | null | events | . as $event | if (.[0] | length) > $n then setpath([0]; $event[0][$n:]) else empty end;
def JOIN($index; key): [.[] | [., $index[key]]];
def JOIN($index; rows; key): rows | [., $index[key]];
def JOIN($index; rows; key; join): rows | [., $index[key]] | join;
def halt_error: error;
def halt_error($status): error;
def dateadd(unit; $amount): . + $amount;
def datesub(unit; $amount): . - $amount;
`;

let definitions: ReadonlyMap<string, FunctionDefinition> | null = null;

function read(): ReadonlyMap<string, FunctionDefinition> {
  const found = new Map<string, FunctionDefinition>();
  let { tree } = parseExpression(source);
  for (; tree.kind === 'def'; tree = tree.rest) {
    const { name, parameters } = tree.definition;
    found.set(`${name}/${parameters.length}`, tree.definition);
  }
  return found;
}

/** The definition in jq of `name/arity`, or null. */
export function preludeDefinition(signature: string): FunctionDefinition | null {
  definitions ??= read();
  return definitions.get(signature) ?? null;
}

/** All `name/arity` that are defined in jq. */
export function preludeSignatures(): string[] {
  definitions ??= read();
  return [...definitions.keys()];
}
