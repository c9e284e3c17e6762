import type { Policy } from '../policy/policy.ts';
import type { Range, SourceDocument } from '../workflow/document.ts';
import { type LineIndex, lineIndex } from '../workflow/lineIndex.ts';
import { type BuiltInRule, crashedRule, waiverRule } from './builtInRules.ts';
import type { Finding } from './finding.ts';
import { draftOf, type FindingDraft, snippetOf } from './findingDraft.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Problem, Rule } from './rule.ts';
import { ruleOf } from './ruleTable.ts';
import { Waivers } from './waivers.ts';

/** Collects the findings of one document: each once, with what tells it from others like it, and with its waiver. */
export class FindingCollector {
  readonly #document: SourceDocument;
  readonly #policy: Policy;
  readonly #waivers: Waivers;
  readonly #findings: Finding[] = [];
  readonly #seen = new Set<string>();
  readonly #occurrences = new Map<string, number>();
  #lines: LineIndex | null = null;

  constructor(document: SourceDocument, policy: Policy, today: string) {
    this.#document = document;
    this.#policy = policy;
    const isRule = (id: string) => ruleOf(id) !== null;
    this.#waivers = new Waivers(document, () => this.#lineIndex(), { policy, today, isRule });
    for (const problem of this.#waivers.problems) this.add(waiverRule, problem);
  }

  /** Runs a part of the check; where it throws, that is a finding, and null is the answer. */
  guard<T>(name: string, run: () => T): T | null {
    try {
      return run();
    } catch (bug) {
      this.addCrash(name, bug);
      return null;
    }
  }

  /** Adds that a part of the check threw. */
  addCrash(name: string, bug: unknown): void {
    const kind = bug instanceof Error ? bug.name : 'an unknown error';
    this.add(crashedRule, {
      message: `The rule \`${name}\` crashed (${kind}) and checked nothing here.`,
      help: 'The other rules ran. Report this as a bug of Drydock, with the definition if it may be shown.',
      pointer: '',
      range: { start: 0, end: 0 },
      identity: name,
    });
  }

  /** Adds a finding, once for each place and message. */
  add(rule: Rule | BuiltInRule, problem: Problem): void {
    this.addDraft(draftOf(rule, problem, this.#document.text, this.#policy));
  }

  /** The same for a problem that a finding was drafted of. */
  addDraft({ finding, identity }: FindingDraft): void {
    const { rule, message, location, fingerprint: first } = finding;
    const { pointer, range } = location;
    const place = `${rule} ${range.start} ${range.end} ${message}`;
    if (this.#seen.has(place)) return;
    this.#seen.add(place);
    const occurrence = this.#occurrences.get(first) ?? 0;
    this.#occurrences.set(first, occurrence + 1);
    const fingerprint =
      occurrence === 0
        ? first
        : fingerprintOf(rule, pointer, identity ?? snippetOf(this.#document.text, range), occurrence);
    const lines = this.#waivers.hasComments ? this.#linesOf(pointer, range) : [];
    const waiver = this.#waivers.waiverFor(rule, lines, fingerprint);
    this.#findings.push(occurrence === 0 && waiver === null ? finding : { ...finding, fingerprint, waiver });
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

  /** Made when a line is first asked for: a document without waivers needs none. */
  #lineIndex(): LineIndex {
    this.#lines ??= lineIndex(this.#document.text);
    return this.#lines;
  }

  /** The line of a finding, and that on which the block scalar begins that holds it. */
  #linesOf(pointer: string, range: Range): number[] {
    const lines = this.#lineIndex();
    const { line } = lines.positionAt(range.start);
    const holder = this.#document.locate(pointer)?.value;
    if (holder === undefined || range.start <= holder.start || range.end > holder.end) return [line];
    const isBlock = this.#document.format === 'yaml' && /[|>]/.test(this.#document.text.charAt(holder.start));
    return isBlock ? [line, lines.positionAt(holder.start).line] : [line];
  }
}
