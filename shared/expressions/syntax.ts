import type { Range } from '../workflow/document.ts';
import type { Value } from './value.ts';

/** Operators with two operands that compute one value from two. */
export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '<=' | '>' | '>=';

/** Operators that change what a path names. */
export type AssignOperator = '=' | '|=' | '+=' | '-=' | '*=' | '/=' | '%=' | '//=';

/** A destructuring pattern, as in `. as [$a, {b: $c}]`. */
export type Pattern =
  | { readonly kind: 'variable'; readonly name: string; readonly range: Range }
  | { readonly kind: 'array'; readonly items: readonly Pattern[]; readonly range: Range }
  | { readonly kind: 'object'; readonly entries: readonly PatternEntry[]; readonly range: Range };

/** One entry of an object pattern: `$name`, `$name: pattern` (binds both) or `key: pattern`. */
export interface PatternEntry {
  readonly key: Expression;
  readonly variable: { readonly name: string; readonly range: Range } | null;
  readonly value: Pattern | null;
}

/** A parameter of a function: `$name` is bound to each value, `name` stays a closure. */
export interface Parameter {
  readonly name: string;
  readonly isValue: boolean;
  readonly range: Range;
}

/** `def name(parameters): body;` */
export interface FunctionDefinition {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly body: Expression;
  readonly range: Range;
}

/** One entry of an object construction; `{a}` has a null value, `{$a}` its variable as value. */
export interface ObjectEntry {
  readonly key: Expression;
  readonly value: Expression | null;
}

/** What every node has: where it stands, as UTF-16 offsets into the expression's text. */
interface Node<Kind extends string> {
  readonly kind: Kind;
  readonly range: Range;
}

/** One step into a value. With a `?` behind it, this step (not the target) gives nothing where it would fail. */
interface Access<Kind extends string> extends Node<Kind> {
  readonly target: Expression;
  readonly isOptional: boolean;
}

export type Identity = Node<'identity'>;
export type RecurseAll = Node<'recurseAll'>;
/** `.name` and `."name"`; `nameRange` covers the name without the dot. */
export type Field = Access<'field'> & { readonly name: string; readonly nameRange: Range };
export type Index = Access<'index'> & { readonly index: Expression };
export type Slice = Access<'slice'> & {
  readonly from: Expression | null;
  readonly to: Expression | null;
};
export type Iterate = Access<'iterate'>;
export type Literal = Node<'literal'> & { readonly value: Value };
/** A string with interpolations, written through `format` (`text` unless `@json "…"` says otherwise). */
export type Interpolation = Node<'string'> & {
  readonly format: string;
  readonly parts: readonly (string | Expression)[];
};
/** `@base64` on its own. */
export type Format = Node<'format'> & { readonly name: string };
export type ArrayConstruction = Node<'array'> & { readonly body: Expression | null };
export type ObjectConstruction = Node<'object'> & { readonly entries: readonly ObjectEntry[] };
export type Negation = Node<'negate'> & { readonly operand: Expression };
export type Binary = Node<'binary'> & {
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
};
export type Pipe = Node<'pipe'> & { readonly left: Expression; readonly right: Expression };
export type Comma = Node<'comma'> & { readonly left: Expression; readonly right: Expression };
export type And = Node<'and'> & { readonly left: Expression; readonly right: Expression };
export type Or = Node<'or'> & { readonly left: Expression; readonly right: Expression };
export type Alternative = Node<'alternative'> & { readonly left: Expression; readonly right: Expression };
export type Assignment = Node<'assign'> & {
  readonly operator: AssignOperator;
  readonly left: Expression;
  readonly right: Expression;
};
export type Conditional = Node<'if'> & {
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression | null;
};
/** `try body catch handler`; `body?` is a try without a handler. */
export type Try = Node<'try'> & { readonly body: Expression; readonly handler: Expression | null };
export type Reduce = Node<'reduce'> & {
  readonly source: Expression;
  readonly patterns: readonly Pattern[];
  readonly start: Expression;
  readonly update: Expression;
};
export type Foreach = Node<'foreach'> & {
  readonly source: Expression;
  readonly patterns: readonly Pattern[];
  readonly start: Expression;
  readonly update: Expression;
  readonly extract: Expression | null;
};
/** `def f: …; rest` */
export type Definition = Node<'def'> & { readonly definition: FunctionDefinition; readonly rest: Expression };
export type Call = Node<'call'> & {
  readonly name: string;
  readonly args: readonly Expression[];
  readonly nameRange: Range;
};
/** `$name`; the name is without the dollar sign. */
export type Variable = Node<'variable'> & { readonly name: string };
/** `source as pattern ?// pattern | body` */
export type Binding = Node<'bind'> & {
  readonly source: Expression;
  readonly patterns: readonly Pattern[];
  readonly body: Expression;
};
export type Label = Node<'label'> & { readonly name: string; readonly body: Expression };
export type Break = Node<'break'> & { readonly name: string };
/** Stands where something could not be read; every such node comes with a problem. */
export type ErrorNode = Node<'error'>;

/** A syntax tree of jq. */
export type Expression =
  | Identity
  | RecurseAll
  | Field
  | Index
  | Slice
  | Iterate
  | Literal
  | Interpolation
  | Format
  | ArrayConstruction
  | ObjectConstruction
  | Negation
  | Binary
  | Pipe
  | Comma
  | And
  | Or
  | Alternative
  | Assignment
  | Conditional
  | Try
  | Reduce
  | Foreach
  | Definition
  | Call
  | Variable
  | Binding
  | Label
  | Break
  | ErrorNode;

/** What is wrong with an expression's text, and where. */
export interface ExpressionProblem {
  readonly message: string;
  readonly range: Range;
}
