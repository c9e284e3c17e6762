import { bytesToBase64 } from '../base/base64.ts';
import type { Json, JsonObject } from '../base/json.ts';
import { isJsonObject } from '../base/json.ts';
import type { Activity, ValuePlan } from './plan.ts';
import { named, type PlanContext } from './planContext.ts';
import { planValue } from './planValue.ts';
import { atOnce, type Routine } from './scheduler.ts';
import { requireSecret } from './secretReads.ts';
import { standardFault } from './standardErrors.ts';
import { textOr } from './textOf.ts';
import { requestToken } from './tokenRequest.ts';
import { withVariable } from './variables.ts';

/** Gives the value of the header `Authorization`, or null, and sets `$authorization`; may ask for a token first. */
export type Authenticate = (activity: Activity) => Routine<string | null>;

const schemes = ['basic', 'bearer', 'digest', 'oauth2', 'oidc'] as const;
type Scheme = (typeof schemes)[number];

/** Plans an authentication: a policy, `{use: name}` of one of `use.authentications`, or none. */
export function planAuthentication(authentication: Json | undefined, context: PlanContext): Authenticate {
  if (!isJsonObject(authentication)) return () => atOnce(null);
  const { use } = authentication;
  if (typeof use !== 'string') return planPolicy(authentication, context);
  const policy = named(context.use.authentications, use);
  if (policy !== undefined) return planPolicy(policy as unknown as JsonObject, context);
  const message = `There is no authentication '${use}' in use.authentications.`;
  context.problems.push({ reference: context.reference, message });
  return ({ reference }) => {
    throw standardFault('configuration', { detail: message, instance: reference });
  };
}

function planPolicy(policy: JsonObject, context: PlanContext): Authenticate {
  const scheme = schemes.find((name) => Object.hasOwn(policy, name));
  if (scheme === undefined) return () => atOnce(null);
  const credentials = planCredentials(policy[scheme] ?? null, context);
  return function* authenticate(activity): Routine<string> {
    const [name, parameter] = yield* headerOf(scheme, credentials(activity.input, activity), activity);
    activity.variables = withVariable(activity.variables, 'authorization', { scheme: name, parameter });
    return `${name} ${parameter}`;
  };
}

/** What is written inline, or what the secret named by `use` holds. */
function planCredentials(configuration: Json, context: PlanContext): ValuePlan {
  const use = isJsonObject(configuration) ? configuration.use : undefined;
  if (typeof use !== 'string') return planValue(configuration, context);
  return (_input, scope) => requireSecret(use, scope);
}

/** Placeholders stand for what only a server could say: a token that no stub gives, the challenge of a digest. */
function* headerOf(scheme: Scheme, credentials: Json, activity: Activity): Routine<readonly [string, string]> {
  const { username, password, token } = isJsonObject(credentials) ? credentials : {};
  switch (scheme) {
    case 'basic': {
      const pair = isJsonObject(credentials)
        ? `${textOr(username, '')}:${textOr(password, '')}`
        : textOr(credentials, '');
      return ['Basic', bytesToBase64(new TextEncoder().encode(pair))];
    }
    case 'bearer': {
      const value = isJsonObject(credentials) ? textOr(token, '') : textOr(credentials, '');
      if (value !== '') return ['Bearer', value];
      throw standardFault('authentication', { detail: 'The bearer token is empty.', instance: activity.reference });
    }
    case 'digest':
      return ['Digest', `${digestUser(username)}response="<answer to the challenge>"`];
    case 'oauth2':
    case 'oidc':
      return ['Bearer', yield* requestToken(scheme, credentials, activity)];
  }
}

/** RFC 7616, section 3.4. */
function digestUser(username: Json | undefined): string {
  return username === undefined ? '' : `username="${textOr(username, '').replaceAll(/["\\]/g, '\\$&')}", `;
}
