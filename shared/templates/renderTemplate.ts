import { type AppError, appError } from '../base/appError.ts';
import { isJsonObject, type Json } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { prototypeNames } from './checkTemplate.ts';
import type { TemplateBlock, TemplateCall, TemplateExpression, TemplateNode, TemplatePath } from './template.ts';
import { isEmpty, shownText, takesNamed, templateHelpers } from './templateHelpers.ts';

/** Most steps of one rendering: loops over loops end there. Each part of the template is one that is visited. */
const maxSteps = 1_000_000;

/** Characters that a helper works on in one step: what it makes of a long text may be short. */
const charactersPerStep = 256;

/** What ends a rendering from within; `renderTemplate` turns it into the error value. */
class RenderingEnded extends Error {
  readonly error: AppError;

  constructor(error: AppError) {
    super(error.message);
    this.error = error;
  }
}

/** The data that a part of a template sees. */
interface Scope {
  readonly context: Json | undefined;
  readonly parent: Scope | null;
  /** `@index`, `@key`, `@first`, `@last`, and names behind `as |…|`. */
  readonly data: Readonly<Record<string, Json | undefined>>;
  readonly names: ReadonlyMap<string, Json | undefined>;
}

/**
 * Renders a template by walking its tree: no code is generated, only own members of `data` are read, and everything is
 * escaped for HTML but what is written as raw. `maxLength` bounds the text in UTF-16 units (`limit` beyond it).
 */
export function renderTemplate(
  tree: readonly TemplateNode[],
  data: Json,
  options: { readonly maxLength: number },
): Result<string, AppError> {
  const renderer = new Renderer(data, options.maxLength);
  try {
    renderer.nodes(tree, { context: data, parent: null, data: {}, names: new Map() });
    return ok(renderer.text());
  } catch (error) {
    if (error instanceof RenderingEnded) return err(error.error);
    throw error;
  }
}

class Renderer {
  readonly #root: Json;
  readonly #maxLength: number;
  readonly #parts: string[] = [];
  #length = 0;
  #steps = 0;
  #rootLength: number | null = null;

  constructor(root: Json, maxLength: number) {
    this.#root = root;
    this.#maxLength = maxLength;
  }

  text(): string {
    return this.#parts.join('');
  }

  nodes(nodes: readonly TemplateNode[], scope: Scope): void {
    for (const node of nodes) {
      this.#step();
      switch (node.kind) {
        case 'text':
          this.#write(node.value);
          break;
        case 'output': {
          const text = shownText(this.#value(node.value, scope));
          this.#write(node.isRaw ? text : escaped(text));
          break;
        }
        case 'block':
          this.#block(node, scope);
          break;
        case 'forbidden':
          throw ended('invalid-input', `The template has a ${node.construct}, which templates may not have.`);
        case 'comment':
          break;
      }
    }
  }

  #step(count = 1): void {
    this.#steps += count;
    if (this.#steps > maxSteps) throw ended('limit', `The template takes more than ${maxSteps} steps.`);
  }

  #write(text: string): void {
    this.#length += text.length;
    if (this.#length > this.#maxLength) {
      throw ended('limit', `The text of the template is longer than ${this.#maxLength} characters.`);
    }
    this.#parts.push(text);
  }

  #block({ call, names, body, otherwise }: TemplateBlock, scope: Scope): void {
    const [argument] = call.args;
    if (argument === undefined) throw ended('invalid-input', `The block \`${call.helper}\` has no value to work on.`);
    refuseUnknownArguments(call);
    const value = this.#value(argument, scope);
    switch (call.helper) {
      case 'if':
        this.nodes(this.#isMet(value, call, scope) ? body : otherwise, scope);
        break;
      case 'unless':
        this.nodes(this.#isMet(value, call, scope) ? otherwise : body, scope);
        break;
      case 'with':
        if (isEmpty(value)) this.nodes(otherwise, scope);
        else this.nodes(body, inner(scope, value, {}, named(names, [value])));
        break;
      case 'each':
        this.#each(value, { names, body, otherwise }, scope);
        break;
      default:
        throw ended('invalid-input', 'The template uses a block helper that it may not use.');
    }
  }

  /** A condition; zero counts as something where `includeZero` says so. */
  #isMet(value: Json | undefined, { named }: TemplateCall, scope: Scope): boolean {
    const includeZero = named.find(({ name }) => name === 'includeZero');
    if (value === 0 && includeZero !== undefined) return !isEmpty(this.#value(includeZero.value, scope));
    return !isEmpty(value);
  }

  #each(value: Json | undefined, block: Pick<TemplateBlock, 'names' | 'body' | 'otherwise'>, scope: Scope): void {
    const entries = entriesOf(value);
    if (entries.length === 0) this.nodes(block.otherwise, scope);
    entries.forEach(([key, item], index) => {
      this.#step();
      const data = { index, key, first: index === 0, last: index === entries.length - 1 };
      this.nodes(block.body, inner(scope, item, data, named(block.names, [item, key])));
    });
  }

  #value(expression: TemplateExpression, scope: Scope): Json | undefined {
    switch (expression.kind) {
      case 'literal':
        return expression.value;
      case 'path':
        return this.#path(expression, scope);
      case 'call':
        return this.#call(expression, scope);
    }
  }

  #call(call: TemplateCall, scope: Scope): Json | undefined {
    const { helper, args } = call;
    const run = Object.hasOwn(templateHelpers, helper) ? templateHelpers[helper] : undefined;
    if (run === undefined) throw ended('invalid-input', 'The template uses a helper that it may not use.');
    refuseUnknownArguments(call);
    const values = args.map((argument) => this.#value(argument, scope));
    for (const value of values) this.#step(Math.ceil(this.#lengthOf(value) / charactersPerStep));
    return run(values);
  }

  /** How long a value is where it is shown, at most: a list or map is part of the data. */
  #lengthOf(value: Json | undefined): number {
    if (typeof value === 'string') return value.length;
    if (typeof value !== 'object' || value === null) return 1;
    this.#rootLength ??= shownText(this.#root).length;
    return this.#rootLength;
  }

  #path({ parts, up, isData }: TemplatePath, scope: Scope): Json | undefined {
    if (isData) return this.#data(parts, up, scope);
    const from = climbed(scope, up);
    const [first, ...rest] = parts;
    if (first !== undefined && up === 0) {
      const holder = holderOf(scope, first);
      if (holder !== null) return rest.reduce(member, holder.names.get(first));
    }
    return parts.reduce(member, from?.context);
  }

  #data(parts: readonly string[], up: number, scope: Scope): Json | undefined {
    const [first = '', ...rest] = parts;
    if (first === 'root') return rest.reduce<Json | undefined>(member, this.#root);
    let from = up === 0 ? scope : climbed(scope, up);
    while (from !== null && !Object.hasOwn(from.data, first)) from = from.parent;
    return rest.reduce(member, from?.data[first]);
  }
}

function ended(code: 'invalid-input' | 'limit', message: string): RenderingEnded {
  return new RenderingEnded(appError(code, message));
}

/** An argument that nobody looks at would be a promise that is not kept. */
function refuseUnknownArguments({ helper, named }: TemplateCall): void {
  if (named.every(({ name }) => takesNamed(helper, name))) return;
  throw ended('invalid-input', 'The template gives a helper an argument by a name that it does not take.');
}

function inner(
  parent: Scope,
  context: Json | undefined,
  data: Scope['data'],
  names: ReadonlyMap<string, Json | undefined>,
): Scope {
  return { context, parent, data, names };
}

function named(names: readonly string[], values: readonly (Json | undefined)[]): ReadonlyMap<string, Json | undefined> {
  return new Map(names.map((name, index) => [name, values[index]]));
}

function climbed(scope: Scope, up: number): Scope | null {
  let from: Scope | null = scope;
  for (let level = 0; level < up && from !== null; level += 1) from = from.parent;
  return from;
}

function holderOf(scope: Scope, name: string): Scope | null {
  let from: Scope | null = scope;
  while (from !== null && !from.names.has(name)) from = from.parent;
  return from;
}

/** An own member, by name or position; prototypes are never reached. */
function member(value: Json | undefined, name: string): Json | undefined {
  if (prototypeNames.has(name) || value === undefined) return undefined;
  if (Array.isArray(value)) {
    if (name === 'length') return value.length;
    return /^(0|[1-9][0-9]*)$/.test(name) ? (value as readonly Json[])[Number(name)] : undefined;
  }
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function entriesOf(value: Json | undefined): readonly (readonly [string | number, Json])[] {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item, index) => [index, item] as const);
  return isJsonObject(value) ? Object.entries(value) : [];
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
  '`': '&#x60;',
  '=': '&#x3D;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"'`=]/g, (character) => entities[character] ?? '');
}
