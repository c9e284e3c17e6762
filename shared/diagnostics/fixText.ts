import type { Range, SourceDocument } from '../workflow/document.ts';
import { applyEdits } from '../workflow/edit.ts';
import { lineIndex } from '../workflow/lineIndex.ts';
import { parseDocument } from '../workflow/parseDocument.ts';
import { crashedRule, schemaRule, syntaxRule } from './builtInRules.ts';
import type { Finding, Fix, TextEdit } from './finding.ts';

/** Most rounds of checking and mending, and most texts that are tried in all of them: each is checked whole. */
const maxRounds = 10;
const maxTries = 300;

/** A fix that was made. */
export interface AppliedFix {
  readonly rule: string;
  readonly title: string;
  readonly safe: boolean;
  /** Line of the finding, from 1, in the text as it was in that round. */
  readonly line: number;
}

/** A text after its fixes. */
export interface FixedText {
  readonly text: string;
  readonly applied: readonly AppliedFix[];
  /** What is found in it now. */
  readonly findings: readonly Finding[];
}

/** How a text is mended. */
export interface FixOptions {
  readonly format: SourceDocument['format'];
  /** Whether fixes that may change what the workflow does are made too. */
  readonly withReview: boolean;
  check(document: SourceDocument): readonly Finding[];
}

interface Candidate {
  readonly finding: Finding;
  readonly fix: Fix;
}

interface State {
  readonly text: string;
  readonly findings: readonly Finding[];
}

/**
 * Makes the fixes of what is found and not waived, and those of what is found then, until there are none or for ten
 * rounds. Fixes of one round do not overlap. One after which the text could not be read, broke the schema, or had no
 * fewer findings of its rule is left out. A text that cannot be read as it is stays as it is.
 */
export function fixText(text: string, options: FixOptions): FixedText | null {
  const first = stateOf(text, options);
  if (first === null) return null;
  const applied: AppliedFix[] = [];
  const refused = new Set<string>();
  const budget = { tries: maxTries };
  let state = first;
  for (let round = 0; round < maxRounds; round++) {
    const chosen = withoutOverlap(candidates(state, options).filter((one) => !refused.has(nameOf(one))));
    if (chosen.length === 0) break;
    const { accepted, rejected, result } = accept(state, chosen, { ...options, budget });
    for (const one of rejected) refused.add(nameOf(one));
    const lines = lineIndex(state.text);
    for (const { finding, fix } of accepted) {
      const { line } = lines.positionAt(finding.location.range.start);
      applied.push({ rule: finding.rule, title: fix.title, safe: fix.safe, line });
    }
    state = result;
  }
  return { ...state, applied };
}

/** What is found in a text; null where it cannot be read. */
function stateOf(text: string, { format, check }: FixOptions): State | null {
  const document = parseDocument(text, format);
  if (!document.ok || document.value.problems.length > 0) return null;
  return { text, findings: check(document.value) };
}

function candidates({ findings }: State, { withReview }: FixOptions): Candidate[] {
  return findings.flatMap((finding) => {
    if (finding.waiver !== null) return [];
    const fix = finding.fixes.find(({ safe }) => safe) ?? (withReview ? finding.fixes[0] : undefined);
    return fix === undefined || fix.edits.length === 0 ? [] : [{ finding, fix }];
  });
}

function nameOf({ finding, fix }: Candidate): string {
  return `${finding.fingerprint} ${fix.title}`;
}

/** The fixes that can be made together: of two that touch the same place the first. Two of the very same edits are one. */
function withoutOverlap(all: readonly Candidate[]): Candidate[] {
  const taken: TextEdit[] = [];
  const whole = new Set<string>();
  return all.filter(({ fix }) => {
    const key = JSON.stringify(fix.edits);
    if (whole.has(key)) return true;
    if (fix.edits.some((edit) => taken.some((other) => touches(edit.range, other.range)))) return false;
    taken.push(...fix.edits);
    whole.add(key);
    return true;
  });
}

/** Two insertions at one place touch as well: their order would be anybody's guess. */
function touches(a: Range, b: Range): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}

interface Accepted {
  readonly accepted: readonly Candidate[];
  readonly result: State;
}

/** Makes as many of the fixes as do no harm: all together, else by halves. Those that no try was left for are not rejected. */
function accept(
  state: State,
  all: readonly Candidate[],
  options: FixOptions & { readonly budget: { tries: number } },
): Accepted & { readonly rejected: readonly Candidate[] } {
  let best: Accepted = { accepted: [], result: state };
  const rejected: Candidate[] = [];
  const { budget } = options;
  const grow = (more: readonly Candidate[]): void => {
    if (budget.tries === 0) return;
    budget.tries -= 1;
    const accepted = [...best.accepted, ...more];
    const result = resultOf(state, accepted, options);
    if (result !== null) best = { accepted, result };
    else if (more.length > 1) {
      const middle = Math.ceil(more.length / 2);
      grow(more.slice(0, middle));
      grow(more.slice(middle));
    } else rejected.push(...more);
  };
  grow(all);
  return { ...best, rejected };
}

/** The text with these fixes; null where they do harm, or nothing for their rules. */
function resultOf(state: State, chosen: readonly Candidate[], options: FixOptions): State | null {
  const edits = new Map(chosen.flatMap(({ fix }) => fix.edits).map((edit) => [JSON.stringify(edit), edit]));
  const result = stateOf(applyEdits(state.text, [...edits.values()]), options);
  if (result === null) return null;
  for (const rule of [syntaxRule.id, schemaRule.id, crashedRule.id]) {
    if (countOf(result, rule) > countOf(state, rule)) return null;
  }
  const rules = new Set(chosen.map(({ finding }) => finding.rule));
  return [...rules].every((rule) => countOf(result, rule) < countOf(state, rule)) ? result : null;
}

function countOf({ findings }: State, rule: string): number {
  return findings.filter((finding) => finding.rule === rule && finding.waiver === null).length;
}
