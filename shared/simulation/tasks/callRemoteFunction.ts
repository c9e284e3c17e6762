import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import type { CallTask, Task } from '../../workflow/definition.ts';
import { parseDocument } from '../../workflow/parseDocument.ts';
import { validateDefinition } from '../../workflow/validateDefinition.ts';
import { type FindTarget, planEndpoint, type Target } from '../endpoint.ts';
import { fileName, readDocument, requireExternalText } from '../externalText.ts';
import type { Action, Activity, Outcome, TaskPlan, ValuePlan } from '../plan.ts';
import { named, type PlanContext, standardVariables, unplannable } from '../planContext.ts';
import { planValue } from '../planValue.ts';
import { rawAddress } from '../rawAddress.ts';
import type { Routine } from '../scheduler.ts';
import { standardFault } from '../standardErrors.ts';
import { apart, isTooDeep, runFunction, tooDeep } from './callFunction.ts';

interface RemotePlan {
  readonly target: FindTarget;
  readonly parameters: ValuePlan;
  readonly context: PlanContext;
}

/** A call of a function that is kept elsewhere: its URI, or `name:version@catalog`. Null where `call` is neither. */
export function planRemoteFunctionCall(task: CallTask, context: PlanContext): Action | null {
  const [, name, version, catalog] = /^([^:@/]+):([^:@/]+)@(.+)$/.exec(task.call) ?? [];
  if (name === undefined && !/^[a-z][a-z0-9+.-]*:\/\//i.test(task.call)) return null;
  const entry = catalog === undefined ? undefined : named(context.use.catalogs, catalog);
  if (catalog !== undefined && entry === undefined) {
    return unplannable(context, `There is no catalog '${catalog}' with a function '${name}:${version}'.`);
  }
  if (isTooDeep(context)) return unplannable(context, tooDeep);
  const endpoint = planEndpoint((entry?.endpoint as Json | undefined) ?? task.call, context);
  const path = entry === undefined ? '' : `/functions/${name}/${version}/function.yaml`;
  const plan: RemotePlan = {
    *target(activity): Routine<Target> {
      const { uri, authorization } = yield* endpoint(activity);
      return { uri: rawAddress(uri, path), authorization };
    },
    parameters: planValue(task.with ?? {}, context),
    context: { ...context, variables: standardVariables, functions: [...context.functions, task.call] },
  };
  let last: { readonly uri: string; readonly text: string; readonly task: TaskPlan } | null = null;
  return {
    kind: 'routine',
    *perform(activity): Routine<Outcome> {
      const target = yield* plan.target(activity);
      const { uri } = target;
      const text = yield* requireExternalText(target, activity);
      if (last?.uri !== uri || last.text !== text) {
        const base = fileName(uri) === null ? uri : null;
        last = { uri, text, task: planRemote(text, task.call, { ...plan.context, base }, activity) };
      }
      return yield* runFunction(last.task, plan.parameters, activity);
    },
  };
}

/** The text comes from anywhere: it is checked as the only task of a workflow would be. */
function planRemote(text: string, call: string, context: PlanContext, { reference }: Activity): TaskPlan {
  const value = readDocument(text);
  const problem = isJsonObject(value) ? problemOf(value) : 'it is no map';
  if (problem !== null) {
    const detail = `The function ${call} is not valid: ${problem}`;
    throw standardFault('configuration', { detail, instance: reference });
  }
  return context.planTask(call, value as unknown as Task, apart(context));
}

function problemOf(task: JsonObject): string | null {
  const header = { dsl: '1.0.3', namespace: 'function', name: 'function', version: '1.0.0' };
  const wrapped = parseDocument(JSON.stringify({ document: header, do: [{ function: task }] }));
  if (!wrapped.ok) return wrapped.error.message;
  const [problem] = validateDefinition(wrapped.value);
  return problem?.message ?? null;
}
