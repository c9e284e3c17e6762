import type {
  TemplateBlock,
  TemplateCall,
  TemplateExpression,
  TemplateNode,
  TemplateOutput,
  TemplatePath,
} from '../templates/template.ts';

/** A path whose value a template shows. */
export interface ShownPath {
  readonly path: TemplatePath;
  /** The names along it, from the input of the task; none for the whole of it. */
  readonly names: readonly string[];
  /** The helpers that its value goes through, the innermost last. */
  readonly through: readonly TemplateCall[];
}

/** What `this` and the names behind `as |…|` stand for inside a block. */
interface Scope {
  readonly context: readonly string[];
  readonly named: ReadonlyMap<string, readonly string[]>;
  readonly parent: Scope | null;
}

const outermost: Scope = { context: [], named: new Map(), parent: null };

/** Every path that the template's outputs show; what only decides (`{{#if ssn}}`) is not among them. */
export function shownPaths(nodes: readonly TemplateNode[], scope: Scope = outermost): ShownPath[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'output') return pathsIn(node.value, scope, []);
    if (node.kind !== 'block') return [];
    return [...shownPaths(node.body, scopeInside(node, scope)), ...shownPaths(node.otherwise, scope)];
  });
}

/** Every output of a template, also inside blocks. */
export function outputsOf(nodes: readonly TemplateNode[]): TemplateOutput[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'output') return [node];
    return node.kind === 'block' ? [...outputsOf(node.body), ...outputsOf(node.otherwise)] : [];
  });
}

function scopeInside({ call, names }: TemplateBlock, parent: Scope): Scope {
  const [argument] = call.args;
  if ((call.helper !== 'each' && call.helper !== 'with') || argument?.kind !== 'path') return parent;
  const context = namesOf(argument, parent);
  const [first] = names;
  return { context, named: new Map(first === undefined ? [] : [[first, context]]), parent };
}

function pathsIn(expression: TemplateExpression, scope: Scope, through: readonly TemplateCall[]): ShownPath[] {
  if (expression.kind === 'path') {
    // Loop data, `@index` and the like, show nothing of what is looped over.
    const isCounter = expression.isData && expression.parts[0] !== 'root';
    return isCounter ? [] : [{ path: expression, names: namesOf(expression, scope), through }];
  }
  if (expression.kind === 'literal') return [];
  const inner = [...through, expression];
  const values = [...expression.args, ...expression.named.map(({ value }) => value)];
  return values.flatMap((value) => pathsIn(value, scope, inner));
}

function namesOf({ parts, up, isData }: TemplatePath, scope: Scope): readonly string[] {
  const [first, ...rest] = parts;
  if (isData) return first === 'root' ? rest : [];
  let from: Scope | null = scope;
  for (let level = 0; level < up && from !== null; level += 1) from = from.parent;
  if (up === 0 && first !== undefined) {
    for (let holder = from; holder !== null; holder = holder.parent) {
      const named = holder.named.get(first);
      if (named !== undefined) return [...named, ...rest];
    }
  }
  return [...(from?.context ?? []), ...parts];
}
