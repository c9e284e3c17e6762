import { joinPointer, valueAt } from '../../workflow/pointer.ts';
import { workflowNameOf } from '../../workflow/workflowName.ts';
import type { DefinitionParts } from '../definitionParts.ts';
import { type ModelTask, taskMember } from '../modelTask.ts';
import { declaredErrorOf } from './declaredError.ts';
import { extendedData } from './extendedData.ts';
import type { FlowParts } from './flowParts.ts';
import { type FlowVariables, withVariable } from './flowVariables.ts';
import type { FollowedWorkflow, WorkflowStart } from './followedWorkflow.ts';
import { followReceived, type ReceivedPorts } from './followReceived.ts';
import { type GivenShapes, outputOfRun } from './followRun.ts';
import { followSinks } from './followSinks.ts';
import { ValueFollower } from './followValue.ts';
import { foreignArrivals } from './foreignArrivals.ts';
import { foreignShape } from './foreignShape.ts';
import { labelOf, unfollowed } from './label.ts';
import { ListWalk } from './listWalk.ts';
import { allLabels, asRoot, constant, join, listOfEach, openData, type Shape, shapeOf, written } from './shape.ts';
import type { FlowSink } from './sink.ts';
import { authorizationShape, elementOf, errorShape, secretsShape, untrustedSource } from './sources.ts';
import { isSurelyFalse, isSurelyTrue, type Sure } from './sure.ts';
import { recallTask, recallVariables, rememberTask } from './taskRecord.ts';
import { conditionsOf, waysLeft } from './waysLeft.ts';
import { workflowInput } from './workflowInput.ts';
import { WorkflowNotes } from './workflowNotes.ts';
import { type Departure, joinStates, repeatedStates, type State, unknownAfter } from './workflowState.ts';

/** Visits of tasks: for each definition, and for each of its tasks. */
const visitsOfDefinition = 200;
const visitsOfTask = 24;
/** Most rounds through the body of a loop; most workflows that run each other. */
const maxRounds = 3;
const maxNesting = 4;
/** Steps for each task that is left over. */
const stepsOfRest = 200;

/** Follows data through every task of a definition, in the order in which they may run. */
export function followWorkflow(parts: FlowParts, start: WorkflowStart | null = null): FollowedWorkflow {
  const follower = new WorkflowFollower(parts, start);
  follower.follow();
  return follower;
}

class WorkflowFollower implements FollowedWorkflow {
  output: Shape = constant;
  readonly notes = new WorkflowNotes();
  readonly #parts: FlowParts;
  readonly #definition: DefinitionParts;
  readonly #start: WorkflowStart | null;
  readonly #values: ValueFollower;
  /** Functions that are being followed, outermost first, and all that were. */
  readonly #calling: ModelTask[] = [];
  readonly #called = new Set<ModelTask>();
  /** What the errors may carry that the innermost `try` catches; outside of any, whoever runs the workflow. */
  #raised: Shape = constant;
  /** What was sure of the conditions of each switch when it was followed last. */
  readonly #conditions = new Map<ModelTask, readonly (Sure | null)[]>();
  /** What following received events or messages needs. */
  readonly #receiving: Pick<ReceivedPorts, 'values' | 'followList'>;
  #visits: number;

  constructor(parts: FlowParts, start: WorkflowStart | null) {
    this.#parts = parts;
    this.#definition = parts.definition;
    this.#start = start;
    this.#values = new ValueFollower(parts, this.notes);
    this.#visits = visitsOfDefinition + parts.definition.taskCount * visitsOfTask;
    this.#receiving = { values: this.#values, followList: (...list) => this.#list(...list) };
  }

  get raised(): Shape {
    return this.#raised;
  }

  get isComplete(): boolean {
    return this.#values.isComplete && this.#visits > 0;
  }

  follow(): void {
    const raw = this.#start?.input ?? workflowInput(this.#parts.document, this.#parts.policy);
    const workflow = shapeOf({ members: new Map([['input', asRoot(raw, '$workflow.input')]]) });
    const variables = new Map<string, Shape>([
      ['secrets', secretsShape],
      ['authorization', authorizationShape],
      ['workflow', workflow],
    ]);
    const outermost = recallVariables(this.#definition.items, variables);
    const data = this.#transformed('/input/from', raw, outermost);
    const after = this.#list('/do', { data, context: openData() }, outermost);
    const end = this.notes.ended === null ? after : joinStates(after, this.notes.ended);
    this.#finish(end, outermost);
    if (this.#start !== null) return;
    this.#followUncalled(outermost);
    this.#followExtensions(outermost);
    this.#followRest(outermost);
  }

  /** Where there were too many visits, the tasks that had none work on anything: no leak hides behind them. */
  #followRest(variables: FlowVariables): void {
    if (this.isComplete) return;
    this.#values.refill(this.#definition.taskCount * stepsOfRest);
    const followed = this.notes.shapes('input');
    for (const part of this.#definition.all) {
      for (const task of part.tasks.filter(({ reference }) => !followed.has(reference))) {
        this.notes.within(part, () => followSinks(task, unknownAfter(constant), variables, this.#values));
      }
    }
  }

  /** What the workflow itself makes of its input or output; the same where it says nothing of that. */
  #transformed(pointer: string, data: Shape, variables: FlowVariables): Shape {
    const value = valueAt(this.#parts.document.value, pointer);
    if (value === undefined) return data;
    const follow = () => this.#values.follow(value, pointer, data, variables);
    return this.notes.within(this.#definition.partAt(pointer), follow);
  }

  /** The result of the workflow, which whoever started it gets. */
  #finish({ data, context }: State, outermost: FlowVariables): void {
    const variables = withVariable(outermost, 'context', asRoot(context, '$context'));
    this.output = this.#transformed('/output/as', data, variables);
    const sink: FlowSink = { kind: 'output', task: null };
    for (const label of allLabels(this.output)) {
      if (label.read !== null) this.notes.arrive({ sink, label, ...label.read });
    }
  }

  #followUncalled(variables: FlowVariables): void {
    for (const task of this.#definition.listAt('/use/functions')) {
      if (this.#called.has(task)) continue;
      this.notes.unheard(() => this.#function(task, { data: openData(), context: constant }, variables));
    }
  }

  /** What runs before and after other tasks works on their data, and changes none of it. */
  #followExtensions(variables: FlowVariables): void {
    const use = this.#definition.partAt('/use');
    for (const scope of use?.lists.keys() ?? []) {
      const [, pointer, place] = /^(\/use\/extensions\/\d+\/[^/]+)\/(before|after)$/.exec(scope) ?? [];
      if (pointer === undefined) continue;
      const type = valueAt(this.#parts.document.value, `${pointer}/extend`);
      const seen = this.notes.shapes(place === 'before' ? 'input' : 'output');
      const data = extendedData(this.#definition.tasks, type, seen);
      this.notes.within(use, () => this.#list(scope, { data, context: openData() }, variables));
    }
  }

  #list(scope: string, entry: State, variables: FlowVariables): State {
    const walk = new ListWalk(this.#definition.listAt(scope), entry);
    walk.follow(
      (task, before) => this.#listed(task, before, variables),
      (after) => this.notes.end(after),
    );
    for (const task of walk.unreached) {
      this.notes.unreach(task.reference);
      this.notes.unheard(() => this.#task(task, entry, variables));
    }
    // A list that always ends the workflow or raises an error hands nothing on.
    return walk.exit ?? { data: constant, context: entry.context };
  }

  /** A task of a list: one of the main list is followed anew only where it, or what it starts from, is not as it was at the check before. */
  #listed(task: ModelTask, before: State, variables: FlowVariables): Departure {
    const part = task.scope === '/do' ? this.#definition.partAt(task.reference) : undefined;
    if (part === undefined) return this.#departing(task, before, variables);
    const start = { before, variables, policy: this.#parts.policy };
    const known = this.#start === null ? recallTask(part, task, start) : null;
    const isPayable = known !== null && this.#visits > known.visits && this.#values.steps > known.steps;
    if (isPayable && this.notes.adopt(part, known.notes)) {
      this.#visits -= known.visits;
      this.#values.spend(known.steps);
      return known.after;
    }
    const [visits, steps] = [this.#visits, this.#values.steps];
    const { result: after, notes } = this.notes.recorded(part, () => this.#departing(task, before, variables));
    if (this.#start !== null || notes === null || !this.isComplete) return after;
    const spent = { visits: visits - this.#visits, steps: steps - this.#values.steps };
    rememberTask(part, { ...start, task, after, notes, ...spent });
    return after;
  }

  #departing(task: ModelTask, before: State, variables: FlowVariables): Departure {
    this.#conditions.delete(task);
    const state = this.#task(task, before, variables);
    return { state, ways: waysLeft(task, this.#conditions.get(task) ?? []) };
  }

  /** One task through the data flow of the DSL: `input.from`, the task itself, `output.as`, `export.as`. */
  #task(task: ModelTask, { data: raw, context }: State, outer: FlowVariables): State {
    this.#visits -= 1;
    if (this.#visits < 0) return { data: unknownAfter(raw), context };
    const { reference } = task;
    const described = withVariable(outer, 'task', () => shapeOf({ members: new Map([['input', raw]]) }));
    const before = withVariable(described, 'context', () => asRoot(context, '$context'));
    const condition = taskMember(task, 'if');
    const { sure: isWanted } =
      condition === undefined ? written(true) : this.#values.follow(condition, `${reference}/if`, raw, before);
    if (isSurelyFalse(isWanted)) return { data: raw, context };
    const isSkippable = !isSurelyTrue(isWanted);
    const from = taskMember(task, 'input', 'from');
    const input = from === undefined ? raw : this.#values.follow(from, `${reference}/input/from`, raw, before);
    const variables = withVariable(before, 'input', () => asRoot(input, '$input'));
    const done = this.#perform(task, { data: asRoot(input, 'input'), context }, variables);
    this.notes.task({ reference, input, output: done.data });
    const as = taskMember(task, 'output', 'as');
    const after = withVariable(variables, 'context', () => asRoot(done.context, '$context'));
    const given = as === undefined ? done.data : this.#values.follow(as, `${reference}/output/as`, done.data, after);
    // A condition may skip the task: its raw input passes on then, and it exports nothing.
    const output = isSkippable ? join(given, raw) : given;
    const exported = taskMember(task, 'export', 'as');
    if (exported === undefined) return { data: output, context: done.context };
    const within = withVariable(after, 'output', given);
    const next = this.#values.follow(exported, `${reference}/export/as`, given, within);
    return { data: output, context: isSkippable ? join(done.context, next) : next };
  }

  #perform(task: ModelTask, state: State, variables: FlowVariables): State {
    const { reference } = task;
    const { data: input, context } = state;
    const with_ = (data: Shape): State => ({ data, context });
    const given = followSinks(task, input, variables, this.#values);
    switch (task.type) {
      case 'set': {
        const set = taskMember(task, 'set');
        return with_(set === undefined ? constant : this.#values.follow(set, `${reference}/set`, input, variables));
      }
      case 'do':
        return this.#list(`${reference}/do`, state, variables);
      case 'for':
        return this.#loop(task, state, variables);
      case 'fork':
        return with_(this.#fork(task, state, variables));
      case 'try':
        return this.#attempt(task, state, variables);
      case 'listen':
        return with_(followReceived(task, ['foreach'], { ...this.#receiving, state, variables }));
      case 'switch':
        this.#conditions.set(task, conditionsOf(task, input, variables, this.#values));
        return state;
      case 'call':
        return this.#call(task, state, variables);
      case 'run':
        return with_(this.#ran(task, input, given));
      case 'raise':
        this.#raised = join(
          this.#raised,
          this.#declaredError(task, state, variables) ?? given.get('raise.error') ?? constant,
        );
        return state;
      case 'emit':
        return with_(given.get('emit.event.with') ?? constant);
      default:
        return state;
    }
  }

  /** The error of `use` that a task raises by its name, as it is in this place; null where the task says itself what it raises. */
  #declaredError(task: ModelTask, { data }: State, variables: FlowVariables): Shape | null {
    const declared = declaredErrorOf(task, this.#parts.document);
    if (declared === null) return null;
    const { error, pointer } = declared;
    this.notes.goBeyond();
    const follow = () => this.#values.follow(error, pointer, data, variables, { kind: 'error', task });
    return this.notes.within(this.#definition.partAt('/use'), follow);
  }

  #loop(task: ModelTask, state: State, outer: FlowVariables): State {
    const { reference } = task;
    const many = taskMember(task, 'for', 'in');
    const items = many === undefined ? constant : this.#values.follow(many, `${reference}/for/in`, state.data, outer);
    const each = taskMember(task, 'for', 'each');
    const at = taskMember(task, 'for', 'at');
    const element = withVariable(outer, typeof each === 'string' ? each : 'item', elementOf(items));
    const variables = withVariable(element, typeof at === 'string' ? at : 'index', constant);
    const condition = taskMember(task, 'while');
    if (condition !== undefined) this.#values.follow(condition, `${reference}/while`, state.data, variables);
    let turn = state;
    for (let round = 0; round < maxRounds; round += 1) {
      const next = repeatedStates(turn, this.#list(`${reference}/do`, turn, variables));
      if (next === turn) return turn;
      turn = next;
    }
    return turn;
  }

  #fork(task: ModelTask, state: State, variables: FlowVariables): Shape {
    const scope = `${task.reference}/fork/branches`;
    const branches = this.#definition.listAt(scope);
    const outputs = listOfEach(
      branches.map((branch) => this.#task(branch, state, variables).data),
      true,
    );
    return taskMember(task, 'fork', 'compete') === true ? elementOf(outputs) : outputs;
  }

  #attempt(task: ModelTask, state: State, variables: FlowVariables): State {
    const { reference } = task;
    const outer = this.#raised;
    this.#raised = errorShape(reference);
    const after = this.#list(`${reference}/try`, state, variables);
    const error = this.#raised;
    this.#raised = ['errors', 'when', 'exceptWhen'].some((filter) => taskMember(task, 'catch', filter) !== undefined)
      ? join(outer, error)
      : outer;
    const caught = taskMember(task, 'catch', 'as');
    const failing = withVariable(variables, typeof caught === 'string' ? caught : 'error', error);
    for (const path of ['when', 'exceptWhen']) {
      const condition = taskMember(task, 'catch', path);
      if (condition !== undefined) this.#values.follow(condition, `${reference}/catch/${path}`, error, failing);
    }
    const handlers = taskMember(task, 'catch', 'do');
    const failed = { data: state.data, context: join(state.context, after.context) };
    return joinStates(after, handlers === undefined ? failed : this.#list(`${reference}/catch/do`, failed, failing));
  }

  #call(task: ModelTask, state: State, variables: FlowVariables): State {
    const { target, reference } = task;
    if (target?.kind === 'function' && target.task !== null)
      return this.#callFunction(task, target.task.reference, state, variables);
    if (target?.kind === 'protocol' && target.protocol === 'asyncapi') {
      if (taskMember(task, 'with', 'subscription') !== undefined) {
        const place = ['with', 'subscription', 'foreach'];
        return { ...state, data: followReceived(task, place, { ...this.#receiving, state, variables }) };
      }
    }
    if (target?.kind === 'action' && target.action !== 'webhook' && target.action !== 'database') {
      return { ...state, data: constant };
    }
    return { ...state, data: openData({ labels: [labelOf(untrustedSource(reference))] }) };
  }

  /** A function is its task with the arguments as input. */
  #callFunction(task: ModelTask, reference: string, { data, context }: State, variables: FlowVariables): State {
    this.notes.goBeyond();
    const called = this.#definition.taskAt(reference);
    const args = taskMember(task, 'with');
    const input = args === undefined ? constant : this.#values.follow(args, `${task.reference}/with`, data, variables);
    if (called === undefined || this.#calling.includes(called))
      return { data: openData({ labels: allLabels(input).map((label) => unfollowed(label)) }), context };
    this.#calling.push(called);
    const after = this.#function(called, { data: input, context }, variables);
    this.#calling.pop();
    return after;
  }

  #function(task: ModelTask, before: State, variables: FlowVariables): State {
    this.#called.add(task);
    return this.notes.within(this.#definition.partAt('/use'), () => this.#task(task, before, variables));
  }

  #ran(task: ModelTask, input: Shape, given: GivenShapes): Shape {
    const textAt = (...path: readonly string[]) => this.#values.text(joinPointer(task.reference, ...path));
    return outputOfRun(task, input, given, {
      policy: this.#parts.policy,
      textAt,
      answerOf: (workflow, brought) => {
        this.notes.goBeyond();
        const name = workflowNameOf(workflow);
        const within = [...(this.#start?.within ?? []), this.#parts.document];
        const parts = name === null || within.length > maxNesting ? null : this.#parts.findWorkflow(name);
        if (parts === null || within.includes(parts.document)) return null;
        const { notes, output, raised, isComplete } = followWorkflow(parts, {
          input: asRoot(brought, 'input'),
          within,
        });
        for (const arrival of foreignArrivals(notes, brought, task)) this.notes.arrive(arrival);
        if (!isComplete) return null;
        const text = textAt('run', 'workflow', 'name');
        const place = text === null ? null : { text, range: { start: 0, end: text.value.length } };
        this.#raised = join(this.#raised, foreignShape(raised, brought, place));
        return foreignShape(output, brought, place);
      },
    });
  }
}
