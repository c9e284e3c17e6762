import type { Json } from '../../base/json.ts';
import { isJsonObject } from '../../base/json.ts';
import type { ScriptProcess } from '../../workflow/definitionRun.ts';
import { askStub, received } from '../effects.ts';
import { type FindTarget, planResource } from '../endpoint.ts';
import { requireExternalText } from '../externalText.ts';
import { RunLimit } from '../fault.ts';
import type { Action, Activity, Outcome, ValuePlan } from '../plan.ts';
import { isList, type PlanContext, unplannable, within } from '../planContext.ts';
import { planOptional } from '../planValue.ts';
import type { ScriptOutcome, ScriptRequest } from '../ports.ts';
import { processOutput, stubbedOutput } from '../processOutput.ts';
import type { Routine } from '../scheduler.ts';
import { standardFault } from '../standardErrors.ts';
import { textOf } from '../textOf.ts';
import type { ProcessOptions } from './runProcess.ts';

/** Languages by the names that the reference gives them and people write, in lower case. */
const languages: ReadonlyMap<string, ScriptRequest['language']> = new Map([
  ['js', 'javascript'],
  ['javascript', 'javascript'],
  ['python', 'python'],
  ['py', 'python'],
]);

interface ScriptPlan {
  readonly language: ScriptRequest['language'];
  /** The code, or where it is kept. */
  readonly code: string | FindTarget;
  readonly arguments: ValuePlan | null;
  readonly environment: ValuePlan | null;
  readonly stdin: ValuePlan | null;
  readonly how: ProcessOptions;
}

/** `run.script`: runs in the sandbox unless a stub of kind `script` answers instead. */
export function planScript(script: ScriptProcess, how: ProcessOptions, context: PlanContext): Action {
  const { code, source, environment, stdin } = script;
  const language = languages.get(script.language.toLowerCase());
  if (language === undefined) {
    return unplannable(context, `A script in '${script.language}' is not rehearsed; JavaScript and Python are.`);
  }
  const place = within(context, 'run', 'script', 'source', 'endpoint');
  const plan: ScriptPlan = {
    language,
    code: code ?? planResource((source?.endpoint ?? null) as Json, place),
    arguments: planOptional(script.arguments as Json | undefined, context),
    environment: planOptional(environment, context),
    stdin: planOptional(stdin, context),
    how,
  };
  return { kind: 'routine', perform: (activity) => runScript(plan, activity) };
}

function* runScript(plan: ScriptPlan, activity: Activity): Routine<Outcome> {
  const { run, input } = activity;
  const code =
    typeof plan.code === 'string' ? plan.code : yield* requireExternalText(yield* plan.code(activity), activity);
  const request = scriptRequest(plan, code, activity);
  const effect = { kind: 'script', request: { ...request } } as const;
  const answer = askStub(activity, effect);
  const { how } = plan;
  if (answer !== null) {
    if (how.await === false) return { output: input };
    const { output } = yield* received(activity, effect, answer);
    return { output: how.return === undefined ? output : stubbedOutput(output, how.return, input) };
  }
  const outcome = run.ports.runScript({ ...request, seed: run.random.integer(), now: run.scheduler.now });
  // Nobody waits for it: how it ends does not reach the task, but a bound ends the run.
  if (how.await === false && outcome.kind !== 'limit') return { output: input };
  return { output: outputOf(outcome, how, activity) };
}

function scriptRequest(plan: ScriptPlan, code: string, activity: Activity): Omit<ScriptRequest, 'seed' | 'now'> {
  const { input, reference } = activity;
  const given = plan.arguments?.(input, activity) ?? [];
  const environment = plan.environment?.(input, activity) ?? {};
  if ((!isList(given) && !isJsonObject(given)) || !isJsonObject(environment)) {
    const detail = 'The arguments of a script are a list or a map, its environment is a map.';
    throw standardFault('configuration', { detail, instance: reference });
  }
  return {
    language: plan.language,
    code,
    arguments: isList(given) ? given.map(textOf) : [],
    variables: isList(given) ? {} : given,
    environment: Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, textOf(value)])),
    stdin: textOf(plan.stdin?.(input, activity) ?? ''),
  };
}

/**
 * Without `return` a returned value is the output, else standard output. An exception faults, except where the author
 * asked for the exit code or the error output: then it is exit code 1 with the message on standard error.
 */
function outputOf(outcome: ScriptOutcome, { return: mode }: ProcessOptions, activity: Activity): Json {
  const { input, reference } = activity;
  switch (outcome.kind) {
    case 'limit':
      throw new RunLimit(outcome.message);
    case 'threw': {
      const { stdout, message } = outcome;
      if (mode !== 'code' && mode !== 'stderr' && mode !== 'all') {
        throw standardFault('runtime', { detail: `The script failed: ${message}`, instance: reference });
      }
      return processOutput({ code: 1, stdout, stderr: `${outcome.stderr}${message}\n` }, mode, input);
    }
    case 'ended':
      if (mode === undefined && outcome.returned !== undefined) return outcome.returned;
      return processOutput(outcome, mode ?? 'stdout', input);
  }
}
