import { appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';

/** A place in an OCI registry. */
export interface RegistryReference {
  readonly origin: string;
  readonly repository: string;
  readonly tag: string;
}

const loopback = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether a URL is one that a password may go over: HTTPS, or this computer alone. */
export function isPrivateLine(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname));
}

/** Reads `host[:port]/repository[:tag]` (distribution-spec, names). HTTPS, but for loopback: there it is plain HTTP. */
export function parseReference(text: string): Result<RegistryReference> {
  const parts =
    /^([a-zA-Z0-9.-]+|\[[0-9a-fA-F:]+\])(:\d{1,5})?\/([a-z0-9]+(?:[._/-]+[a-z0-9]+)*)(?::([\w][\w.-]{0,127}))?$/.exec(
      text,
    );
  if (parts === null) {
    return err(appError('invalid-input', 'The team server is written as host[:port]/repository[:tag].'));
  }
  const [, host = '', port = '', repository = '', tag = 'latest'] = parts;
  const scheme = loopback.test(host) ? 'http' : 'https';
  const origin = URL.parse(`${scheme}://${host}${port}`)?.origin;
  if (origin === undefined) return err(appError('invalid-input', 'The team server has no valid host and port.'));
  return ok({ origin, repository, tag });
}
