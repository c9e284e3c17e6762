import { compilePattern, type Pattern } from '../policy/compilePattern.ts';
import type { Policy } from '../policy/policy.ts';
import { passesIbanCheck, passesLuhn } from './checkDigits.ts';
import { detectWhole } from './detectors.ts';

/** Tells the class of a policy that a whole value has the form of, or null. */
export type ValueClassifier = (value: string) => string | null;

/** Longest value that is compared with the policy's patterns; a longer one is free text. */
const longestDatum = 254;

const classifiers = new WeakMap<Policy, ValueClassifier>();

/** The classifier of a policy; patterns are compiled once. */
export function valueClassifier(policy: Policy): ValueClassifier {
  const known = classifiers.get(policy);
  if (known !== undefined) return known;
  const classifier = compileClassifier(policy);
  classifiers.set(policy, classifier);
  return classifier;
}

/**
 * Judges values by our detectors, then by the `values` patterns of a policy. Where a class has check digits they have to be
 * right, whatever a pattern says: the patterns of the default policy for cards and accounts also fit order numbers.
 */
function compileClassifier({ sensitive }: Policy): ValueClassifier {
  const classes = Object.entries(sensitive.classes).flatMap(([name, { values }]) => {
    const patterns = values.flatMap((source) => compilePattern(`^(?:${source})$`) ?? []);
    return patterns.length === 0 ? [] : [{ name, patterns }];
  });
  return (value) => {
    const text = value.trim();
    if (text === '' || text.length > longestDatum) return null;
    const detected = detectWhole(text);
    if (detected !== null) return detected;
    const fits = (patterns: readonly Pattern[]) => patterns.some((pattern) => pattern.test(text));
    return classes.find(({ name, patterns }) => fits(patterns) && hasRightCheckDigits(name, text))?.name ?? null;
  };
}

function hasRightCheckDigits(sensitiveClass: string, text: string): boolean {
  if (sensitiveClass === 'card') return passesLuhn(text.replace(/[^0-9]/g, ''));
  if (sensitiveClass === 'iban') return passesIbanCheck(text.replaceAll(' ', '').toUpperCase());
  return true;
}
