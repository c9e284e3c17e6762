import type { Json } from '../../shared/base/json.ts';

/** What the expressions run on. */
export const order: Json = {
  a: { b: 41 },
  name: 'Ada Lovelace',
  total: 120.5,
  tags: ['new', 'priority'],
  items: [
    { id: 1, qty: 1, price: 9.5 },
    { id: 2, qty: 3, price: 2 },
    { id: 3, qty: 5, price: 1.25 },
    { id: 4, qty: 2, price: 100 },
  ],
};

/** A dozen everyday expressions of workflows. */
export const everydayExpressions: readonly string[] = [
  '.a.b + 1',
  '{ids: [.items[] | select(.qty > 2) | .id]}',
  '.total > 100 and (.tags | length) > 1',
  '.items | map(.qty * .price) | add',
  '"Dear \\(.name), your total is \\(.total)"',
  '.missing.field // "none"',
  'if .total >= 100 then "large" else "small" end',
  '.items | sort_by(-.price) | .[0].id',
  'reduce .items[] as $item (0; . + $item.qty)',
  '.items |= map(. + {sum: (.qty * .price)})',
  '.tags | index("priority") != null',
  '.name | ascii_downcase | split(" ") | join("-")',
  '.items | group_by(.qty > 2) | map(length)',
  'to_entries | map(select(.value | type == "string")) | from_entries',
  '.name | test("^[A-Z][a-z]+ ")',
];

/**
 * Builtins of everyday use one by one. Where nearly all of the work is done by a function that the platform has, as it is with
 * JSON, dates and patterns, both sides do the same and nobody is eight times as fast.
 */
export const everydayBuiltins: readonly string[] = [
  'keys',
  'to_entries',
  'with_entries(.value |= tostring)',
  'del(.items)',
  'del(.tags, .a)',
  '.a.b = 5',
  '. * {a: {c: 1}}',
  '[range(10)] | add',
  '.items | .[1:3]',
  '.items | any(.qty > 4)',
  '.items | group_by(.qty)',
  '.items | sort_by(.price)',
  '.items | unique_by(.qty)',
  '.items | max_by(.price)',
  '.items | INDEX(.id)',
  '.tags | unique',
  '.tags | join(", ")',
  '.tags | @csv',
  '.name | split(" ")',
  '.name | ascii_downcase',
  '.name | test("lace")',
  '.name | gsub("[aeiou]"; "*")',
  '.name | capture("(?<first>\\\\w+) (?<last>\\\\w+)")',
  '[.name | splits(" ")]',
  '.name | @base64',
  '.name | @uri',
  '.total | tostring',
  'tojson',
  '.items | tojson | fromjson',
  '"2024-02-29T12:34:56Z" | fromdate',
  '1709210096 | todate',
  '[paths]',
  'walk(if type == "number" then . + 1 else . end)',
];
