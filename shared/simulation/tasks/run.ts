import type { RunTask } from '../../workflow/definition.ts';
import type { Action } from '../plan.ts';
import { type PlanContext, unplannable } from '../planContext.ts';
import { planProcess } from './runProcess.ts';
import { planScript } from './runScript.ts';
import { planWorkflowCall } from './runWorkflow.ts';

/** `run`: a script in the sandbox, a container or shell command that a stub answers, or another workflow. */
export function planRun(task: RunTask, context: PlanContext): Action {
  const { script, container, shell, workflow, ...how } = task.run;
  if (script !== undefined) return planScript(script, how, context);
  if (container !== undefined) return planProcess('container', container, how, context);
  if (shell !== undefined) return planProcess('shell', shell, how, context);
  if (workflow !== undefined) return planWorkflowCall(workflow, how, context);
  return unplannable(context, 'The run task names nothing to run.');
}
