import { appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { reviewDefinition } from '../../../shared/diagnostics/meaning/review.ts';
import { type Command, exitStatus } from '../command.ts';
import { diffData, diffText } from '../diffReport.ts';
import { unable } from '../files.ts';
import { PolicyReader } from '../policyReader.ts';
import { oneOf, readArguments } from '../readArguments.ts';
import { readDefinition } from '../readDefinition.ts';

const formats = ['text', 'json'] as const;

interface Request {
  readonly older: string;
  readonly newer: string;
  readonly policy: string | null;
  readonly format: (typeof formats)[number];
}

/** `drydock diff`: what a definition means differently from an earlier one, and what that does to its findings. */
export const diffCommand: Command = {
  name: 'diff',
  usage: 'diff OLD NEW [--policy F] [--format text|json]',
  summary: 'Compares two definitions by meaning, with their findings. 1 where they mean different things.',
  async run(args, io) {
    const request = readRequest(args);
    if (!request.ok) return unable(io, 'diff', request.error);
    const { older, newer, format } = request.value;
    const policy = await new PolicyReader(io, request.value.policy).policyFor(newer);
    if (!policy.ok) return unable(io, 'diff', policy.error);
    const before = await readDefinition(io, older);
    if (!before.ok) return unable(io, 'diff', before.error);
    const after = await readDefinition(io, newer);
    if (!after.ok) return unable(io, 'diff', after.error);
    const today = new Date().toISOString().slice(0, 10);
    const review = reviewDefinition(before.value.document, after.value.document, { policy: policy.value, today });
    if (review.changes === null) {
      const { path } = before.value.document.problems.length > 0 ? before.value : after.value;
      return unable(io, 'diff', { message: `${path} is not well-formed: 'drydock check' says where` });
    }
    const compared = { before: before.value, after: after.value, review, changes: review.changes };
    io.out(format === 'text' ? diffText(compared, io.color) : `${JSON.stringify(diffData(compared), null, 2)}\n`);
    return review.isSameMeaning ? exitStatus.fine : exitStatus.no;
  },
};

function readRequest(args: readonly string[]): Result<Request> {
  const read = readArguments(args, { policy: 'value', format: 'value' });
  if (!read.ok) return read;
  const { flags, rest } = read.value;
  const format = oneOf('format', flags.format, formats, 'text');
  if (!format.ok) return format;
  const [older, newer, ...more] = rest;
  if (older === undefined || newer === undefined || more.length > 0)
    return err(appError('invalid-input', 'name two files, as in `drydock diff before.yaml after.yaml`'));
  return ok({ older, newer, policy: flags.policy ?? null, format: format.value });
}
