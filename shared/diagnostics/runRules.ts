import type { Policy } from '../policy/policy.ts';
import type { Range, SourceDocument } from '../workflow/document.ts';
import { type LineIndex, lineIndex } from '../workflow/lineIndex.ts';
import { validateDefinition } from '../workflow/validateDefinition.ts';
import { type BuiltInRule, crashedRule, schemaRule, syntaxRule, waiverRule } from './builtInRules.ts';
import type { Finding } from './finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import { buildModel, type DocumentModel } from './model.ts';
import type { Problem, Rule } from './rule.ts';
import { ruleTable } from './ruleTable.ts';
import { type CommentWaivers, readWaivers, waiverFor } from './waivers.ts';

/** What a check depends on beside the document. */
export interface CheckOptions {
  readonly policy: Policy;
  /** `YYYY-MM-DD`: waivers that ended before it no longer hold. */
  readonly today: string;
  /** All rules unless said. */
  readonly rules?: readonly Rule[];
}

/**
 * Checks a document: its syntax, the schema of the language, and every rule, in the order of the text. A rule that
 * throws becomes a finding and does not stop the others. Waived findings are in the list too, with their waiver.
 */
export function checkDocument(document: SourceDocument, options: CheckOptions): readonly Finding[] {
  const { policy, today, rules = ruleTable } = options;
  const lines = lineIndex(document.text);
  const waivers = readWaivers(document, lines);
  const collector = new FindingCollector(document, policy, today, lines, waivers);
  for (const problem of document.problems)
    collector.add(syntaxRule, {
      ...problem,
      pointer: '',
      help: 'Mend the notation; the rest is checked as far as it can be read.',
    });
  if (document.problems.length === 0) checkSchema(document, collector);
  for (const problem of waivers.problems) {
    collector.add(waiverRule, { ...problem, pointer: '', help: 'Complete the comment; until then it waives nothing.' });
  }
  runRules(document, policy, rules, collector);
  return collector.sorted();
}

function checkSchema(document: SourceDocument, collector: FindingCollector): void {
  for (const problem of validateDefinition(document)) {
    collector.add(schemaRule, {
      message: problem.message,
      help: 'See the language reference for what may stand here.',
      pointer: problem.pointer,
      range: problem.range,
    });
  }
}

function runRules(document: SourceDocument, policy: Policy, rules: readonly Rule[], collector: FindingCollector): void {
  const model = guarded('model', collector, () => buildModel(document, policy));
  if (model === null) return;
  for (const rule of rules) {
    if (policy.severities[rule.id] === 'off') continue;
    guarded(rule.id, collector, () => runRule(rule, model, collector));
  }
}

/** A rule's findings are kept only where it ran to its end: half an answer would look like a whole one. */
function runRule(rule: Rule, model: DocumentModel, collector: FindingCollector): void {
  const problems: Problem[] = [];
  rule.check(model, (problem) => void problems.push(problem));
  for (const problem of problems) collector.add(rule, problem);
}

function guarded<T>(name: string, collector: FindingCollector, run: () => T): T | null {
  try {
    return run();
  } catch (bug) {
    const kind = bug instanceof Error ? bug.name : 'an unknown error';
    collector.add(crashedRule, {
      message: `The rule \`${name}\` crashed (${kind}) and checked nothing here.`,
      help: 'The other rules ran. Report this as a bug of Drydock, with the definition if it may be shown.',
      pointer: '',
      range: { start: 0, end: 0 },
      identity: name,
    });
    return null;
  }
}

class FindingCollector {
  readonly #document: SourceDocument;
  readonly #policy: Policy;
  readonly #today: string;
  readonly #lines: LineIndex;
  readonly #waivers: CommentWaivers;
  readonly #findings: Finding[] = [];
  readonly #seen = new Set<string>();
  readonly #occurrences = new Map<string, number>();

  constructor(document: SourceDocument, policy: Policy, today: string, lines: LineIndex, waivers: CommentWaivers) {
    this.#document = document;
    this.#policy = policy;
    this.#today = today;
    this.#lines = lines;
    this.#waivers = waivers;
  }

  add(rule: Rule | BuiltInRule, problem: Problem): void {
    const { message, help, pointer, range } = problem;
    const place = `${rule.id} ${range.start} ${range.end} ${message}`;
    if (this.#seen.has(place)) return;
    this.#seen.add(place);
    const override = this.#policy.severities[rule.id];
    const fingerprint = this.#fingerprint(rule.id, pointer, problem.identity ?? this.#snippet(range));
    const { line } = this.#lines.positionAt(range.start);
    this.#findings.push({
      rule: rule.id,
      severity: override === undefined || override === 'off' ? (problem.severity ?? rule.severity) : override,
      confidence: problem.confidence ?? rule.confidence,
      message,
      help,
      location: { pointer, range },
      related: problem.related ?? [],
      fingerprint,
      fixes: problem.fixes ?? [],
      waiver: waiverFor({ rule: rule.id, line, fingerprint }, this.#waivers.waivers, this.#policy, this.#today),
    });
  }

  sorted(): readonly Finding[] {
    return this.#findings.sort(
      ({ location: { range: a }, rule: one }, { location: { range: b }, rule: other }) =>
        a.start - b.start || a.end - b.end || (one < other ? -1 : one > other ? 1 : 0),
    );
  }

  #snippet(range: Range): string {
    return this.#document.text.slice(range.start, Math.min(range.end, range.start + 1_000));
  }

  #fingerprint(rule: string, pointer: string, snippet: string): string {
    const first = fingerprintOf(rule, pointer, snippet, 0);
    const occurrence = this.#occurrences.get(first) ?? 0;
    this.#occurrences.set(first, occurrence + 1);
    return occurrence === 0 ? first : fingerprintOf(rule, pointer, snippet, occurrence);
  }
}
