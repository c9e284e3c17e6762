import { isJsonObject, type Json } from '../../base/json.ts';
import type { Policy } from '../../policy/policy.ts';
import { type ModelTask, taskMember } from '../modelTask.ts';
import type { ModelText } from '../modelText.ts';
import { followScript } from '../script/followScript.ts';
import { type TextPlace, unfollowed } from './label.ts';
import { constant, derived, join, mapLabels, openData, type Shape } from './shape.ts';

/** What a `run` task is given, by the paths of its arguments (`run.script.stdin`). */
export type GivenShapes = ReadonlyMap<string, Shape>;

/** What following a `run` task needs to know. */
export interface RunPorts {
  readonly policy: Policy;
  /** The text at a path below the task; null where there is none. */
  textAt(...path: readonly string[]): ModelText | null;
  /** What another workflow makes of its input; null where it is not at hand. */
  answerOf(workflow: Json, input: Shape): Shape | null;
}

/** What a `run` task gives to the next: its input where its own answer is not wanted. */
export function outputOfRun(task: ModelTask, input: Shape, given: GivenShapes, ports: RunPorts): Shape {
  if (taskMember(task, 'run', 'await') === false) return input;
  const workflow = taskMember(task, 'run', 'workflow');
  if (workflow !== undefined) {
    const brought = given.get('run.workflow.input') ?? constant;
    const place = placeOf(ports.textAt('run', 'workflow', 'name'), 'the workflow that it runs');
    return ports.answerOf(workflow, brought) ?? opaque([brought], place);
  }
  const mode = taskMember(task, 'run', 'return') ?? null;
  if (mode === 'none') return input;
  if (mode === 'code') return constant;
  const script = taskMember(task, 'run', 'script');
  if (script !== undefined) return outputOfScript(script, mode, given, ports);
  const place =
    placeOf(ports.textAt('run', 'shell', 'command'), 'the command') ??
    placeOf(ports.textAt('run', 'container', 'image'), 'the container');
  return opaque([...given.values()], place);
}

function outputOfScript(script: Json, mode: Json, given: GivenShapes, { policy, textAt }: RunPorts): Shape {
  const at = (name: string): Shape => given.get(`run.script.${name}`) ?? constant;
  const language = textAt('run', 'script', 'language');
  const code = textAt('run', 'script', 'code');
  const written = isJsonObject(script) ? script.arguments : undefined;
  const followed =
    code === null || language === null
      ? null
      : followScript({
          language: language.value,
          code,
          policy,
          isList: Array.isArray(written),
          arguments: at('arguments'),
          positions: Array.isArray(written) ? written.map((_, index) => at(`arguments.${index}`)) : [],
          environment: at('environment'),
          stdin: at('stdin'),
        });
  if (followed === null) return opaque([at('arguments'), at('environment'), at('stdin')], placeOf(code, 'the script'));
  if (mode === 'stderr') return followed.stderr;
  if (mode === 'all') return derived(followed.stdout, followed.stderr);
  return mode === null && followed.returned !== null ? join(followed.returned, followed.stdout) : followed.stdout;
}

function placeOf(text: ModelText | null, what: string): TextPlace | null {
  return text === null ? null : { text, range: { start: 0, end: text.value.length }, opaque: what };
}

/** What cannot be followed may give back all that it was given. */
function opaque(given: readonly Shape[], place: TextPlace | null): Shape {
  return mapLabels(openData({ labels: derived(...given).labels }), (label) => unfollowed(label, place));
}
