import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { type Finding, type Severity, severities } from '../../shared/diagnostics/finding.ts';
import type { Profile } from '../../shared/diagnostics/profiles/profile.ts';
import { profileOf, profileTable } from '../../shared/diagnostics/profiles/profileTable.ts';
import { failOnFlag, formatFlag, policyFlag, profileFlag } from './flags.ts';
import { oneOf, readArguments } from './readArguments.ts';

/** Forms in which findings are printed. */
const formats = ['text', 'json', 'sarif'] as const;
/** One of the forms in which findings are printed. */
export type FindingFormat = (typeof formats)[number];

/** Which fixes are made: none, those that keep the meaning, or the others too. */
export type FixMode = 'none' | 'safe' | 'review';

/** What `drydock check` was asked for. */
export interface CheckRequest {
  readonly files: readonly string[];
  readonly policy: string | null;
  readonly profile: Profile | null;
  readonly format: FindingFormat;
  readonly failOn: Severity;
  /** File with the findings of an earlier check. */
  readonly baseline: string | null;
  /** File that takes the findings of this one. */
  readonly newBaseline: string | null;
  readonly fix: FixMode;
  /** What would be changed is printed, and nothing written. */
  readonly isDryRun: boolean;
}

/** The flags of `drydock check`. */
export const checkFlags = {
  policy: policyFlag,
  profile: profileFlag,
  format: formatFlag(...formats),
  'fail-on': {
    ...failOnFlag,
    help: 'From which severity on a new finding makes the exit status 1; error unless said.',
  },
  baseline: {
    value: 'F',
    help: 'JSON or SARIF of an earlier check: what is in it is known, and only what is new counts.',
  },
  'write-baseline': { value: 'F', help: 'Writes what is found as such a baseline.' },
  fix: {
    word: 'review',
    help: 'Makes the fixes that keep the meaning; with =review also those that want a look afterwards.',
  },
  diff: { help: 'Prints what --fix would change as a patch, and writes nothing.' },
} as const;

/** Reads the arguments of `drydock check`; what does not go together is one sentence. */
export function readCheckRequest(args: readonly string[]): Result<CheckRequest> {
  const read = readArguments(args, checkFlags);
  if (!read.ok) return read;
  const { flags: said, rest } = read.value;
  const format = oneOf('format', said.format, formats, 'text');
  if (!format.ok) return format;
  const failOn = oneOf('fail-on', said['fail-on'], severities, 'error');
  if (!failOn.ok) return failOn;
  const profile = profileNamed(said.profile);
  if (!profile.ok) return profile;
  if (rest.length === 0) return refused('name at least one file, as in `drydock check order.yaml`');
  const isDryRun = said.diff === true;
  const fix: FixMode = said.fix === 'review' ? 'review' : said.fix === true || isDryRun ? 'safe' : 'none';
  if (isDryRun && format.value !== 'text') return refused('--diff prints the changes alone; leave --format out');
  if (isDryRun && said['write-baseline'] !== undefined)
    return refused('--diff writes nothing; leave --write-baseline out');
  if (fix !== 'none' && !isDryRun && rest.includes('-')) {
    return refused('standard input cannot be written to; print the changes with --diff');
  }
  return ok({
    files: rest,
    policy: said.policy ?? null,
    profile: profile.value,
    format: format.value,
    failOn: failOn.value,
    baseline: said.baseline ?? null,
    newBaseline: said['write-baseline'] ?? null,
    fix,
    isDryRun,
  });
}

/** The profile that `--profile` names; null where nothing is said. */
export function profileNamed(name: string | undefined): Result<Profile | null> {
  const profile = name === undefined ? null : profileOf(name);
  if (name === undefined || profile !== null) return ok(profile);
  return refused(`there is no profile '${name}'; there is ${profileTable.map(({ id }) => `'${id}'`).join(', ')}`);
}

/** Whether an unwaived finding is as grave as `--fail-on` says, or graver. */
export function isGrave({ severity, waiver }: Finding, failOn: Severity): boolean {
  return waiver === null && severities.indexOf(severity) <= severities.indexOf(failOn);
}

function refused(message: string): Result<never> {
  return err(appError('invalid-input', message));
}
