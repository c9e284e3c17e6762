import type { Range } from '../workflow/document.ts';
import type { ParsedTemplate, TemplateBlock, TemplateCall, TemplateExpression, TemplateNode } from './template.ts';
import { blockHelpers, takesNamed, templateHelpers } from './templateHelpers.ts';

/** What a template objects to, so that each can have its rule. */
export type TemplateObjectionKind =
  | 'malformed'
  | 'unknown-helper'
  | 'unknown-block'
  | 'missing-argument'
  | 'unknown-argument'
  | 'partial'
  | 'decorator'
  | 'prototype-access'
  | 'raw-output';

/** One thing in a template that is not allowed. */
export interface TemplateObjection {
  readonly kind: TemplateObjectionKind;
  readonly message: string;
  readonly range: Range;
  /** The helper or the name that is meant; null where there is none. */
  readonly name: string | null;
}

/** Names that lead from a value to its prototype, and so out of the data. */
export const prototypeNames: ReadonlySet<string> = new Set([
  '__proto__',
  'constructor',
  'prototype',
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__',
]);

/** The helpers that there are; a policy may allow fewer. */
export const allHelpers: ReadonlySet<string> = new Set([...Object.keys(templateHelpers), ...blockHelpers]);

/** Everything in a template that is not allowed, in the order of its text. */
export function checkTemplate(
  template: ParsedTemplate,
  helpers: ReadonlySet<string> = allHelpers,
): TemplateObjection[] {
  const checker = new Checker(helpers);
  for (const { message, range } of template.problems)
    checker.found.push({ kind: 'malformed', message, range, name: null });
  checker.nodes(template.tree);
  return checker.found.sort((a, b) => a.range.start - b.range.start);
}

class Checker {
  readonly found: TemplateObjection[] = [];
  readonly #helpers: ReadonlySet<string>;

  constructor(helpers: ReadonlySet<string>) {
    this.#helpers = helpers;
  }

  nodes(nodes: readonly TemplateNode[]): void {
    for (const node of nodes) this.#node(node);
  }

  #node(node: TemplateNode): void {
    switch (node.kind) {
      case 'output':
        if (node.isRaw) this.#object('raw-output', node.range, 'The output is not escaped.');
        this.#expression(node.value);
        return;
      case 'block':
        this.#block(node);
        return;
      case 'forbidden':
        this.#object(node.construct, node.range, `A ${node.construct} stands here; templates of the house have none.`);
        return;
      default:
        return;
    }
  }

  #block({ call, body, otherwise }: TemplateBlock): void {
    const isBlock = blockHelpers.some((helper) => helper === call.helper) && this.#helpers.has(call.helper);
    if (!isBlock) {
      this.#object('unknown-block', call.helperRange, `\`${clipped(call.helper)}\` is no block helper.`, call.helper);
    }
    this.#arguments(call);
    this.nodes(body);
    this.nodes(otherwise);
  }

  #arguments({ args, named, helper, helperRange }: TemplateCall): void {
    if (args.length === 0) {
      const message = `\`${clipped(helper)}\` stands here without the value that it works on.`;
      this.#object('missing-argument', helperRange, message, helper);
    }
    for (const argument of args) this.#expression(argument);
    for (const { name, value } of named) {
      if (!takesNamed(helper, name)) {
        const message = `\`${clipped(helper)}\` takes no argument by the name \`${clipped(name)}\`.`;
        this.#object('unknown-argument', value.range, message, name);
      }
      this.#expression(value);
    }
  }

  #expression(expression: TemplateExpression): void {
    if (expression.kind === 'path') {
      const name = expression.parts.find((part) => prototypeNames.has(part));
      if (name === undefined) return;
      this.#object('prototype-access', expression.range, `\`${name}\` leads out of the data.`, name);
    } else if (expression.kind === 'call') {
      const isKnown = Object.hasOwn(templateHelpers, expression.helper) && this.#helpers.has(expression.helper);
      if (!isKnown) {
        const message = `\`${clipped(expression.helper)}\` is no helper that templates may use.`;
        this.#object('unknown-helper', expression.helperRange, message, expression.helper);
      }
      this.#arguments(expression);
    }
  }

  #object(kind: TemplateObjectionKind, range: Range, message: string, name: string | null = null): void {
    this.found.push({ kind, message, range, name });
  }
}

function clipped(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}…` : name;
}
