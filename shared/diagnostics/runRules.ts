import type { Policy } from '../policy/policy.ts';
import type { SourceDocument } from '../workflow/document.ts';
import { validateDefinition } from '../workflow/validateDefinition.ts';
import { applyRules } from './applyRules.ts';
import { schemaRule, syntaxRule, unfollowedRule } from './builtInRules.ts';
import type { Finding } from './finding.ts';
import { FindingCollector } from './findingCollector.ts';
import { type ClassifiedField, withClassifiedFields } from './flow/datasetPolicy.ts';
import { buildModel, type DocumentModel } from './model.ts';
import type { Profile } from './profiles/profile.ts';
import type { Rule } from './rule.ts';
import { ruleTable } from './ruleTable.ts';

/** What a check depends on beside the document. */
export interface CheckOptions {
  readonly policy: Policy;
  /** `YYYY-MM-DD`: waivers that ended before it no longer hold. */
  readonly today: string;
  /** All rules unless said. */
  readonly rules?: readonly Rule[];
  /** Other workflows around it: data is followed into those that this one runs. */
  readonly workflows?: readonly SourceDocument[];
  /** Fields of the workspace's data sets that a person classified: they are sensitive under these names. */
  readonly fields?: readonly ClassifiedField[];
  /** The runtime that the definition is for; none unless said. */
  readonly profile?: Profile | null;
}

/** Findings of a document in the order of its text, and the model that the rules saw; null where it could not be built. */
export interface CheckedModel {
  readonly findings: readonly Finding[];
  readonly model: DocumentModel | null;
}

/**
 * Checks a document: its syntax, the schema of the language, and every rule, in the order of the text. A rule that
 * throws becomes a finding and does not stop the others. Waived findings are in the list too, with their waiver.
 */
export function checkDocument(document: SourceDocument, options: CheckOptions): readonly Finding[] {
  return checkModel(document, options).findings;
}

/** The same for those who go on working with the model. */
export function checkModel(document: SourceDocument, options: CheckOptions): CheckedModel {
  const { today, profile = null, workflows = [], fields = [] } = options;
  const policy = withClassifiedFields(options.policy, fields);
  const collector = new FindingCollector(document, policy, today);
  const hasRun = new Set<string>();
  const run = (id: string, check: () => void) => {
    const isWhole = collector.guard(id, () => {
      check();
      return true;
    });
    if (isWhole === true) hasRun.add(id);
  };
  checkSyntax(document, collector);
  if (document.problems.length === 0) run(schemaRule.id, () => checkSchema(document, collector));
  const model = collector.guard('model', () => buildModel(document, policy, { workflows }));
  if (model === null) return { findings: collector.sorted(), model };
  const isFollowed = collector.guard('data-flow', () => model.flow.isComplete) !== null;
  const applied = { rules: options.rules ?? ruleTable, profile, isFollowed };
  for (const id of applyRules(model, applied, collector)) hasRun.add(id);
  if (isFollowed) run(unfollowedRule.id, () => checkFollowed(model, collector));
  // Of what could not be read nobody knows what a rule would have found in it.
  if (document.problems.length === 0) collector.addIdleWaivers((id) => hasRun.has(id));
  return { findings: collector.sorted(), model };
}

/** Adds what the document's own grammar objects to. */
export function checkSyntax(document: SourceDocument, collector: FindingCollector): void {
  const help = 'Mend the notation; the rest is checked as far as it can be read.';
  for (const { message, range } of document.problems) {
    collector.add(syntaxRule, { message, help, pointer: document.pointerAt(range.start), range });
  }
}

function checkSchema(document: SourceDocument, collector: FindingCollector): void {
  for (const { message, pointer, range, suggestion, keyword } of validateDefinition(document)) {
    const title = `Write \`${suggestion ?? ''}\``;
    collector.add(schemaRule, {
      message,
      help: 'The language reference says what may stand here.',
      // What an earlier version of the language wrote is still read.
      ...(keyword === 'deprecated' && { severity: 'note', help: 'It still runs; the next version need not read it.' }),
      pointer,
      range,
      fixes: suggestion === undefined ? [] : [{ title, safe: false, edits: [{ range, newText: suggestion }] }],
    });
  }
}

/** Says where the data flow is only known in part. */
function checkFollowed({ flow }: DocumentModel, collector: FindingCollector): void {
  if (flow.isComplete) return;
  collector.add(unfollowedRule, {
    message: 'The flow of data through this definition takes too many steps to be followed to its end.',
    help: 'Make its expressions and loops simpler, or divide it; what is behind them was taken for unknown data.',
    pointer: '',
    range: { start: 0, end: 0 },
    identity: 'flow',
  });
}
