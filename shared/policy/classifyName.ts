import { compilePattern, type Pattern } from './compilePattern.ts';
import type { Policy } from './policy.ts';

/** `creditCard_No2` as lower-case words: `credit card no 2`. */
export function wordsOfName(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])|([A-Za-z])(?=[0-9])/g, '$1$3$4 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

interface NameClassifier {
  readonly classes: readonly { readonly name: string; readonly patterns: readonly Pattern[] }[];
  readonly known: Map<string, string | null>;
}

/** First words of names that ask whether something is so: `hasSsn` is a yes or no. */
const questions = wordSet(
  'is are was has have had can could should must needs requires allows include includes show hide',
);
/** Last words of names that tell about a datum instead of holding it: `ssnCount`, `emailVerified`, `cardType`. */
const remarks = wordSet(
  'count length verified unverified valid invalid validated enabled disabled required optional present missing ' +
    'provided known confirmed exists allowed status type kind format index visible changed matches',
);

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

/** What a name is about that, as words, is that of a flag, a count or the like: `has ssn` is about `ssn`. Else null. */
function subjectOf(words: string): string | null {
  const list = words.split(' ');
  if (list.length < 2) return null;
  if (questions.has(list[0] ?? '')) return list.slice(1).join(' ');
  if (remarks.has(list.at(-1) ?? '')) return list.slice(0, -1).join(' ');
  return /^(?:number|count) of (.+)$/.exec(words)?.[1] ?? null;
}

/** Longest field name that is looked at, in UTF-16 units. */
const maxNameLength = 200;
/** Names remembered for one policy: documents use the same ones over and over. */
const maxKnown = 10_000;
const classifiers = new WeakMap<Policy, NameClassifier>();

/** The class of sensitive data that a field of this name holds (`ssn`, `email` …), or null; the first that fits. */
export function classifyName(name: string, policy: Policy): string | null {
  if (name.length > maxNameLength) return null;
  const { classes, known } = classifierOf(policy);
  const remembered = known.get(name);
  if (remembered !== undefined) return remembered;
  const words = wordsOfName(name);
  const subject = subjectOf(words);
  // A pattern that wants the remark itself (`blood type`) means the name as it stands.
  const fits = (pattern: Pattern) => pattern.test(words) && !(subject !== null && pattern.test(subject));
  const found = classes.find(({ patterns }) => patterns.some(fits))?.name ?? null;
  if (known.size >= maxKnown) known.clear();
  known.set(name, found);
  return found;
}

function classifierOf(policy: Policy): NameClassifier {
  const existing = classifiers.get(policy);
  if (existing !== undefined) return existing;
  // Each by itself: joined, one that leaves a quote open (RE2 allows `\Q` without `\E`) would silence its whole class.
  const classes = Object.entries(policy.sensitive.classes).map(([name, { names }]) => ({
    name,
    patterns: names.flatMap((source) => compilePattern(source) ?? []),
  }));
  const classifier = { classes, known: new Map<string, string | null>() };
  classifiers.set(policy, classifier);
  return classifier;
}
