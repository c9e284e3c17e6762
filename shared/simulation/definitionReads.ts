import { isJsonObject, type Json } from '../base/json.ts';
import { type WorkflowName, workflowNameOf } from '../workflow/workflowName.ts';
import { fileName } from './externalText.ts';
import { isList, named } from './planContext.ts';

/** What a definition reads from beside itself, as far as its text says. */
export interface DefinitionReads {
  /** Workflows that it runs inside its own. */
  readonly workflows: readonly WorkflowName[];
  /** Documents, scripts and schemas, by the name that `files` of a rehearsal has for them. */
  readonly files: readonly string[];
  /** The same for functions: a function may read on its own, see {@link functionReads}. */
  readonly functions: readonly string[];
}

/** Members that hold an external resource (dsl-reference.md, "External Resource") which a rehearsal reads as a text. */
const resources: readonly string[] = ['document', 'proto', 'agentCard', 'source', 'resource'];

/**
 * Lists what a definition reads: workflows it runs, and resources whose address is a relative path or a `file:` URI. What an
 * expression or a URI template makes is known in a run only and not listed. The value is any, valid or not.
 */
export function definitionReads(definition: Json): DefinitionReads {
  return collect(definition, catalogsOf(definition));
}

/** The same for a function that is kept elsewhere: it calls those of the catalogs that `definition` declares. */
export function functionReads(task: Json, definition: Json): DefinitionReads {
  return collect(task, catalogsOf(definition));
}

type Catalogs = { readonly [name: string]: Json };

function catalogsOf(definition: Json): Catalogs {
  const { use } = isJsonObject(definition) ? definition : {};
  return isJsonObject(use) && isJsonObject(use.catalogs) ? use.catalogs : {};
}

function collect(value: Json, catalogs: Catalogs): DefinitionReads {
  const workflows = new Map<string, WorkflowName>();
  const files = new Set<string>();
  const functions = new Set<string>();
  const note = (key: string, member: Json): void => {
    const workflow = key === 'workflow' ? workflowNameOf(member) : null;
    if (workflow !== null) workflows.set(JSON.stringify(Object.values(workflow)), workflow);
    const file = resources.includes(key) && isJsonObject(member) ? fileOf(member.endpoint) : null;
    if (file !== null) files.add(file);
    const task = key === 'call' && typeof member === 'string' ? functionFile(member, catalogs) : null;
    if (task !== null) functions.add(task);
  };
  visit(value, note);
  return { workflows: [...workflows.values()], files: [...files], functions: [...functions] };
}

/** A stack of its own: a value may be nested deeper than calls can be. */
function visit(value: Json, note: (key: string, member: Json) => void): void {
  const open: Json[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (isList(next)) for (const item of next) open.push(item);
    else if (isJsonObject(next)) {
      for (const [key, member] of Object.entries(next)) {
        note(key, member);
        open.push(member);
      }
    }
  }
}

/** The file behind an endpoint, or behind a path below it; null where it is on a network, or made in a run. */
function fileOf(endpoint: Json | undefined, path = ''): string | null {
  const uri = isJsonObject(endpoint) ? endpoint.uri : endpoint;
  if (typeof uri !== 'string' || uri === '' || /[{}]/.test(uri)) return null;
  return fileName(path === '' ? uri : uri.replace(/\/$/, '') + path);
}

/** The file of a function that is called by its `file:` URI or as `name:version@catalog`. */
function functionFile(call: string, catalogs: Catalogs): string | null {
  if (call.startsWith('file:')) return fileOf(call);
  const [, name, version, catalog = ''] = /^([^:@/]+):([^:@/]+)@(.+)$/.exec(call) ?? [];
  const entry = named(catalogs, catalog);
  if (name === undefined || !isJsonObject(entry)) return null;
  return fileOf(entry.endpoint, `/functions/${name}/${version}/function.yaml`);
}
