import { type AppError, appError } from '../../../shared/base/appError.ts';
import type { Json } from '../../../shared/base/json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { type DefinitionReads, definitionReads, functionReads } from '../../../shared/simulation/definitionReads.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';
import { mayBeMeant, statedName, type WorkflowName } from '../../../shared/workflow/workflowName.ts';

/** What lies around a definition. */
export interface Surroundings {
  /** Text of a file by its name relative to the definition; `not-found` where there is none. */
  readFile(name: string): Promise<Result<string, AppError>>;
  /** Texts of the workflows around that pass a first look. */
  findWorkflows(mayBeWanted: (text: string) => boolean): Promise<Result<readonly string[], AppError>>;
}

/** What a definition reads. */
export interface GatheredTexts {
  /** By the name that the definition gives. */
  readonly files: { readonly [name: string]: string };
  readonly workflows: readonly string[];
}

/** Most files and workflows together that one rehearsal is given. */
const maxTexts = 500;
/** Most UTF-16 units that they have together. */
const maxLength = 32 * 1024 * 1024;

/**
 * Reads what a definition asks for and nothing else, and what the workflows and functions that it runs ask for in turn. A file
 * that does not exist is left out: the run says so where it gets there. All names are relative to the first definition.
 */
export async function gatherTexts(definition: string, around: Surroundings): Promise<Result<GatheredTexts, AppError>> {
  const gathering = new Gathering(definition, around);
  const problem = await gathering.follow();
  return problem === null ? ok(gathering.texts()) : err(problem);
}

class Gathering {
  readonly #around: Surroundings;
  readonly #files = new Map<string, string | null>();
  readonly #workflows = new Map<string, string>();
  readonly #pending: string[] = [];
  readonly #first: string;
  #length = 0;

  constructor(definition: string, around: Surroundings) {
    this.#first = definition;
    this.#around = around;
  }

  texts(): GatheredTexts {
    const files = [...this.#files].flatMap(([name, text]) => (text === null ? [] : [[name, text] as const]));
    return { files: Object.fromEntries(files), workflows: [...this.#workflows.values()] };
  }

  /** Reads everything behind the definition; answers with why it could not. */
  async follow(): Promise<AppError | null> {
    this.#pending.push(this.#first);
    for (let text = this.#pending.pop(); text !== undefined; text = this.#pending.pop()) {
      const value = contentOf(text);
      const problem = await this.#read(definitionReads(value), value);
      if (problem !== null) return problem;
    }
    return null;
  }

  async #read({ files, functions, workflows }: DefinitionReads, definition: Json): Promise<AppError | null> {
    for (const name of files) {
      const text = await this.#readFile(name);
      if (!text.ok) return text.error;
    }
    for (const name of functions) {
      if (this.#files.has(name)) continue;
      const text = await this.#readFile(name);
      if (!text.ok) return text.error;
      const problem = await this.#read(functionReads(contentOf(text.value ?? ''), definition), definition);
      if (problem !== null) return problem;
    }
    return this.#findWorkflows(workflows);
  }

  async #readFile(name: string): Promise<Result<string | null, AppError>> {
    const known = this.#files.get(name);
    if (known !== undefined) return ok(known);
    const text = await this.#around.readFile(name);
    if (!text.ok && text.error.code !== 'not-found') return text;
    const problem = text.ok ? this.#count(text.value) : null;
    if (problem !== null) return err(problem);
    this.#files.set(name, text.ok ? text.value : null);
    return ok(text.ok ? text.value : null);
  }

  async #findWorkflows(names: readonly WorkflowName[]): Promise<AppError | null> {
    if (names.length === 0) return null;
    const found = await this.#around.findWorkflows((text) => names.some(({ name }) => text.includes(name)));
    if (!found.ok) return found.error;
    // A workflow may run itself; of two that state the same name, the one that is rehearsed counts.
    for (const text of [this.#first, ...found.value]) {
      const own = nameIn(text);
      if (own === null || !names.some((wanted) => mayBeMeant(wanted, own))) continue;
      const key = JSON.stringify([own.namespace, own.name, own.version]);
      if (this.#workflows.has(key)) continue;
      const problem = this.#count(text);
      if (problem !== null) return problem;
      this.#workflows.set(key, text);
      this.#pending.push(text);
    }
    return null;
  }

  #count(text: string): AppError | null {
    this.#length += text.length;
    if (this.#length <= maxLength && this.#files.size + this.#workflows.size < maxTexts) return null;
    return appError('limit', 'The workflow reads more files and workflows than a rehearsal takes.');
  }
}

/** A workflow with mistakes is one all the same: the run says what is wrong with it. */
function nameIn(text: string): WorkflowName | null {
  const document = parseDocument(text);
  return document.ok ? statedName(document.value.value) : null;
}

/** What cannot be read reads nothing; the rehearsal says what is wrong with it. */
function contentOf(text: string): Json {
  const document = parseDocument(text);
  return document.ok && document.value.problems.length === 0 ? document.value.value : null;
}
