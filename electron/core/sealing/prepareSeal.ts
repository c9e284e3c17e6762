import { posix } from 'node:path';
import { type AppError, appError } from '../../../shared/base/appError.ts';
import type { Json } from '../../../shared/base/json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { SealContents, SealedDataset, SealedRehearsal, SealedText } from '../../../shared/bundle/seal.ts';
import { type CheckContext, contextOptions } from '../../../shared/diagnostics/checkContext.ts';
import type { CheckedFile } from '../../../shared/diagnostics/checkedFile.ts';
import { checkDocument } from '../../../shared/diagnostics/runRules.ts';
import { sarifReport } from '../../../shared/diagnostics/sarif.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import { definitionReads } from '../../../shared/simulation/definitionReads.ts';
import { formatOfName, parseDocument } from '../../../shared/workflow/parseDocument.ts';
import type { WorkflowName } from '../../../shared/workflow/workflowName.ts';
import { gatherTexts, type Surroundings } from '../rehearsal/gatherTexts.ts';
import type { EngineAnswer } from '../rehearsal/jobKeepers.ts';
import type { RehearsalRequest } from '../rehearsal/rehearseWorkflow.ts';
import { verdictOf } from '../rehearsal/verdict.ts';

/** A definition that is to be sealed, with the scenarios that are its evidence. */
export interface DefinitionToSeal extends SealedText {
  readonly scenarios: readonly SealedText[];
}

/** A file that a scenario names. */
export interface ScenarioFile {
  readonly text: string;
  /** Set where the text is the rows of a data set, which stay where they are. */
  readonly dataset: SealedDataset | null;
}

/** What is to be sealed, and what it is checked against. */
export interface SealRequest {
  readonly definitions: readonly DefinitionToSeal[];
  readonly policy: Policy;
  /** `YYYY-MM-DD`, for waivers. */
  readonly today: string;
  readonly previous: string | null;
  /** Reads a file that the scenario of this name names, relative to it. */
  readScenarioFile(scenario: string, name: string): Promise<Result<ScenarioFile>>;
  /** The workflows around the definition of this name that pass a first look, by their names in the bundle. */
  findWorkflows(definition: string, mayBeWanted: (text: string) => boolean): Promise<Result<readonly SealedText[]>>;
  /** What lies around the definition of this name, which runs these workflows. */
  contextOf(definition: string, runs: readonly WorkflowName[]): Promise<CheckContext>;
}

/** Rehearses a definition under one of its scenarios. */
export type RehearseScenario = (
  definition: SealedText,
  scenario: Pick<RehearsalRequest, 'scenario' | 'readFile' | 'around'>,
) => Promise<Result<EngineAnswer>>;

/** Checks every definition and rehearses every scenario: what a seal will vouch for. Says nothing on whether it may be sealed. */
export async function prepareSeal(request: SealRequest, rehearse: RehearseScenario): Promise<Result<SealContents>> {
  const { definitions, policy, today, previous } = request;
  const checked: CheckedFile[] = [];
  const evidence: SealedRehearsal[] = [];
  const files = new ReadFiles(request);
  for (const definition of definitions) {
    const document = parseDocument(definition.text, formatOfName(definition.name));
    if (!document.ok) return err({ ...document.error, message: `${definition.name}: ${document.error.message}` });
    const context = await request.contextOf(definition.name, definitionReads(document.value.value).workflows);
    const findings = checkDocument(document.value, { policy, today, ...contextOptions(context) });
    checked.push({ path: definition.name, text: definition.text, findings });
    if (definition.scenarios.length === 0) continue;
    const around = await files.around(definition);
    if (!around.ok) return err(appError(around.error.code, `${definition.name}: ${around.error.message}`));
    for (const { name, text } of definition.scenarios) {
      const answer = await rehearse(definition, {
        scenario: text,
        readFile: (file) => files.read(name, file),
        around: around.value,
      });
      if (!answer.ok) return err(appError(answer.error.code, `${name}: ${answer.error.message}`));
      const failed = verdictOf(answer.value).expectations.filter(({ passed }) => !passed);
      evidence.push({
        scenario: name,
        trace: answer.value.trace,
        failed: failed.map(({ expectation }) => expectation),
      });
    }
  }
  return ok({
    definitions: definitions.map(({ name, text }) => ({ name, text })),
    scenarios: definitions.flatMap(({ scenarios }) => scenarios),
    scenarioFiles: files.toSeal(),
    findings: checked.flatMap(({ findings }) => findings),
    sarif: sarifReport(checked),
    evidence,
    policy: policy as unknown as Json,
    datasets: files.datasets(),
    previous,
  });
}

/** What the scenarios read, each file once: the rehearsals saw what is sealed, whatever is written meanwhile. */
class ReadFiles {
  readonly #request: SealRequest;
  /** By their names in the bundle. */
  readonly #files = new Map<string, ScenarioFile>();

  constructor(request: SealRequest) {
    this.#request = request;
  }

  async read(scenario: string, name: string): Promise<Result<string, AppError>> {
    const path = posix.join(posix.dirname(scenario), name);
    if (path.startsWith('../') || posix.isAbsolute(name)) {
      return err(appError('invalid-input', `'${name}' is outside of what is sealed: put it beside the scenario.`));
    }
    const known = this.#sealedText(path) ?? this.#files.get(path);
    if (known !== undefined) return ok(known.text);
    const file = await this.#request.readScenarioFile(scenario, name);
    if (!file.ok) return file;
    this.#files.set(path, file.value);
    return ok(file.value.text);
  }

  /** What a definition reads and the workflows that it runs, all of which go along. */
  async around({ name, text }: SealedText): Promise<Result<Surroundings, AppError>> {
    const found = new Map<string, SealedText>();
    const readFile = (file: string) => this.read(name, file);
    const gathered = await gatherTexts(text, {
      readFile,
      findWorkflows: async (mayBeWanted) => {
        const workflows = await this.#workflowsAround(name, mayBeWanted);
        if (!workflows.ok) return workflows;
        for (const workflow of workflows.value) found.set(workflow.text, workflow);
        return ok(workflows.value.map((workflow) => workflow.text));
      },
    });
    if (!gathered.ok) return gathered;
    const { workflows } = gathered.value;
    for (const workflow of workflows.flatMap((ran) => found.get(ran) ?? [])) this.#take(workflow);
    return ok({ readFile, findWorkflows: async (mayBeWanted) => ok(workflows.filter(mayBeWanted)) });
  }

  toSeal(): SealedText[] {
    return [...this.#files].flatMap(([name, { text, dataset }]) => (dataset === null ? [{ name, text }] : []));
  }

  datasets(): SealedDataset[] {
    const used = [...this.#files.values()].flatMap(({ dataset }) => dataset ?? []);
    return [...new Map(used.map((dataset) => [dataset.name, dataset])).values()];
  }

  /** Those that are sealed together count before others of the same name. */
  async #workflowsAround(
    definition: string,
    mayBeWanted: (text: string) => boolean,
  ): Promise<Result<readonly SealedText[]>> {
    const others = await this.#request.findWorkflows(definition, mayBeWanted);
    if (!others.ok) return others;
    const sealed = this.#request.definitions.filter(({ name, text }) => name !== definition && mayBeWanted(text));
    return ok([...sealed, ...others.value]);
  }

  #take({ name, text }: SealedText): void {
    if (this.#sealedText(name) === undefined) this.#files.set(name, { text, dataset: null });
  }

  /** A definition or another scenario may be named as well; it goes along anyway. */
  #sealedText(path: string): SealedText | undefined {
    const { definitions } = this.#request;
    return definitions.flatMap((definition) => [definition, ...definition.scenarios]).find(({ name }) => name === path);
  }
}
