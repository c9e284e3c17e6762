import type { Json, JsonObject } from '../../base/json.ts';
import { isJsonObject } from '../../base/json.ts';
import type { RunTask } from '../../workflow/definition.ts';
import type { ProcessConfiguration } from '../../workflow/definitionRun.ts';
import { requireAnswer } from '../effects.ts';
import type { Action, Activity, Outcome, ValuePlan } from '../plan.ts';
import type { PlanContext } from '../planContext.ts';
import { unplannable } from '../planContext.ts';
import { planValue } from '../planValue.ts';
import { processOutput, type ReturnMode } from '../processOutput.ts';
import type { Routine } from '../scheduler.ts';
import type { EffectKind } from '../trace.ts';
import { planScript } from './runScript.ts';

/** `run`: a script in the sandbox; a container, a shell command or another workflow as an effect that a stub answers. */
export function planRun(task: RunTask, context: PlanContext): Action {
  const { script, container, shell, workflow, ...how } = task.run;
  if (script !== undefined) return planScript(script, how, context);
  if (container !== undefined) return planProcess('container', { ...container }, how, context);
  if (shell !== undefined) return planProcess('shell', { ...shell }, how, context);
  if (workflow !== undefined) return planProcess('workflow', { ...workflow }, how, context);
  return unplannable(context, 'The run task names nothing to run.');
}

/** `await` and `return` of a run task. */
export type ProcessOptions = Pick<ProcessConfiguration, 'await' | 'return'>;

function planProcess(kind: EffectKind, process: object, how: ProcessOptions, context: PlanContext): Action {
  const request = planValue(process as Json, context);
  return { kind: 'routine', perform: (activity) => runProcess(kind, request, how, activity) };
}

function* runProcess(kind: EffectKind, plan: ValuePlan, how: ProcessOptions, activity: Activity): Routine<Outcome> {
  const request = plan(activity.input, activity);
  const title = `${kind} ${nameOf(request)}`;
  const { output } = yield* requireAnswer(activity, { kind, request, title });
  if (how.await === false) return { output: activity.input };
  return { output: kind === 'workflow' ? output : stubbedOutput(output, how.return ?? 'stdout', activity.input) };
}

/** A stub says the process' result as `{code, stdout, stderr}`, or its standard output alone. */
function stubbedOutput(output: Json, mode: ReturnMode, input: Json): Json {
  if (!isJsonObject(output) || !['code', 'stdout', 'stderr'].some((key) => Object.hasOwn(output, key))) {
    return mode === 'none' ? input : output;
  }
  const { code = 0, stdout = '', stderr = '' } = output;
  return processOutput({ code: Number(code), stdout: textOf(stdout), stderr: textOf(stderr) }, mode, input);
}

function nameOf(request: Json): string {
  const { image, command, namespace, name, version }: JsonObject = isJsonObject(request) ? request : {};
  if (typeof image === 'string') return image;
  if (typeof command === 'string') return firstLine(command);
  return [namespace, name, version].filter((part) => typeof part === 'string').join('/');
}

/** A command may be a whole program; its first line names it. */
function firstLine(command: string): string {
  const [line = ''] = command.split('\n', 1);
  return line === command ? command : `${line} …`;
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
