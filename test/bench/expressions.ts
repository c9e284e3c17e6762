import type { Json } from '../../shared/base/json.ts';
import { compileExpression } from '../../shared/expressions/compileExpression.ts';

/** An expression, what it runs on, and how often it ran in a second. */
export interface ExpressionFigure {
  readonly expression: string;
  readonly perSecond: number;
}

const order: Json = {
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

/** Evaluations per second of each expression, once warm; `now` gives milliseconds. */
export function measureExpressions(now: () => number, milliseconds = 300): ExpressionFigure[] {
  return everydayExpressions.map((expression) => {
    const compiled = compileExpression(expression);
    if (!compiled.ok) throw new Error(`${expression}: ${compiled.error.message}`);
    const { value: program } = compiled;
    const rounds = 2000;
    for (let i = 0; i < 20 * rounds; i++) program.first(order);
    const start = now();
    let count = 0;
    while (now() - start < milliseconds) {
      for (let i = 0; i < rounds; i++) program.first(order);
      count += rounds;
    }
    return { expression, perSecond: Math.round((count / (now() - start)) * 1000) };
  });
}
