import type {
  TemplateCall,
  TemplateExpression,
  TemplateNode,
  TemplateOutput,
  TemplatePath,
} from '../templates/template.ts';

/** A path whose value a template shows. */
export interface ShownPath {
  readonly path: TemplatePath;
  readonly output: TemplateOutput;
  /** The helpers that its value goes through, the innermost last. */
  readonly through: readonly TemplateCall[];
}

/** Every path that the template's outputs show; what only decides (`{{#if ssn}}`) is not among them. */
export function shownPaths(nodes: readonly TemplateNode[]): ShownPath[] {
  return outputsOf(nodes).flatMap((output) => pathsIn(output.value, output, []));
}

/** Every output of a template, also inside blocks. */
export function outputsOf(nodes: readonly TemplateNode[]): TemplateOutput[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'output') return [node];
    return node.kind === 'block' ? [...outputsOf(node.body), ...outputsOf(node.otherwise)] : [];
  });
}

function pathsIn(
  expression: TemplateExpression,
  output: TemplateOutput,
  through: readonly TemplateCall[],
): ShownPath[] {
  if (expression.kind === 'path') return [{ path: expression, output, through }];
  if (expression.kind === 'literal') return [];
  const inner = [...through, expression];
  const values = [...expression.args, ...expression.named.map(({ value }) => value)];
  return values.flatMap((value) => pathsIn(value, output, inner));
}
