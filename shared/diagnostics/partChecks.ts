import type { BuiltInRule } from './builtInRules.ts';
import type { DataFlow } from './flow/dataFlow.ts';
import type { PartModel } from './model.ts';
import type { Report, Rule } from './rule.ts';

/** What one rule does with one kind of things of a part. */
export interface PartCheck {
  readonly rule: Rule | BuiltInRule;
  run(model: PartModel, report: Report): void;
}

/** What a rule looks at by itself: tasks, texts, expressions, templates and addresses. */
export function plainChecks(rule: Rule): PartCheck[] {
  const { checkPart, checkTask, checkText, checkExpression, checkTemplate, checkEndpoint } = rule;
  return [
    ...checkOf(rule, ({ part }) => [part], checkPart),
    ...checkOf(rule, ({ part }) => part.tasks, checkTask),
    ...checkOf(rule, ({ part }) => part.texts, checkText),
    ...checkOf(rule, ({ part }) => part.expressions, checkExpression),
    ...checkOf(rule, ({ part }) => part.templates, checkTemplate),
    ...checkOf(rule, ({ endpoints }) => endpoints, checkEndpoint),
  ];
}

/** What a rule looks at of the data that comes to a part, and leaves in it. */
export function flowChecks(rule: Rule, flow: DataFlow): PartCheck[] {
  const { checkOutcome, checkArrival } = rule;
  return [
    ...checkOf(rule, ({ part }) => flow.outcomesIn(part), checkOutcome),
    ...checkOf(rule, ({ part }) => flow.arrivalsIn(part), checkArrival),
  ];
}

function checkOf<T>(
  rule: Rule,
  thingsOf: (model: PartModel) => readonly T[],
  check: ((thing: T, model: PartModel, report: Report) => void) | undefined,
): PartCheck[] {
  if (check === undefined) return [];
  const run: PartCheck['run'] = (model, report) => {
    // By index: most parts have few things, and iterators would be most of what a check allocates.
    const things = thingsOf(model);
    for (let index = 0; index < things.length; index += 1) check(things[index] as T, model, report);
  };
  return [{ rule, run }];
}
