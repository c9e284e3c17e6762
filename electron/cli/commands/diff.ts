import { appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { contextOptions } from '../../../shared/diagnostics/checkContext.ts';
import { type Severity, severities } from '../../../shared/diagnostics/finding.ts';
import { type Review, reviewDefinition } from '../../../shared/diagnostics/meaning/review.ts';
import type { Profile } from '../../../shared/diagnostics/profiles/profile.ts';
import { checkContextOf, runsOf } from '../checkContext.ts';
import { isGrave, profileNamed } from '../checkRequest.ts';
import { type Command, exitStatus } from '../command.ts';
import { diffData, diffText } from '../diffReport.ts';
import { failOnFlag, formatFlag, policyFlag, profileFlag } from '../flags.ts';
import { policyBeside } from '../policyBeside.ts';
import { printedJson } from '../printedJson.ts';
import { oneOf, readArguments } from '../readArguments.ts';
import { readDefinition } from '../readDefinition.ts';
import { readPolicy } from '../readPolicy.ts';
import { unable } from '../tell.ts';
import { WorkflowTexts } from '../workflowTexts.ts';

const formats = ['text', 'json'] as const;
const flags = {
  policy: policyFlag,
  profile: profileFlag,
  format: formatFlag(...formats),
  'fail-on': failOnFlag,
} as const;

interface Request {
  readonly older: string;
  readonly newer: string;
  readonly policy: string | null;
  readonly profile: Profile | null;
  readonly format: (typeof formats)[number];
  /** Null where every change of meaning counts. */
  readonly failOn: Severity | null;
}

/** `drydock diff`: what a definition means differently from an earlier one, and what that does to its findings. */
export const diffCommand: Command = {
  name: 'diff',
  args: 'OLD NEW',
  summary:
    'Compares two definitions by meaning, with their findings. 1 where they mean different things; with --fail-on, where a finding that is new is at or above it.',
  flags,
  async run(args, io) {
    const request = readRequest(args);
    if (!request.ok) return unable(io, 'diff', request.error);
    const { older, newer, profile, format, failOn } = request.value;
    // What comes through standard input stands where the older one does.
    const file = newer === '-' ? older : newer;
    const policy = await readPolicy(io, request.value.policy ?? (await policyBeside(io, file)));
    if (!policy.ok) return unable(io, 'diff', policy.error);
    const before = await readDefinition(io, older);
    if (!before.ok) return unable(io, 'diff', before.error);
    const after = await readDefinition(io, newer);
    if (!after.ok) return unable(io, 'diff', after.error);
    const documents = [before.value.document, after.value.document] as const;
    const context = await checkContextOf(io, { file, runs: runsOf(...documents) }, policy.value, {
      texts: new WorkflowTexts(io),
    });
    const today = new Date().toISOString().slice(0, 10);
    const options = { ...contextOptions(context), policy: policy.value, today, profile };
    const review = reviewDefinition(...documents, options);
    if (review.changes === null) {
      const { path } = before.value.document.problems.length > 0 ? before.value : after.value;
      return unable(io, 'diff', { message: `${path} is not well-formed: 'drydock check' says where` });
    }
    const compared = { before: before.value, after: after.value, review, changes: review.changes };
    io.out(format === 'text' ? diffText(compared, io.color) : printedJson(diffData(compared)));
    return isFine(review, failOn) ? exitStatus.fine : exitStatus.no;
  },
};

function isFine({ isSameMeaning, findings }: Review, failOn: Severity | null): boolean {
  if (failOn === null) return isSameMeaning;
  return !findings.some(({ standing, finding }) => standing === 'new' && isGrave(finding, failOn));
}

function readRequest(args: readonly string[]): Result<Request> {
  const read = readArguments(args, flags);
  if (!read.ok) return read;
  const { flags: said, rest } = read.value;
  const format = oneOf('format', said.format, formats, 'text');
  if (!format.ok) return format;
  const profile = profileNamed(said.profile);
  if (!profile.ok) return profile;
  const failOn = said['fail-on'] === undefined ? ok(null) : oneOf('fail-on', said['fail-on'], severities, 'error');
  if (!failOn.ok) return failOn;
  const [older, newer, ...more] = rest;
  if (older === undefined || newer === undefined || more.length > 0)
    return err(appError('invalid-input', 'name two files, as in `drydock diff before.yaml after.yaml`'));
  return ok({
    older,
    newer,
    policy: said.policy ?? null,
    profile: profile.value,
    format: format.value,
    failOn: failOn.value,
  });
}
