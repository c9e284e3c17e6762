import type { Range } from '../workflow/document.ts';

/** Longest template that is read, in UTF-16 units. */
export const maxTemplateLength = 256 * 1024;

/** Deepest nesting of blocks and of calls that is read. */
export const maxTemplateDepth = 64;

/** A value of a template. Ranges are offsets into the template as it was written, pipes and all. */
export type TemplateExpression = TemplatePath | TemplateLiteral | TemplateCall;

/** `customer.name`, `../total`, `@index`, `this`. */
export interface TemplatePath {
  readonly kind: 'path';
  readonly range: Range;
  /** Names from the context, or from the enclosing data of `@`; none for `this`. */
  readonly parts: readonly string[];
  /** How many contexts it climbs (`../`). */
  readonly up: number;
  /** Whether it names data of the block (`@index`, `@key`, `@root`). */
  readonly isData: boolean;
}

/** A text, number, boolean or nothing. */
export interface TemplateLiteral {
  readonly kind: 'literal';
  readonly range: Range;
  readonly value: string | number | boolean | null;
}

/** A helper with its arguments; named ones by name. */
export interface TemplateCall {
  readonly kind: 'call';
  readonly range: Range;
  readonly helper: string;
  readonly helperRange: Range;
  readonly args: readonly TemplateExpression[];
  readonly named: readonly { readonly name: string; readonly value: TemplateExpression }[];
}

/** `{{ … }}`; `isRaw` where it is written `{{{ … }}}` or `{{& … }}` and nothing is escaped. */
export interface TemplateOutput {
  readonly kind: 'output';
  readonly range: Range;
  readonly isRaw: boolean;
  readonly value: TemplateExpression;
}

/** `{{#helper …}} … {{else}} … {{/helper}}`. */
export interface TemplateBlock {
  readonly kind: 'block';
  readonly range: Range;
  readonly call: TemplateCall;
  /** Names behind `as |…|`. */
  readonly names: readonly string[];
  readonly body: readonly TemplateNode[];
  readonly otherwise: readonly TemplateNode[];
}

/** A part of a template. */
export type TemplateNode =
  | { readonly kind: 'text'; readonly range: Range; readonly value: string }
  | { readonly kind: 'comment'; readonly range: Range }
  | { readonly kind: 'forbidden'; readonly range: Range; readonly construct: 'partial' | 'decorator' }
  | TemplateOutput
  | TemplateBlock;

/** What is wrong with a template's text. */
export interface TemplateProblem {
  readonly message: string;
  readonly range: Range;
}

/** A template that was read; where `problems` is not empty the tree is. */
export interface ParsedTemplate {
  readonly tree: readonly TemplateNode[];
  readonly problems: readonly TemplateProblem[];
}
