import type { Severity } from './finding.ts';

/** A finding's rule that has no file of its own, because the language or the check itself speaks. */
export interface BuiltInRule {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: 'high';
  readonly why: string;
  readonly remedy: string;
  /** As for other rules. */
  readonly fix: 'safe' | 'review' | null;
}

function builtIn(
  id: string,
  severity: Severity,
  title: string,
  why: string,
  remedy: string,
  fix: BuiltInRule['fix'] = null,
): BuiltInRule {
  return { id, title, severity, confidence: 'high', why, remedy, fix };
}

/** The text is not YAML or JSON. */
export const syntaxRule = builtIn(
  'syntax',
  'error',
  'Malformed YAML or JSON',
  'A text that its own grammar refuses means something else to every reader, or nothing.',
  'Mend what the message names. Expressions and templates inside texts have grammars of their own, and are read too.',
);

/** The document is not a definition. */
export const schemaRule = builtIn(
  'schema',
  'error',
  'Not as the language demands',
  'A definition that breaks the schema of the language fails as a configuration error before its first task. What an earlier version of the language wrote otherwise is a note.',
  'Mend what the message names; the language reference says what may stand where, and completion offers it.',
  'review',
);

/** A rule threw. */
export const crashedRule = builtIn(
  'crashed-rule',
  'error',
  'A rule crashed',
  'What a crashed rule would have found is not known: the answer of the check is incomplete.',
  'Report it as a bug of Drydock. Until it is mended the definition cannot be sealed without a waiver.',
);

/** A waiver comment is incomplete, or does nothing. */
export const waiverRule = builtIn(
  'waiver',
  'warning',
  'Waiver that does not waive',
  'A waiver without a rule, a last day or a reason waives nothing, and cannot be reviewed. One that covers nothing any more, has ended, or holds for more than a year is a note: nobody would look at it again.',
  'Write it as `# drydock-ignore RULE until 2027-01-31: reason`, with a day within a year; remove it where it waives nothing.',
  'safe',
);

/** The policy is broken. */
export const policyRule = builtIn(
  'policy',
  'error',
  'Broken policy',
  'Nothing is checked against half of a policy: until it is mended the default policy holds in its place.',
  'Mend what the message names. The default policy shows what there is.',
);

/** Data was not followed to its end. */
export const unfollowedRule = builtIn(
  'unfollowed',
  'warning',
  'Data flow that was not followed to its end',
  'Following data through this definition takes more steps than a check may take. From there on a part of it counts as unknown, and what would have been found in it is not known: somebody may want it so.',
  'Make the expressions and the loops simpler, or divide the workflow.',
);

/** Every built-in rule. */
export const builtInRules: readonly BuiltInRule[] = [
  syntaxRule,
  schemaRule,
  crashedRule,
  waiverRule,
  policyRule,
  unfollowedRule,
];
