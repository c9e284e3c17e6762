import { isJsonObject, type Json } from '../../base/json.ts';
import { isRuntimeExpression } from '../../expressions/runtimeExpression.ts';
import type { Policy } from '../../policy/policy.ts';
import { cleans } from '../../templates/maskingHelpers.ts';
import { joinPointer } from '../../workflow/pointer.ts';
import type { ModelExpression } from '../modelExpressions.ts';
import type { ModelTask } from '../modelTask.ts';
import type { ModelTemplate } from '../modelTemplates.ts';
import type { ModelText } from '../modelText.ts';
import { shownPaths } from '../templateExpressions.ts';
import type { FlowPorts, UndeclaredRead } from './flowPorts.ts';
import type { FlowVariables } from './flowVariables.ts';
import { followExpression } from './followExpression.ts';
import { readAt, type TextPlace } from './label.ts';
import { allLabels, constant, join, listOf, type Shape, shapeOf, withMember } from './shape.ts';
import type { Arrival, FlowSink } from './sink.ts';
import { memberOf, underName } from './sources.ts';
import type { TaskRecord } from './taskRecord.ts';

/** The parts of a definition that hold values, as the model has them. */
export interface ValueParts {
  readonly policy: Policy;
  readonly tasks: readonly ModelTask[];
  readonly texts: readonly ModelText[];
  readonly expressions: readonly ModelExpression[];
  readonly templates: readonly ModelTemplate[];
}

/** Most arrivals and undeclared reads that are kept. */
const maxArrivals = 5_000;
const maxUndeclared = 1_000;
/** Steps through expressions: for each definition, and for each of its tasks. */
const stepsOfDefinition = 20_000;
const stepsOfTask = 2_000;

/** Follows data through the values that a definition writes: expressions, templates and addresses. */
export class ValueFollower {
  readonly arrivals: Arrival[] = [];
  readonly undeclared: UndeclaredRead[] = [];
  readonly outcomes = new Map<ModelExpression, Shape>();
  readonly #policy: Policy;
  readonly #expressions: ReadonlyMap<string, ModelExpression>;
  readonly #templates: ReadonlyMap<string, ModelTemplate>;
  readonly #texts: ReadonlyMap<string, ModelText>;
  readonly #arrived = new Set<string>();
  readonly #undeclaredAt = new Set<string>();
  readonly #ports: FlowPorts;
  #steps: number;
  #isShort = false;
  #record: TaskRecord | null = null;

  constructor({ policy, tasks, texts, expressions, templates }: ValueParts) {
    this.#policy = policy;
    this.#expressions = new Map(expressions.map((expression) => [expression.text.pointer, expression]));
    this.#templates = new Map(templates.map((template) => [template.text.pointer, template]));
    this.#texts = new Map(texts.map((text) => [text.pointer, text]));
    this.#steps = stepsOfDefinition + tasks.length * stepsOfTask;
    this.#ports = {
      policy,
      onUndeclared: (read) => this.#noteUndeclared(read),
      spend: (steps = 1) => {
        this.#steps -= steps;
        return this.#steps > 0;
      },
    };
  }

  /** Steps that may still be taken. */
  get steps(): number {
    return this.#steps;
  }

  /** Writes down what is noted from here on; no more where it is null. */
  recordInto(record: TaskRecord | null): void {
    this.#record = record;
  }

  /** Notes again what came of a task, at the price that it had. */
  replay({ arrivals, undeclared, outcomes }: TaskRecord, steps: number): void {
    this.#steps -= steps;
    for (const [key, arrival] of arrivals) this.#noteArrival(key, arrival);
    for (const read of undeclared) this.#noteUndeclared(read);
    for (const [expression, outcome] of outcomes) this.#noteOutcome(expression, outcome);
  }

  /** Gives some more steps, after which it is no more complete than it was. */
  refill(steps: number): void {
    this.#isShort ||= this.#steps <= 0;
    this.#steps = Math.max(this.#steps, steps);
  }

  /** False once there were so many steps that the rest counts as unknown. */
  get isComplete(): boolean {
    return this.#steps > 0 && !this.#isShort;
  }

  /** The shape of a written value with its expressions worked out; with a sink, what they give arrives there. */
  follow(value: Json, pointer: string, input: Shape, variables: FlowVariables, sink: FlowSink | null = null): Shape {
    if (typeof value === 'string') return this.#text(pointer, input, variables, sink);
    if (Array.isArray(value)) {
      let items: Shape | null = null;
      for (const [index, item] of value.entries()) {
        const shape = this.follow(item as Json, `${pointer}/${index}`, input, variables, sink);
        items = items === null ? shape : join(items, shape);
      }
      return items === null || items === constant ? constant : listOf(items);
    }
    if (!isJsonObject(value)) return constant;
    let shape: Shape = constant;
    for (const [name, member] of Object.entries(value)) {
      const place = joinPointer(pointer, name);
      // An authentication beside an address goes to the service alone, and is no part of the address.
      const isOfAuthentication = name === 'authentication' && (sink?.kind === 'address' || sink?.kind === 'header');
      const held = this.follow(member, place, input, variables, isOfAuthentication ? null : sink);
      if (held === constant) {
        shape = withMember(shape, name, held);
        continue;
      }
      const text = this.#texts.get(place);
      const read = text === undefined ? null : { text, range: { start: 0, end: text.value.length } };
      shape = withMember(shape, name, underName(held, name, this.#policy, read));
    }
    return shape;
  }

  #text(pointer: string, input: Shape, variables: FlowVariables, sink: FlowSink | null): Shape {
    const expression = this.#expressions.get(pointer);
    if (expression !== undefined) {
      const outcome = followExpression(expression, input, variables, this.#ports);
      this.#noteOutcome(expression, outcome);
      if (sink !== null) this.#arriveAll(sink, expression.text, outcome);
      return outcome;
    }
    if (sink === null) return constant;
    const template = this.#templates.get(pointer);
    if (template !== undefined) this.#template(template, input, sink);
    else if (sink.kind === 'address') this.#address(pointer, input, sink);
    return constant;
  }

  #noteOutcome(expression: ModelExpression, outcome: Shape): void {
    this.#record?.outcomes.push([expression, outcome]);
    this.outcomes.set(expression, join(this.outcomes.get(expression) ?? constant, outcome));
  }

  #arriveAll(sink: FlowSink, text: ModelText, shape: Shape): void {
    for (const label of allLabels(shape)) {
      const range = label.read?.text === text ? label.read.range : { start: 0, end: text.value.length };
      this.arrive({ sink, label, text, range });
    }
  }

  /** What a template shows; a helper that masks a class lets nothing of that class through. */
  #template({ text, template }: ModelTemplate, input: Shape, sink: FlowSink): void {
    for (const { names, path, through } of shownPaths(template.tree)) {
      const place = { text, range: path.range };
      let shape = input;
      for (const name of names) shape = stepInto(shape, name, this.#policy, place);
      for (const label of allLabels(shape)) {
        const { class: sensitiveClass } = label.source;
        if (sensitiveClass !== null && through.some(({ helper }) => cleans(helper, sensitiveClass))) continue;
        this.arrive({ sink, label: readAt(label, place), ...place });
      }
    }
  }

  /** `{name}` in a URI template is a field of the task's input. */
  #address(pointer: string, input: Shape, sink: FlowSink): void {
    const text = this.#texts.get(pointer);
    if (text === undefined || isRuntimeExpression(text.value) || !text.value.includes('{')) return;
    for (const { 0: whole, 1: name = '', index } of text.value.matchAll(/\{([^{}]{1,200})\}/g)) {
      const place = { text, range: { start: index, end: index + whole.length } };
      const shape = memberOf(input, name.replace(/^[+#./;?&]/, ''), this.#policy, place);
      for (const label of allLabels(shape)) this.arrive({ sink, label: readAt(label, place), ...place });
    }
  }

  /** The text at a pointer; null where none stands there. */
  text(pointer: string): ModelText | null {
    return this.#texts.get(pointer) ?? null;
  }

  /** Notes what reaches a sink, each thing once. */
  arrive(arrival: Arrival): void {
    const { sink, label, text, range } = arrival;
    const key = `${text.pointer} ${range.start} ${range.end} ${sink.kind} ${label.isFollowed} ${label.source.id}`;
    this.#noteArrival(key, arrival);
  }

  #noteArrival(key: string, arrival: Arrival): void {
    this.#record?.arrivals.push([key, arrival]);
    if (this.#arrived.has(key) || this.arrivals.length >= maxArrivals) return;
    this.#arrived.add(key);
    this.arrivals.push(arrival);
  }

  #noteUndeclared(read: UndeclaredRead): void {
    this.#record?.undeclared.push(read);
    const key = `${read.text.pointer} ${read.range.start}`;
    if (this.#undeclaredAt.has(key) || this.undeclared.length >= maxUndeclared) return;
    this.#undeclaredAt.add(key);
    this.undeclared.push(read);
  }
}

/** A path in a template goes through the elements of a list where a block works on each, and by their positions. */
function stepInto(shape: Shape, name: string, policy: Policy, place: TextPlace): Shape {
  const isList = shape.items !== null && shape.members.size === 0;
  if (!isList) return memberOf(shape, name, policy, place);
  const element = join(shape.items, shapeOf({ labels: shape.labels }));
  if (/^[0-9]+$/.test(name)) return element;
  return name === 'length' && shape.opens === 'closed' ? constant : memberOf(element, name, policy, place);
}
