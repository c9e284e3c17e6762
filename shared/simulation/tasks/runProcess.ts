import type { Json, JsonObject } from '../../base/json.ts';
import { isJsonObject } from '../../base/json.ts';
import type { ProcessConfiguration } from '../../workflow/definitionRun.ts';
import { noteEffect, requireAnswer, unanswered } from '../effects.ts';
import type { Action, Activity, Outcome, ValuePlan } from '../plan.ts';
import { isList, type PlanContext } from '../planContext.ts';
import { planValue } from '../planValue.ts';
import { stubbedOutput } from '../processOutput.ts';
import type { Routine } from '../scheduler.ts';
import { standardFault } from '../standardErrors.ts';
import { textOf } from '../textOf.ts';

/** `await` and `return` of a run task. */
export type ProcessOptions = Pick<ProcessConfiguration, 'await' | 'return'>;

/** `run.shell` and `run.container`: an effect that a stub answers with the result of the process. */
export function planProcess(
  kind: 'shell' | 'container',
  process: object,
  how: ProcessOptions,
  context: PlanContext,
): Action {
  const request = planValue(process as Json, context);
  return { kind: 'routine', perform: (activity) => runProcess(kind, request, how, activity) };
}

function* runProcess(
  kind: 'shell' | 'container',
  plan: ValuePlan,
  how: ProcessOptions,
  activity: Activity,
): Routine<Outcome> {
  const request = processRequest(plan(activity.input, activity), activity.reference);
  const effect = { kind, request, title: `${kind} ${nameOf(request)}` };
  if (how.await === false) {
    // Nobody waits for it: neither how long it takes nor how it ends reaches the task.
    if (noteEffect(activity, effect) === null) throw unanswered(activity, effect);
    return { output: activity.input };
  }
  const { output } = yield* requireAnswer(activity, effect);
  return { output: stubbedOutput(output, how.return ?? 'stdout', activity.input) };
}

/** What a process is given is text: its arguments, its environment, its standard input. */
function processRequest(process: Json, instance: string): JsonObject {
  const request: JsonObject = isJsonObject(process) ? process : {};
  const { arguments: given, environment, stdin } = request;
  const hasArguments = given !== undefined && given !== null;
  const hasEnvironment = environment !== undefined && environment !== null;
  if ((hasArguments && !isList(given) && !isJsonObject(given)) || (hasEnvironment && !isJsonObject(environment))) {
    const detail = 'The arguments of a process are a list or a map, its environment is a map.';
    throw standardFault('configuration', { detail, instance });
  }
  return {
    ...request,
    ...(isList(given) && { arguments: given.map(textOf) }),
    ...(isJsonObject(given) && { arguments: textsOf(given) }),
    ...(isJsonObject(environment) && { environment: textsOf(environment) }),
    ...(stdin !== undefined && stdin !== null && { stdin: textOf(stdin) }),
  };
}

function nameOf({ image, command }: JsonObject): string {
  if (typeof image === 'string') return image;
  return typeof command === 'string' ? firstLine(command) : '';
}

/** A command may be a whole program; its first line names it. */
function firstLine(command: string): string {
  const [line = ''] = command.split('\n', 1);
  return line === command ? command : `${line} …`;
}

function textsOf(values: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, textOf(value)]));
}
