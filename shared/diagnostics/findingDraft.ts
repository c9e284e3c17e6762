import type { Policy } from '../policy/policy.ts';
import type { Range } from '../workflow/document.ts';
import type { BuiltInRule } from './builtInRules.ts';
import type { Finding, Fix, RelatedLocation, TextEdit } from './finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Problem, Rule } from './rule.ts';

/** A finding before its waiver is looked up, and before it is known how many like it there are. */
export interface FindingDraft {
  /** Not waived, and with the fingerprint of the first of those like it. */
  readonly finding: Finding;
  /** What identifies it in the place of the text in its range; undefined where that text does. */
  readonly identity: string | undefined;
}

/** Makes a finding of a problem in a text: severity of the policy, fingerprint. */
export function draftOf(rule: Rule | BuiltInRule, problem: Problem, text: string, policy: Policy): FindingDraft {
  const { pointer, range, identity, related = [], leaking } = problem;
  const override = policy.severities[rule.id];
  const finding: Finding = {
    rule: rule.id,
    severity: override === undefined || override === 'off' ? (problem.severity ?? rule.severity) : override,
    confidence: problem.confidence ?? rule.confidence,
    message: presentable(problem.message),
    help: presentable(problem.help),
    location: { pointer, range },
    related: related.map((place) => ({ ...place, message: presentable(place.message) })),
    fingerprint: fingerprintOf(rule.id, pointer, identity ?? snippetOf(text, range), 0),
    fixes: problem.fixes ?? [],
    ...(leaking !== undefined && { leaking }),
    waiver: null,
  };
  return { finding, identity };
}

/** The text that a range covers, as far as it identifies a finding. */
export function snippetOf(text: string, { start, end }: Range): string {
  return text.slice(start, Math.min(end, start + 1_000));
}

/** Longest message, in UTF-16 units: names in it come from the file and may be of any length. */
const maxMessageLength = 500;

/** A message that steers no terminal and fills no screen, whatever the names in it are. */
function presentable(message: string): string {
  const clipped = message.length > maxMessageLength ? `${message.slice(0, maxMessageLength)}…` : message;
  return clipped.replace(/\p{C}/gu, '\u{fffd}');
}

/** The draft with everything in it moved; its ranges are its own. */
export function movedDraft({ finding, identity }: FindingDraft, by: number): FindingDraft {
  const { location, related, fixes } = finding;
  const moved = {
    ...finding,
    location: movedPlace(location, by),
    related: related.length === 0 ? related : related.map((place): RelatedLocation => movedPlace(place, by)),
    fixes: fixes.length === 0 ? fixes : fixes.map((fix) => movedFix(fix, by)),
  };
  return { finding: moved, identity };
}

function movedFix(fix: Fix, by: number): Fix {
  return { ...fix, edits: fix.edits.map((edit): TextEdit => movedPlace(edit, by)) };
}

function movedPlace<T extends { readonly range: Range }>(place: T, by: number): T {
  const { start, end } = place.range;
  return { ...place, range: { start: start + by, end: end + by } };
}

/** Whether everything that a draft points at lies in a range. */
export function isDraftWithin({ finding: { location, related, fixes } }: FindingDraft, outer: Range): boolean {
  const isWithin = ({ range: { start, end } }: { readonly range: Range }) => start >= outer.start && end <= outer.end;
  return isWithin(location) && related.every(isWithin) && fixes.every(({ edits }) => edits.every(isWithin));
}
