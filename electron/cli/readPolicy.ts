import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { defaultPolicy } from '../../shared/policy/defaultPolicy.ts';
import { parsePolicy } from '../../shared/policy/parsePolicy.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import type { CommandIo } from './command.ts';
import { readDefinition } from './readDefinition.ts';

/** The policy of a file, or the default where none is named. A broken one is refused, where `check` would report it. */
export async function readPolicy(io: CommandIo, file: string | null): Promise<Result<Policy>> {
  if (file === null) return ok(defaultPolicy);
  const read = await readDefinition(io, file);
  if (!read.ok) return read;
  const policy = parsePolicy(read.value.document);
  if (policy.ok) return policy;
  return err(appError('invalid-input', `${file}: ${policy.error[0]?.message ?? 'the policy cannot be read'}`));
}
