import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { defaultPolicy } from '../../shared/policy/defaultPolicy.ts';
import { parsePolicy } from '../../shared/policy/parsePolicy.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';
import type { CommandIo } from './command.ts';
import { readTextOf } from './readDataFile.ts';

/** The policy of a file, or the default where none is named. A broken one is refused: nothing goes by half of a policy. */
export async function readPolicy(io: CommandIo, file: string | undefined): Promise<Result<Policy>> {
  if (file === undefined) return ok(defaultPolicy);
  const text = await readTextOf(io, file);
  if (!text.ok) return text;
  const document = parseDocument(text.value);
  if (!document.ok) return err(appError(document.error.code, `${file}: ${document.error.message}`));
  const policy = parsePolicy(document.value);
  if (policy.ok) return policy;
  return err(appError('invalid-input', `${file}: ${policy.error[0]?.message ?? 'the policy cannot be read'}`));
}
