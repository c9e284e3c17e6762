import { describe, expect, it } from 'vitest';
import { isJsonObject, type Json } from '../../../../shared/base/json.ts';
import { allowsHost } from '../../../../shared/policy/allowsHost.ts';
import type { Policy } from '../../../../shared/policy/policy.ts';
import { defaultLimits } from '../../../../shared/simulation/limits.ts';
import { rehearseTexts } from '../../../../shared/simulation/rehearseTexts.ts';
import type { LeakRecord, Trace } from '../../../../shared/simulation/trace.ts';
import { definitionsOf, type HouseFlow, heldOutC, houseOf, policyOf } from './houseFlows.ts';

/** Scripts need the sandbox of the engine. */
const flowsOf = (groups: typeof heldOutC.C1) =>
  groups.flatMap((group) => group.flows).filter((flow) => !JSON.stringify(flow.do).includes('"script"'));

/** Answers whatever neither a flow nor its house does. */
const anyStub = ['http', 'webhook', 'database', 'shell', 'mcp', 'a2a'].map((kind) => {
  return { kind, request: {}, response: { status: 200, output: {} }, priority: 9 };
});

describe('labels of held-out definitions are what rehearsals show', () => {
  it.each(flowsOf(heldOutC.C1).map((flow) => ({ title: flow.title, flow })))('$title', ({ flow }) => {
    expect(disagreements(flow)).toEqual([]);
  });

  it('of the set that is told in numbers alone', () => {
    expect(flowsOf(heldOutC.C2).filter((flow) => disagreements(flow).length > 0)).toHaveLength(0);
  });
});

/** What is labelled and does not leave, and what leaves to where nobody agreed on and is not labelled. */
function disagreements(flow: HouseFlow): string[] {
  const trace = rehearsed(flow);
  const leaks = trace.leaks ?? [];
  const seen = leaks.map(nameOf);
  const { certain, all } = labelsOf(flow);
  const unseen =
    flow.unseen === undefined ? certain.filter((either) => !either.some((name) => seen.includes(name))) : [];
  const strays = leaks.filter((leak) => !isAgreed(leak, trace, flow)).map(nameOf);
  return [...unseen.flat(), ...strays.filter((name) => !all.includes(name))];
}

function rehearsed(flow: HouseFlow): Trace {
  const { sample, stubs } = houseOf(flow.house);
  const [definition, ...workflows] = definitionsOf(flow).map((value) => JSON.stringify(value));
  const scenario = {
    ...(flow.schedule === undefined ? { input: sample } : {}),
    secrets: flow.secrets,
    events: flow.events,
    stubs: [...(flow.stubs ?? []), ...stubs, ...anyStub],
  };
  const result = rehearseTexts(
    { definition: definition ?? '', scenario: JSON.stringify(scenario), workflows, sensitive: watchedBy(flow) },
    {
      limits: defaultLimits,
      onRecord: () => undefined,
      runScript: () => ({ kind: 'threw', message: 'no sandbox in this test', stdout: '', stderr: '' }),
    },
  );
  if (!result.ok) throw new Error(result.error.message);
  if (result.value.trace.leaks === undefined) throw new Error(result.value.leaksNote);
  return result.value.trace;
}

/** The policy's classes, with the names of what the schema marks. */
function watchedBy(flow: HouseFlow): Policy['sensitive'] {
  const { sensitive } = policyOf(flow);
  const classes = { ...sensitive.classes };
  for (const [name, names] of Object.entries(houseOf(flow.house).marked ?? {})) {
    const known = classes[name];
    if (known !== undefined) classes[name] = { ...known, names: [...known.names, ...names] };
  }
  return { ...sensitive, classes };
}

/** Class and task of what is labelled; of a certain label either of its tasks will do. */
function labelsOf({ leaks = '' }: HouseFlow) {
  const labels = leaks.split(', ').map((label) => {
    const [, dataClass = '-', tasks = ''] = label.replace('?', '').split(' ');
    return {
      isCertain: !label.endsWith('?'),
      dataClass,
      names: tasks.split('|').map((task) => `${dataClass} ${task}`),
    };
  });
  const classed = labels.filter(({ dataClass }) => dataClass !== '-');
  return {
    certain: classed.filter(({ isCertain }) => isCertain).map(({ names }) => names),
    all: classed.flatMap(({ names }) => names),
  };
}

function nameOf({ class: dataClass, task }: LeakRecord): string {
  return `${dataClass} ${task.split('/').at(-1)}`;
}

/** Whether it goes where the house wants it, or only shows by the way that was taken. */
function isAgreed({ effect: index, form, task }: LeakRecord, { effects }: Trace, flow: HouseFlow): boolean {
  const effect = index === undefined ? undefined : effects[index];
  if (form === 'derived' || effect?.kind === 'database' || effect?.kind === 'shell') return true;
  // In another workflow, which has a label of its own where it is told here.
  if (flow.unseen !== undefined && task.includes('/workflow')) return true;
  return effect?.kind === 'http' && isListed(effect.request, policyOf(flow));
}

function isListed(request: Json, { network }: Policy): boolean {
  const uri = isJsonObject(request) ? request.uri : undefined;
  return typeof uri === 'string' && allowsHost(network.allowedDomains ?? [], new URL(uri).hostname);
}
