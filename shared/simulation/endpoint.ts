import { isJsonObject, type Json } from '../base/json.ts';
import { planAuthentication } from './authentication.ts';
import type { Activity } from './plan.ts';
import { type PlanContext, within } from './planContext.ts';
import { planValue } from './planValue.ts';
import type { Routine } from './scheduler.ts';
import { standardFault } from './standardErrors.ts';
import { expandUri } from './uri.ts';

/** Where a request goes, and the value of its header `Authorization`. */
export interface Target {
  readonly uri: string;
  readonly authorization: string | null;
}

/** Gives where a request goes; may ask for a token first. */
export type FindTarget = (activity: Activity) => Routine<Target>;

/** Plans an endpoint: a URI, a URI template, an expression, or a URI with authentication. */
export function planEndpoint(endpoint: Json | undefined, context: PlanContext): FindTarget {
  const address = isJsonObject(endpoint) ? (endpoint.uri ?? '') : (endpoint ?? '');
  const authenticate = planAuthentication(isJsonObject(endpoint) ? endpoint.authentication : undefined, context);
  const plan = planValue(address, isJsonObject(endpoint) ? within(context, 'uri') : context);
  // `{name}` is a variable where the address is written out, never in what an expression gives.
  const isTemplate = typeof address === 'string' && !address.trimStart().startsWith('${');
  return function* findTarget(activity): Routine<Target> {
    const { input, reference } = activity;
    const authorization = yield* authenticate(activity);
    const uri = plan(input, activity);
    if (typeof uri !== 'string' || uri === '') {
      const detail = 'The call needs an endpoint that is a text.';
      throw standardFault('configuration', { detail, instance: reference });
    }
    return { uri: isTemplate ? expandUri(uri, input, reference) : uri, authorization };
  };
}

/** Plans the endpoint of a resource that is read: the files of a function lie beside it (dsl.md, "Creating a Custom Function"). */
export function planResource(endpoint: Json | undefined, context: PlanContext): FindTarget {
  const find = planEndpoint(endpoint, context);
  const { base } = context;
  if (base === null) return find;
  return function* findBeside(activity): Routine<Target> {
    const { uri, authorization } = yield* find(activity);
    return { uri: URL.parse(uri, base)?.href ?? uri, authorization };
  };
}
