import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import type { Policy } from '../../policy/policy.ts';
import { cleans } from '../../templates/maskingHelpers.ts';
import { joinPointer, valueAt } from '../../workflow/pointer.ts';
import type { DefinitionParts } from '../definitionParts.ts';
import type { ModelTemplate } from '../modelTemplates.ts';
import type { ModelText } from '../modelText.ts';
import { shownPaths } from '../templateExpressions.ts';
import type { FlowParts } from './flowParts.ts';
import type { FlowPorts } from './flowPorts.ts';
import type { FlowVariables } from './flowVariables.ts';
import { followExpression } from './followExpression.ts';
import { readAt, type TextPlace } from './label.ts';
import {
  allLabels,
  constant,
  emptyObject,
  join,
  listOfEach,
  type Shape,
  shapeOf,
  withMember,
  written,
} from './shape.ts';
import type { FlowSink } from './sink.ts';
import { memberOf, underName } from './sources.ts';
import type { Scalar } from './sure.ts';
import type { WorkflowNotes } from './workflowNotes.ts';

/** Steps through expressions: for each definition, and for each of its tasks. */
const stepsOfDefinition = 20_000;
const stepsOfTask = 2_000;

/** What a value is written among: variables, and the sink that it is for. */
interface Surrounding {
  readonly variables: FlowVariables;
  readonly sink: FlowSink | null;
}

/** Follows data through the values that a definition writes: expressions, templates and addresses. */
export class ValueFollower {
  readonly #policy: Policy;
  readonly #definition: DefinitionParts;
  readonly #notes: WorkflowNotes;
  readonly #ports: FlowPorts;
  /** Whether any text may be an expression: then none is sure to be what it says. */
  readonly #isLoose: boolean;
  #steps: number;
  #isShort = false;

  constructor({ policy, definition, document }: FlowParts, notes: WorkflowNotes) {
    this.#policy = policy;
    this.#isLoose = valueAt(document.value, '/evaluate/mode') === 'loose';
    this.#definition = definition;
    this.#notes = notes;
    this.#steps = stepsOfDefinition + definition.taskCount * stepsOfTask;
    this.#ports = {
      policy,
      onUndeclared: (read) => notes.undeclared(read),
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

  /** Takes the steps that something took at the check before. */
  spend(steps: number): void {
    this.#steps -= steps;
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
    if (isJsonArray(value)) {
      const items = value.map((item, index) => {
        return isPlain(item) ? this.#plain(item) : this.follow(item, `${pointer}/${index}`, input, variables, sink);
      });
      return listOfEach(items, true);
    }
    return isJsonObject(value) ? this.#object(value, pointer, input, { variables, sink }) : written(value);
  }

  #plain(value: Scalar): Shape {
    return this.#isLoose && typeof value === 'string' ? constant : written(value);
  }

  #object(value: JsonObject, pointer: string, input: Shape, { variables, sink }: Surrounding): Shape {
    let shape = emptyObject;
    for (const name of Object.keys(value)) {
      const member = value[name] ?? null;
      if (isPlain(member)) {
        shape = withMember(shape, name, this.#plain(member));
        continue;
      }
      const place = joinPointer(pointer, name);
      // An authentication beside an address goes to the service alone, and is no part of the address.
      const isOfAuthentication = name === 'authentication' && (sink?.kind === 'address' || sink?.kind === 'header');
      const held = this.follow(member, place, input, variables, isOfAuthentication ? null : sink);
      const text = typeof member === 'string' ? this.#definition.textAt(place) : undefined;
      const read = text === undefined ? null : { text, range: { start: 0, end: text.value.length } };
      shape = withMember(shape, name, underName(held, name, this.#policy, read));
    }
    return shape;
  }

  #text(pointer: string, input: Shape, variables: FlowVariables, sink: FlowSink | null): Shape {
    const text = this.#definition.textAt(pointer);
    if (text === undefined) return constant;
    if (text.expression !== null) {
      const outcome = followExpression(text.expression, input, variables, this.#ports);
      this.#notes.outcome(text.expression, outcome);
      if (sink !== null) this.#arriveAll(sink, text, outcome);
      return outcome;
    }
    if (sink === null) return constant;
    if (text.template !== null) this.#template(text.template, input, sink);
    else if (sink.kind === 'address') this.#address(text, input, sink);
    return constant;
  }

  #arriveAll(sink: FlowSink, text: ModelText, shape: Shape): void {
    for (const label of allLabels(shape)) {
      const range = label.read?.text === text ? label.read.range : { start: 0, end: text.value.length };
      this.#notes.arrive({ sink, label, text, range });
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
        this.#notes.arrive({ sink, label: readAt(label, place), ...place });
      }
    }
  }

  /** `{name}` in a URI template is a field of the task's input. */
  #address(text: ModelText, input: Shape, sink: FlowSink): void {
    if (!text.value.includes('{')) return;
    for (const { 0: whole, 1: name = '', index } of text.value.matchAll(/\{([^{}]{1,200})\}/g)) {
      const place = { text, range: { start: index, end: index + whole.length } };
      const shape = memberOf(input, name.replace(/^[+#./;?&]/, ''), this.#policy, place);
      for (const label of allLabels(shape)) this.#notes.arrive({ sink, label: readAt(label, place), ...place });
    }
  }

  /** The text at a pointer; null where none stands there. */
  text(pointer: string): ModelText | null {
    return this.#definition.textAt(pointer) ?? null;
  }
}

function isJsonArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Whether a member or an element is what it says: what is an expression, template or address of data has their braces. */
function isPlain(value: Json): value is Scalar {
  return typeof value === 'string' ? !value.includes('{') : typeof value !== 'object' || value === null;
}

/** A path in a template goes through the elements of a list where a block works on each, and by their positions. */
function stepInto(shape: Shape, name: string, policy: Policy, place: TextPlace): Shape {
  const isList = shape.items !== null && shape.members.size === 0;
  if (!isList) return memberOf(shape, name, policy, place);
  const element = join(shape.items, shapeOf({ labels: shape.labels }));
  if (/^[0-9]+$/.test(name)) return element;
  return name === 'length' && shape.opens === 'closed' ? constant : memberOf(element, name, policy, place);
}
