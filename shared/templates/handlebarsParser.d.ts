/** The parser alone: the package's main module also brings the compiler, which generates code. */
declare module 'handlebars/dist/cjs/handlebars/compiler/base.js' {
  /** Lines from 1, columns from 0. */
  export interface Loc {
    readonly start: { readonly line: number; readonly column: number };
    readonly end: { readonly line: number; readonly column: number };
  }
  export interface PathNode {
    readonly type: 'PathExpression';
    readonly data: boolean;
    readonly depth: number;
    readonly parts: readonly string[];
    readonly original: string;
    readonly loc: Loc;
  }
  export interface LiteralNode {
    readonly type: 'StringLiteral' | 'NumberLiteral' | 'BooleanLiteral' | 'NullLiteral' | 'UndefinedLiteral';
    readonly value?: string | number | boolean;
    readonly loc: Loc;
  }
  export interface CallParts {
    readonly path: ExpressionNode;
    readonly params: readonly ExpressionNode[];
    readonly hash?: { readonly pairs: readonly { readonly key: string; readonly value: ExpressionNode }[] };
    readonly loc: Loc;
  }
  export type ExpressionNode = PathNode | LiteralNode | (CallParts & { readonly type: 'SubExpression' });
  export interface ProgramNode {
    readonly body: readonly StatementNode[];
    readonly blockParams?: readonly string[];
  }
  export type StatementNode =
    | { readonly type: 'ContentStatement'; readonly value: string; readonly loc: Loc }
    | { readonly type: 'CommentStatement'; readonly loc: Loc }
    | (CallParts & { readonly type: 'MustacheStatement'; readonly escaped: boolean })
    | (CallParts & {
        readonly type: 'BlockStatement';
        readonly program?: ProgramNode;
        readonly inverse?: ProgramNode;
      })
    | {
        readonly type: 'PartialStatement' | 'PartialBlockStatement' | 'Decorator' | 'DecoratorBlock';
        readonly loc: Loc;
      };
  export function parse(input: string): ProgramNode;
}
