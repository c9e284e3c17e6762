import { z } from 'zod';
import { type AppError, appError } from '../../../shared/base/appError.ts';
import { parseJson } from '../../../shared/bundle/statement.ts';
import { RegistryFailure } from './registryFailure.ts';
import { isPrivateLine, type RegistryReference } from './registryReference.ts';
import type { TransferReply, TransferRequest } from './transfer.ts';

/** Who a registry is told that we are. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

/** A `WWW-Authenticate` header's way to log in that we know. */
type Challenge = { readonly scheme: 'basic' } | { readonly scheme: 'bearer'; readonly parameters: Map<string, string> };

/** What a login works with. */
export interface LoginParts {
  readonly at: RegistryReference;
  readonly login: Login | null;
  /** What is asked for: `pull`, or `pull,push`. */
  readonly actions: string;
  /** Sends one request to a place that was checked; redirects come back as they are. */
  exchange(url: URL, request: TransferRequest): Promise<TransferReply>;
}

/**
 * The `Authorization` that a registry's 401 asks for: the login itself (Basic, RFC 7617), or a token that its token service
 * gives for the login (distribution-spec, "token authentication"). The login goes to the registry's own host and to no other.
 */
export async function authorize(reply: TransferReply, parts: LoginParts): Promise<string> {
  const challenge = readChallenge(reply.header('www-authenticate') ?? '');
  if (challenge === null) throw new RegistryFailure(notLetIn(parts.at, reply.status));
  if (challenge.scheme === 'bearer') return `Bearer ${await fetchToken(challenge.parameters, parts)}`;
  if (parts.login === null) throw new RegistryFailure(loginWanted(parts.at));
  return basic(parts.login);
}

/** The error for a registry that says no. */
export function notLetIn(at: RegistryReference, status: number): AppError {
  return appError('denied', `The team server at ${at.origin} does not let you in (${status}).`);
}

/** The error for a registry that took no login, or not this one. */
export function loginWanted(at: RegistryReference): AppError {
  const hint = 'Give a user name and a password that it knows.';
  return appError('denied', `The team server at ${at.origin} asks for a login.`, hint);
}

function basic({ username, password }: Login): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

const longestHeader = 4_096;

/** The first challenge of a kind that we know, by RFC 9110, section 11.6.1; null where there is none. */
export function readChallenge(header: string): Challenge | null {
  if (header.length > longestHeader) return null;
  const bearer = /(?:^|,)\s*bearer\s+(?=[a-z]+\s*=)/i.exec(header);
  if (bearer !== null) {
    const parameters = new Map<string, string>();
    const pattern = /([a-z_]+)\s*=\s*(?:"([^"\\]*)"|([^\s,"]+))/gi;
    for (const [, name = '', quoted, bare] of header.slice(bearer.index).matchAll(pattern)) {
      if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), quoted ?? bare ?? '');
    }
    return { scheme: 'bearer', parameters };
  }
  return /(?:^|,)\s*basic(?:\s|,|$)/i.test(header) ? { scheme: 'basic' } : null;
}

const tokenSchema = z.string().regex(/^[\x21-\x7e]{1,16384}$/);
const answerSchema = z.object({ token: tokenSchema.optional(), access_token: tokenSchema.optional() });

async function fetchToken(parameters: Map<string, string>, parts: LoginParts): Promise<string> {
  const { at, login, actions } = parts;
  const url = tokenService(parameters.get('realm') ?? '', at);
  const service = parameters.get('service');
  if (service !== undefined) url.searchParams.set('service', service);
  // Asked for by ourselves: what the registry would have us ask for could be more than we are about to do.
  url.searchParams.set('scope', `repository:${at.repository}:${actions}`);
  const headers: Record<string, string> = { accept: 'application/json' };
  if (login !== null) headers.authorization = basic(login);
  const reply = await parts.exchange(url, { method: 'GET', headers, body: null, limit: 65_536 });
  if (reply.status === 401 || reply.status === 403) throw new RegistryFailure(loginWanted(at));
  const answer = answerSchema.safeParse(reply.status === 200 ? parseJson(reply.body) : null);
  const token = answer.data?.token ?? answer.data?.access_token;
  if (token === undefined) {
    throw new RegistryFailure(
      appError('unavailable', `The token service of the team server at ${at.origin} gave no token (${reply.status}).`),
    );
  }
  return token;
}

/** Where tokens come from: the host that the person named, on any of its ports, over a line that nobody else reads. */
function tokenService(realm: string, at: RegistryReference): URL {
  const url = URL.parse(realm);
  const isOurs = url !== null && url.hostname === new URL(at.origin).hostname && url.username === '';
  if (isOurs && isPrivateLine(url)) return url;
  const where = url === null ? 'a place that cannot be read' : url.origin;
  throw new RegistryFailure(
    appError(
      'denied',
      `The team server at ${at.origin} wants the login sent to ${where.slice(0, 200)}: nothing was sent there.`,
      'Logins go to the host that you named alone, and only over HTTPS.',
    ),
  );
}
