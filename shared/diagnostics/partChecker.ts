import type { BuiltInRule } from './builtInRules.ts';
import type { CheckTerms, Looked, PartFinding } from './checkedPart.ts';
import type { DefinitionPart } from './definitionPart.ts';
import { draftOf, isDraftWithin, movedDraft } from './findingDraft.ts';
import type { DocumentModel, PartModel } from './model.ts';
import type { CheckGroup, PartCheck, PartChecks } from './partChecks.ts';
import { Reported } from './reported.ts';
import type { Rule } from './rule.ts';

/** Checks the parts of one document, and those that are as they were at the check before no more than needed. */
export class PartChecker {
  /** Rules that threw in any part, and what they threw. */
  readonly crashed = new Map<Rule | BuiltInRule, unknown>();
  readonly #model: DocumentModel;
  readonly #terms: CheckTerms;
  readonly #checks: PartChecks;
  /** What the check that runs reports; of most checks of a part that is nothing. */
  #reported = new Reported();

  constructor(model: DocumentModel, terms: CheckTerms, checks: PartChecks) {
    this.#model = model;
    this.#terms = terms;
    this.#checks = checks;
  }

  /** What there is to find in a part. */
  check(part: DefinitionPart): readonly PartFinding[] {
    const terms = this.#terms;
    const endpoints = this.#model.parts.endpointsOf(part);
    const notes = this.#checks.notesOf(part);
    const before = part.checked;
    const known = before?.endpoints === endpoints && isSame(before.terms, terms) ? before : null;
    const isFlowKnown = known !== null && notes !== null && known.notes === notes;
    const plain = this.#look(part, this.#checks.plain, known?.plain ?? null);
    const flowing = this.#look(part, this.#checks.flowing, isFlowKnown ? known.flowing : null);
    if (!isFlowKnown) part.checked = { terms, endpoints, notes, plain: plain.kept, flowing: flowing.kept };
    return flowing.found.length === 0 ? plain.found : [...plain.found, ...flowing.found];
  }

  /** Runs checks: all of them, or those that look again. */
  #look(
    part: DefinitionPart,
    groups: readonly CheckGroup[],
    known: Looked | null,
  ): { readonly kept: Looked; readonly found: readonly PartFinding[] } {
    if (known !== null && known.again.length === 0) return { kept: known, found: known.found };
    const model = this.#model.around(part);
    const found: PartFinding[] = [];
    const passing: PartFinding[] = [];
    const again: number[] = [];
    let order = 0;
    for (const { checks, thingsOf } of groups) {
      const things = thingsOf(model);
      for (let index = 0; things.length > 0 && index < checks.length; index += 1) {
        const check = checks[index];
        if (check === undefined || known?.again.includes(order + index) === false) continue;
        const drafts = this.#run(check, things, model, order + index);
        if (drafts === none) continue;
        const isKept = drafts !== null && areWithin(drafts, part);
        if (!isKept) again.push(order + index);
        for (const draft of drafts ?? none) (isKept && known === null ? found : passing).push(draft);
      }
      order += checks.length;
    }
    const kept = known ?? (found.length === 0 && again.length === 0 ? nothing : { found, again });
    if (passing.length === 0) return { kept, found: kept.found };
    return { kept, found: [...kept.found, ...passing].sort((one, other) => one.order - other.order) };
  }

  /** What a check finds in things, null where it throws. */
  #run(check: PartCheck, things: readonly unknown[], model: PartModel, order: number): readonly PartFinding[] | null {
    const { report } = this.#reported;
    try {
      // By index: most parts have few things, and iterators would be most of what a check allocates.
      for (let index = 0; index < things.length; index += 1) check.check(things[index], model, report);
    } catch (bug) {
      this.crashed.set(check.rule, bug);
      this.#reported = new Reported();
      return null;
    }
    return this.#reported.problems.length === 0 ? none : this.#takeReported(check.rule, model, order);
  }

  #takeReported(rule: Rule | BuiltInRule, model: PartModel, order: number): readonly PartFinding[] {
    const { problems, more } = this.#reported;
    const { document, policy } = this.#model;
    this.#reported = new Reported();
    return problems.map((problem, index) => {
      const draft = movedDraft(draftOf(rule, problem, document.text, policy), -model.part.node.range.start);
      return { rule, draft, order, more: index === problems.length - 1 ? more : 0 };
    });
  }
}

const none: readonly PartFinding[] = [];
const nothing: Looked = { found: none, again: [] };

function areWithin(found: readonly PartFinding[], { node: { range } }: DefinitionPart): boolean {
  const inside = { start: 0, end: range.end - range.start };
  return found.every(({ draft }) => isDraftWithin(draft, inside));
}

function isSame(one: CheckTerms, other: CheckTerms): boolean {
  return (
    one === other ||
    (one.rules === other.rules &&
      one.profile === other.profile &&
      one.policy === other.policy &&
      one.isLimited === other.isLimited)
  );
}
