import type { Policy } from '../policy/policy.ts';
import type { Range, SourceDocument } from '../workflow/document.ts';
import { type LineIndex, lineIndex } from '../workflow/lineIndex.ts';
import { type BuiltInRule, crashedRule, waiverRule } from './builtInRules.ts';
import type { Finding } from './finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Problem, Rule } from './rule.ts';
import { ruleOf } from './ruleTable.ts';
import { Waivers } from './waivers.ts';

/** Makes findings of the problems of one document: severity of the policy, fingerprint, waiver. */
export class FindingCollector {
  readonly #document: SourceDocument;
  readonly #policy: Policy;
  readonly #lines: LineIndex;
  readonly #waivers: Waivers;
  readonly #findings: Finding[] = [];
  readonly #seen = new Set<string>();
  readonly #occurrences = new Map<string, number>();

  constructor(document: SourceDocument, policy: Policy, today: string) {
    this.#document = document;
    this.#policy = policy;
    this.#lines = lineIndex(document.text);
    const isRule = (id: string) => ruleOf(id) !== null;
    this.#waivers = new Waivers(document, this.#lines, { policy, today, isRule });
    for (const problem of this.#waivers.problems) this.add(waiverRule, problem);
  }

  /** Runs a part of the check; where it throws, that is a finding, and null is the answer. */
  guard<T>(name: string, run: () => T): T | null {
    try {
      return run();
    } catch (bug) {
      const kind = bug instanceof Error ? bug.name : 'an unknown error';
      this.add(crashedRule, {
        message: `The rule \`${name}\` crashed (${kind}) and checked nothing here.`,
        help: 'The other rules ran. Report this as a bug of Drydock, with the definition if it may be shown.',
        pointer: '',
        range: { start: 0, end: 0 },
        identity: name,
      });
      return null;
    }
  }

  /** Adds a finding, once for each place and message. */
  add(rule: Rule | BuiltInRule, problem: Problem): void {
    const { pointer, range } = problem;
    const message = presentable(problem.message);
    const place = `${rule.id} ${range.start} ${range.end} ${message}`;
    if (this.#seen.has(place)) return;
    this.#seen.add(place);
    const override = this.#policy.severities[rule.id];
    const fingerprint = this.#fingerprint(rule.id, pointer, problem.identity ?? this.#snippet(range));
    const lines = this.#waivers.hasComments ? this.#linesOf(pointer, range) : [];
    this.#findings.push({
      rule: rule.id,
      severity: override === undefined || override === 'off' ? (problem.severity ?? rule.severity) : override,
      confidence: problem.confidence ?? rule.confidence,
      message,
      help: presentable(problem.help),
      location: { pointer, range },
      related: (problem.related ?? []).map((place) => ({ ...place, message: presentable(place.message) })),
      fingerprint,
      fixes: problem.fixes ?? [],
      ...(problem.leaking !== undefined && { leaking: problem.leaking }),
      waiver: this.#waivers.waiverFor(rule.id, lines, fingerprint),
    });
  }

  /** Adds what waivers do nothing, once everything else was found; `hasRun` says which rules ran to their end. */
  addIdleWaivers(hasRun: (rule: string) => boolean): void {
    for (const problem of this.#waivers.idle((rule) => rule !== waiverRule.id && hasRun(rule))) {
      this.add(waiverRule, problem);
    }
  }

  /** What was found, in the order of the text. */
  sorted(): readonly Finding[] {
    return this.#findings.sort(
      ({ location: { range: a }, rule: one }, { location: { range: b }, rule: other }) =>
        a.start - b.start || a.end - b.end || (one < other ? -1 : one > other ? 1 : 0),
    );
  }

  /** The line of a finding, and that on which the block scalar begins that holds it. */
  #linesOf(pointer: string, range: Range): number[] {
    const { line } = this.#lines.positionAt(range.start);
    const holder = this.#document.locate(pointer)?.value;
    if (holder === undefined || range.start <= holder.start || range.end > holder.end) return [line];
    const isBlock = this.#document.format === 'yaml' && /[|>]/.test(this.#document.text.charAt(holder.start));
    return isBlock ? [line, this.#lines.positionAt(holder.start).line] : [line];
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

/** Longest message, in UTF-16 units: names in it come from the file and may be of any length. */
const maxMessageLength = 500;

/** A message that steers no terminal and fills no screen, whatever the names in it are. */
function presentable(message: string): string {
  const clipped = message.length > maxMessageLength ? `${message.slice(0, maxMessageLength)}…` : message;
  return clipped.replace(/\p{C}/gu, '\u{fffd}');
}
