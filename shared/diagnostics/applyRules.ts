import { type BuiltInRule, syntaxRule } from './builtInRules.ts';
import type { FindingCollector } from './findingCollector.ts';
import { draftOf, type FindingDraft, movedDraft } from './findingDraft.ts';
import type { Arrival } from './flow/sink.ts';
import type { DocumentModel } from './model.ts';
import { PartChecker } from './partChecker.ts';
import { flowGroups, plainGroups } from './partChecks.ts';
import type { Profile } from './profiles/profile.ts';
import { profileRule } from './profiles/profileRule.ts';
import { maxFindings, Reported } from './reported.ts';
import type { Rule } from './rule.ts';

/** The rules of a check. */
export interface AppliedRules {
  readonly rules: readonly Rule[];
  readonly profile: Profile | null;
  /** False where following the data threw: what looks at it is left out. */
  readonly isFollowed: boolean;
}

/**
 * Applies rules to a document, those that look at one thing at a time to what an edit has changed alone. The answer are the
 * ids of those that ran to their end: of one that throws nothing is kept, for half an answer would look like a whole one.
 */
export function applyRules(
  model: DocumentModel,
  { rules, profile, isFollowed }: AppliedRules,
  collector: FindingCollector,
): ReadonlySet<string> {
  const { flow, policy, isLimited, parts, document } = model;
  const applied = [...rules, ...(profile === null ? [] : [profileRule(profile)])].filter(
    ({ id }) => policy.severities[id] !== 'off',
  );
  const checker = new PartChecker(
    model,
    { rules, profile, policy, isLimited },
    {
      plain: plainGroups(applied),
      flowing: isFollowed ? flowGroups(applied, flow) : [],
      notesOf: (part) => (isFollowed && flow.isComplete ? flow.notesOf(part) : null),
    },
  );
  const found = parts.all.map((part) => checker.check(part));
  const results = isFollowed ? flow.results : [];
  const whole = applied.map((rule) => checkWhole(rule, { model, results }, checker.crashed));
  const tally = new Tally(collector);
  for (const [index, part] of parts.all.entries()) {
    for (const { rule, draft, more } of found[index] ?? []) {
      if (checker.crashed.has(rule)) continue;
      tally.add(rule, movedDraft(draft, part.node.range.start));
      tally.leaveOut(rule, more);
    }
  }
  for (const [index, rule] of applied.entries()) {
    const { problems = [], more = 0 } = whole[index] ?? {};
    if (checker.crashed.has(rule)) continue;
    for (const problem of problems) tally.add(rule, draftOf(rule, problem, document.text, policy));
    tally.leaveOut(rule, more);
  }
  tally.finish();
  for (const [{ id }, bug] of checker.crashed) collector.addCrash(id, bug);
  const hasRun = [syntaxRule, ...applied].filter(
    (rule) => !checker.crashed.has(rule) && (isFollowed || !follows(rule)),
  );
  return new Set(hasRun.map(({ id }) => id));
}

function follows(rule: Rule | BuiltInRule): boolean {
  return ['checkOutcome', 'checkArrival', 'checkArrivals'].some((check) => check in rule);
}

/** A definition, and what reaches its result. */
interface Whole {
  readonly model: DocumentModel;
  readonly results: readonly Arrival[];
}

/** What a rule finds in the whole definition, and in what reaches its result. */
function checkWhole(rule: Rule, { model, results }: Whole, crashed: Map<Rule | BuiltInRule, unknown>): Reported {
  const reported = new Reported();
  try {
    for (const arrival of results) rule.checkArrival?.(arrival, model, reported.report);
    rule.check?.(model, reported.report);
  } catch (bug) {
    crashed.set(rule, bug);
  }
  return reported;
}

/** Adds the findings of rules up to a bound for each; how many more there are is one finding. */
class Tally {
  readonly #collector: FindingCollector;
  readonly #counts = new Map<Rule | BuiltInRule, { added: number; dropped: number; last: FindingDraft }>();

  constructor(collector: FindingCollector) {
    this.#collector = collector;
  }

  add(rule: Rule | BuiltInRule, draft: FindingDraft): void {
    const count = this.#counts.get(rule) ?? { added: 0, dropped: 0, last: draft };
    this.#counts.set(rule, count);
    if (count.added >= maxFindings) {
      count.dropped += 1;
      return;
    }
    count.added += 1;
    count.last = draft;
    this.#collector.addDraft(draft);
  }

  /** Counts what was not even kept. */
  leaveOut(rule: Rule | BuiltInRule, more: number): void {
    const count = this.#counts.get(rule);
    if (count !== undefined) count.dropped += more;
  }

  /** Says of each rule how many findings were left out. */
  finish(): void {
    for (const [rule, { dropped, last }] of this.#counts) {
      if (dropped === 0) continue;
      this.#collector.add(rule, {
        message: `${dropped} more findings of \`${rule.id}\` behind this place are not listed.`,
        help: 'Mend those that are listed; the next check lists the rest.',
        ...last.finding.location,
        identity: 'more',
      });
    }
  }
}
