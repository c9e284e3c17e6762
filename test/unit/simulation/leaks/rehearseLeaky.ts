import type { Json } from '../../../../shared/base/json.ts';
import { defaultPolicy } from '../../../../shared/policy/defaultPolicy.ts';
import type { Policy } from '../../../../shared/policy/policy.ts';
import { defaultClock } from '../../../../shared/simulation/clock.ts';
import { rehearseWatched, type WatchedRehearsal } from '../../../../shared/simulation/leaks/watch.ts';
import { defaultLimits } from '../../../../shared/simulation/limits.ts';
import { planWorkflow } from '../../../../shared/simulation/planWorkflow.ts';
import type { RehearsalPorts, ScriptOutcome, ScriptRequest } from '../../../../shared/simulation/ports.ts';
import { readScenario } from '../../../../shared/simulation/scenario.ts';
import { compileStubs } from '../../../../shared/simulation/stubBook.ts';
import type { LeakRecord } from '../../../../shared/simulation/trace.ts';
import type { Workflow } from '../../../../shared/workflow/definition.ts';
import { parseDocument } from '../../../../shared/workflow/parseDocument.ts';
import { validateDefinition } from '../../../../shared/workflow/validateDefinition.ts';

/** What a test gives beside the tasks. */
export interface LeakyScenario {
  readonly input: Json;
  readonly stubs?: readonly unknown[];
  readonly events?: readonly unknown[];
  readonly secrets?: Readonly<Record<string, Json>>;
  readonly policy?: Policy;
  readonly seed?: number;
  readonly script?: (request: ScriptRequest) => ScriptOutcome;
  readonly ports?: Partial<RehearsalPorts>;
}

const header = "document: { dsl: '1.0.3', namespace: test, name: leaky, version: '1.0.0' }\n";

/** Answers every kind of effect, so that a test needs stubs only where it matters what they say. */
const anyStub = ['http', 'webhook', 'database', 'grpc', 'shell', 'container'].map((kind) => {
  return { kind, request: {}, response: { status: 200, output: {} }, priority: 9 };
});

/** Rehearses a definition and watches it. Throws where the texts are refused. */
export function rehearseLeaky(definition: string, scenario: LeakyScenario): WatchedRehearsal {
  const { input, policy = defaultPolicy, script, ports, seed = 1, stubs = [], ...rest } = scenario;
  const document = parseDocument(header + definition);
  if (!document.ok) throw new Error(document.error.message);
  const [problem] = [...document.value.problems, ...validateDefinition(document.value)];
  if (problem !== undefined) throw new Error(problem.message);
  const read = readScenario({ ...rest, stubs: [...stubs, ...anyStub] } as unknown as Json);
  if (!read.ok) throw new Error(read.error.message);
  const compiled = compileStubs(read.value.stubs ?? []);
  if (!compiled.ok) throw new Error(compiled.error.message);
  return rehearseWatched(
    planWorkflow(document.value.value as unknown as Workflow),
    { input, scenario: read.value, stubs: compiled.value, seed, clock: defaultClock },
    policy,
    {
      limits: defaultLimits,
      onRecord: () => undefined,
      runScript: script ?? (() => ({ kind: 'threw', message: 'no sandbox in this test', stdout: '', stderr: '' })),
      ...ports,
    },
  );
}

/** The leaks of a definition; throws where they were not looked for. */
export function leaksOf(definition: string, scenario: LeakyScenario): readonly LeakRecord[] {
  const { trace, leaksNote } = rehearseLeaky(definition, scenario);
  if (trace.leaks === undefined) throw new Error(leaksNote);
  return trace.leaks;
}
