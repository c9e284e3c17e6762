import { type BuiltInRule, syntaxRule } from './builtInRules.ts';
import type { DefinitionPart } from './definitionPart.ts';
import type { DataFlow } from './flow/dataFlow.ts';
import type { PartNotes } from './flow/partNotes.ts';
import type { PartModel } from './model.ts';
import { partOf } from './modelExpressions.ts';
import type { Report, Rule } from './rule.ts';

/** What one rule does with each thing of a kind. */
export interface PartCheck {
  readonly rule: Rule | BuiltInRule;
  check(thing: unknown, model: PartModel, report: Report): void;
}

/** The checks of things of one kind. */
export interface CheckGroup {
  readonly checks: readonly PartCheck[];
  /** The things of that kind in a part. */
  thingsOf(model: PartModel): readonly unknown[];
}

/** Checks by what they look at: the part by itself, or what comes to it by the data flow too. */
export interface PartChecks {
  readonly plain: readonly CheckGroup[];
  readonly flowing: readonly CheckGroup[];
  /** What came to a part by the data flow, see {@link CheckedPart}. */
  notesOf(part: DefinitionPart): PartNotes | undefined | null;
}

/** What rules look at by itself: a part, and its tasks, texts, expressions, templates and addresses. */
export function plainGroups(rules: readonly Rule[]): readonly CheckGroup[] {
  const ofParts = group(
    rules,
    ({ part }) => [part],
    ({ checkPart }) => checkPart,
  );
  return [
    { ...ofParts, checks: [{ rule: syntaxRule, check: checkGrammar }, ...ofParts.checks] },
    group(
      rules,
      ({ part }) => part.tasks,
      ({ checkTask }) => checkTask,
    ),
    group(
      rules,
      ({ part }) => part.texts,
      ({ checkText }) => checkText,
    ),
    group(
      rules,
      ({ part }) => part.expressions,
      ({ checkExpression }) => checkExpression,
    ),
    group(
      rules,
      ({ part }) => part.templates,
      ({ checkTemplate }) => checkTemplate,
    ),
    group(
      rules,
      ({ endpoints }) => endpoints,
      ({ checkEndpoint }) => checkEndpoint,
    ),
  ];
}

/** What rules look at of the data that comes to a part, and leaves in it. */
export function flowGroups(rules: readonly Rule[], flow: DataFlow): readonly CheckGroup[] {
  return [
    group(
      rules,
      ({ part }) => flow.outcomesIn(part),
      ({ checkOutcome }) => checkOutcome,
    ),
    group(
      rules,
      ({ part }) => flow.arrivalsIn(part),
      ({ checkArrival }) => checkArrival,
    ),
    group(
      rules,
      ({ part }) => [flow.arrivalsIn(part)],
      ({ checkArrivals }) => checkArrivals,
    ),
  ];
}

function group<T>(
  rules: readonly Rule[],
  thingsOf: (model: PartModel) => readonly T[],
  checkOf: (rule: Rule) => ((thing: T, model: PartModel, report: Report) => void) | undefined,
): CheckGroup {
  const checks = rules.flatMap((rule): PartCheck[] => {
    const check = checkOf(rule);
    return check === undefined ? [] : [{ rule, check }];
  });
  return { checks, thingsOf };
}

/** What the grammars inside texts object to: expressions and templates. */
function checkGrammar(thing: unknown, model: PartModel, report: Report): void {
  const { expressions, templates } = thing as DefinitionPart;
  const help = 'Mend it; as it is the task fails when it is due.';
  for (const expression of expressions) {
    for (const { message, range } of expression.problems) {
      report({ message, help, ...model.placeIn(expression.text, partOf(expression, range)) });
    }
  }
  for (const { text, template } of templates) {
    for (const { message, range } of template.problems) report({ message, help, ...model.placeIn(text, range) });
  }
}
