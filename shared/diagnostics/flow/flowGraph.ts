import { isJsonObject, type Json } from '../../base/json.ts';
import type { Expression } from '../../expressions/syntax.ts';
import { classifyName } from '../../policy/classifyName.ts';
import type { Policy } from '../../policy/policy.ts';
import type { SourceDocument } from '../../workflow/document.ts';
import { joinPointer } from '../../workflow/pointer.ts';
import type { RelatedLocation } from '../finding.ts';
import { type ModelExpression, partOf } from '../modelExpressions.ts';
import { rangeInText } from '../modelText.ts';
import { outputReads, type Read } from './outputReads.ts';

/** A name under which sensitive data travels. */
export interface SensitiveField {
  readonly class: string;
  /** How it got there: where it is declared, and the steps that renamed it. */
  readonly trail: readonly RelatedLocation[];
}

/** Where sensitive data comes from and under which names it travels. Sinks are told by the rules that know them. */
export interface FlowGraph {
  /** What a path of names holds, by its last name (or its last two words); null where it is not sensitive. */
  fieldAt(names: readonly string[]): SensitiveField | null;
  /** The paths whose values an expression may output. */
  readsOf(expression: ModelExpression): readonly Read[];
}

/** Names that say nothing by themselves: the one before them does. */
const generic = new Set(['value', 'number', 'text', 'raw', 'content', 'no', 'full', 'plain', 'current', 'primary']);

/** Longest trail that is kept: its beginning and its last step. */
const maxTrail = 20;

/** Most rounds in which a renamed field is followed further. */
const maxRounds = 8;

/**
 * Builds the graph by names: sensitive names of the policy are sources, declared ones with their place, and a name that is
 * set from a sensitive one is sensitive too. Fields of the same name are taken for the same.
 */
export function flowGraph(
  document: SourceDocument,
  policy: Policy,
  expressions: readonly ModelExpression[],
): FlowGraph {
  const known = new Map<ModelExpression, readonly Read[]>();
  const readsOf = (expression: ModelExpression): readonly Read[] => {
    const reads = known.get(expression) ?? outputReads(expression.tree);
    known.set(expression, reads);
    return reads;
  };
  const declared = declaredFields(document, policy);
  const renamed = new Map<string, SensitiveField>();
  const fieldAt = (names: readonly string[]): SensitiveField | null => {
    const last = names.at(-1);
    if (last === undefined) return null;
    const name = classOf(names, policy);
    if (name === null) return renamed.get(last) ?? null;
    const place = declared.get(last);
    return { class: name, trail: place === undefined ? [] : [place] };
  };
  followRenames(document, expressions, policy, { fieldAt, readsOf }, renamed);
  return { fieldAt, readsOf };
}

function classOf(names: readonly string[], policy: Policy): string | null {
  const last = names.at(-1) ?? '';
  const own = classifyName(last, policy) ?? (last.endsWith('s') ? classifyName(last.slice(0, -1), policy) : null);
  const before = names.at(-2);
  if (own !== null || before === undefined) return own;
  const holder = classifyName(before, policy);
  if (holder !== null) return generic.has(last.toLowerCase()) ? holder : null;
  return classifyName(`${before} ${last}`, policy);
}

/** One name that an expression gives a value. */
interface Assignment {
  readonly name: string;
  readonly expression: ModelExpression;
  readonly reads: readonly Read[];
}

function followRenames(
  document: SourceDocument,
  expressions: readonly ModelExpression[],
  policy: Policy,
  graph: FlowGraph,
  renamed: Map<string, SensitiveField>,
): void {
  const open = expressions.flatMap((expression) => assignmentsOf(expression, graph));
  for (let round = 0; round < maxRounds; round += 1) {
    const before = renamed.size;
    for (const { name, expression, reads } of open) {
      if (renamed.has(name) || classifyName(name, policy) !== null) continue;
      const source = firstSensitive(reads, graph);
      if (source === null) continue;
      const range = rangeInText(document, expression.text, partOf(expression, source.read.range));
      const step = `\`${shortened(source.read.names.join('.'))}\` becomes \`${shortened(name)}\` here.`;
      const trail: RelatedLocation = { role: 'step', message: step, pointer: expression.text.pointer, range };
      renamed.set(name, { class: source.field.class, trail: [...source.field.trail.slice(0, maxTrail - 1), trail] });
    }
    if (renamed.size === before) return;
  }
}

function firstSensitive(reads: readonly Read[], graph: FlowGraph): { read: Read; field: SensitiveField } | null {
  for (const read of reads) {
    if (read.variable === 'secrets') continue;
    const field = graph.fieldAt(read.names);
    if (field !== null) return { read, field };
  }
  return null;
}

/** What `set`, `input.from`, `output.as` and `export.as` name: the member that holds the expression, and those of an object in it. */
function assignmentsOf(expression: ModelExpression, graph: FlowGraph): Assignment[] {
  const { path } = expression.text;
  const holder = path.findLastIndex((key, index) => key === 'set' || isTransformation(path[index - 1], key));
  if (holder < 0) return [];
  const found: Assignment[] = [];
  const last = path.at(-1);
  if (path.length - 1 > holder && last !== undefined && expression.tree.kind !== 'object') {
    found.push({ name: last, expression, reads: graph.readsOf(expression) });
  }
  for (const { key, value } of objectEntries(expression.tree))
    found.push({ name: key, expression, reads: outputReads(value) });
  return found;
}

function isTransformation(part: string | undefined, key: string): boolean {
  return key === 'as' ? part === 'output' || part === 'export' : key === 'from' && part === 'input';
}

/** The entries of the object that an expression ends in. */
function objectEntries(tree: Expression): readonly { key: string; value: Expression }[] {
  let node = tree;
  while (node.kind === 'pipe' || (node.kind === 'binary' && node.operator === '+')) node = node.right;
  if (node.kind !== 'object') return [];
  return node.entries.flatMap(({ key, value }) =>
    key.kind === 'literal' && typeof key.value === 'string' && value !== null ? [{ key: key.value, value }] : [],
  );
}

/** Where the input schema of the definition declares each sensitive field, by name. */
function declaredFields(document: SourceDocument, policy: Policy): ReadonlyMap<string, RelatedLocation> {
  const found = new Map<string, RelatedLocation>();
  const visit = (schema: Json | undefined, pointer: string, depth: number): void => {
    if (!isJsonObject(schema) || depth > 20) return;
    const properties = Object.hasOwn(schema, 'properties') ? schema.properties : undefined;
    if (isJsonObject(properties)) {
      for (const [name, property] of Object.entries(properties)) {
        const place = joinPointer(pointer, 'properties', name);
        const sensitive = classifyName(name, policy);
        const range = document.locate(place)?.key;
        if (sensitive !== null && range !== undefined && range !== null && !found.has(name)) {
          found.set(name, { role: 'source', message: sourceMessage(name, sensitive), pointer: place, range });
        }
        visit(property, place, depth + 1);
      }
    }
    if (Object.hasOwn(schema, 'items')) visit(schema.items, `${pointer}/items`, depth + 1);
  };
  const input = isJsonObject(document.value) ? document.value.input : undefined;
  const schema = isJsonObject(input) && isJsonObject(input.schema) ? input.schema.document : undefined;
  visit(schema, '/input/schema/document', 0);
  return found;
}

function sourceMessage(name: string, sensitive: string): string {
  return `\`${shortened(name)}\` is declared here (class \`${sensitive}\`).`;
}

function shortened(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}
