import { appError } from '../../shared/base/appError.ts';
import { err, type Result } from '../../shared/base/result.ts';
import { readPublicKeys } from '../core/sealing/signer.ts';
import { type ReadFrom, readSmallText } from './files.ts';

/** The fingerprints of the keys that a person trusts, from the file that `--root` names. */
export async function readTrustedKeys(from: ReadFrom, file: string): Promise<Result<readonly string[]>> {
  const pem = await readSmallText(from, file);
  if (!pem.ok) return pem;
  const keys = readPublicKeys(pem.value);
  return keys.ok ? keys : err(appError(keys.error.code, `${file}: ${keys.error.message}`));
}
