import type { RelatedLocation } from '../finding.ts';
import type { ModelExpression } from '../modelExpressions.ts';
import { type ModelText, rangeInText } from '../modelText.ts';
import type { FlowParts, FollowedWorkflow } from './flowParts.ts';
import type { UndeclaredRead } from './flowPorts.ts';
import { followWorkflow } from './followWorkflow.ts';
import type { Passage, TextPlace } from './label.ts';
import { isAnywhereOpen, type Shape } from './shape.ts';
import { type Arrival, argumentOf, type SinkKind } from './sink.ts';

/** How data moves through a definition: from sources, step by step, to where it leaves. Worked out when first asked for. */
export interface DataFlow {
  /** Everything that reaches a sink of one of the kinds; of all kinds where none is named. */
  arrivals(...kinds: readonly SinkKind[]): readonly Arrival[];
  /** Reads of fields that the schema of their object does not have. */
  readonly undeclared: readonly UndeclaredRead[];
  /** References of the tasks that nothing leads to. */
  readonly unreached: ReadonlySet<string>;
  /** What a task works on, behind `input.from`; null for a task that there is not. */
  inputOf(reference: string): Shape | null;
  /** What an expression may give; null where it is not part of the data flow. */
  outcomeOf(expression: ModelExpression): Shape | null;
  /** Whether an expression gives only what the definition itself writes, here or in another task. */
  isWritten(expression: ModelExpression): boolean;
  /** The way of what arrived: where it comes from, the texts that it passed, and where it leaves. */
  wayOf(arrival: Arrival): readonly RelatedLocation[];
  /** False where the definition is so large that a part of it counts as unknown. */
  readonly isComplete: boolean;
}

/** Most steps of a way that are shown: its beginning and its end. */
const maxSteps = 16;

/** The flow of data through the parts of a model. */
export function dataFlow(parts: FlowParts): DataFlow {
  let known: FollowedWorkflow | null = null;
  const followed = (): FollowedWorkflow => {
    known ??= followWorkflow(parts);
    return known;
  };
  return {
    arrivals(...kinds) {
      const { arrivals } = followed();
      return kinds.length === 0 ? arrivals : arrivals.filter(({ sink }) => kinds.includes(sink.kind));
    },
    get undeclared() {
      return followed().undeclared;
    },
    get unreached() {
      return followed().unreached;
    },
    inputOf: (reference) => followed().inputs.get(reference) ?? null,
    outcomeOf: (expression) => followed().outcomes.get(expression) ?? null,
    isWritten(expression) {
      const { outcomes, isComplete } = followed();
      const outcome = outcomes.get(expression);
      return isComplete && outcome !== undefined && !outcome.isLabelled && !isAnywhereOpen(outcome);
    },
    wayOf: (arrival) => wayOf(arrival, parts),
    get isComplete() {
      return followed().isComplete;
    },
  };
}

function wayOf(arrival: Arrival, { document }: FlowParts): readonly RelatedLocation[] {
  const { sink, label, text, range } = arrival;
  const { source, read, passage } = label;
  const passed = placesOf(passage);
  // The read at the sink itself is the sink.
  if (read !== null && (read.text !== text || read.opaque !== undefined)) passed.push(read);
  const places = passed.length > maxSteps ? [...passed.slice(0, 2), ...passed.slice(2 - maxSteps)] : passed;
  const steps = places.map((place, index): RelatedLocation => {
    const isSource = index === 0 && source.declaredAt === null && place.opaque === undefined;
    const message = isSource ? sourceMessage(label) : stepMessage(place);
    return { role: isSource ? 'source' : 'step', message, ...locationOf(place) };
  });
  const declared = source.declaredAt === null ? null : document.locate(source.declaredAt);
  if (source.declaredAt !== null && declared !== null) {
    const message = `\`${shortened(source.name)}\` is declared here (class \`${source.class}\`).`;
    steps.unshift({ role: 'source', message, pointer: source.declaredAt, range: declared.key ?? declared.value });
  }
  const where =
    sink.task === null
      ? 'the result of the workflow'
      : `\`${shortened(argumentOf(arrival).slice(1).join('.'))}\` of \`${shortened(sink.task.name)}\``;
  return [...steps, { role: 'sink', message: `It leaves in ${where} here.`, ...locationOf({ text, range }) }];

  function locationOf(place: TextPlace): { readonly pointer: string; readonly range: TextPlace['range'] } {
    return { pointer: place.text.pointer, range: rangeInText(document, place.text, place.range) };
  }
}

function stepMessage({ text, opaque }: TextPlace): string {
  if (opaque === undefined) return `It passes \`${nameOf(text)}\` here.`;
  return `It is not followed through ${opaque} here: what comes out may hold it.`;
}

function placesOf(passage: Passage | null): TextPlace[] {
  const places: TextPlace[] = [];
  for (let step = passage; step !== null; step = step.before) places.unshift(step.place);
  return places;
}

function sourceMessage({ source }: Arrival['label']): string {
  const name = shortened(source.name);
  switch (source.kind) {
    case 'sensitive':
      return `\`${name}\` is of the class \`${source.class}\` by its name.`;
    case 'secret':
      return source.name === '*' ? 'All secrets are read here.' : `The secret \`${name}\` is read here.`;
    case 'authorization':
      return 'The authorization of the task is read here.';
    case 'error':
      return 'What is known of the error is read here.';
    case 'untrusted':
      return 'Others decide what this holds.';
  }
}

/** The key that a text gives its value to. */
function nameOf({ path }: ModelText): string {
  return shortened(path.slice(-2).join('.'));
}

function shortened(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}
