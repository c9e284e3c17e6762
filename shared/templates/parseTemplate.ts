import {
  type CallParts,
  type ExpressionNode,
  type Loc,
  type ProgramNode,
  parse,
  type StatementNode,
} from 'handlebars/dist/cjs/handlebars/compiler/base.js';
import type { Range } from '../workflow/document.ts';
import { lineIndex } from '../workflow/lineIndex.ts';
import { type RewrittenTemplate, rewritePipes } from './pipes.ts';
import {
  maxTemplateDepth,
  maxTemplateLength,
  type ParsedTemplate,
  type TemplateCall,
  type TemplateExpression,
  type TemplateNode,
} from './template.ts';
import { templateDepth } from './templateDepth.ts';

/** Reads a template of Handlebars with the pipe dialect. Never throws; what it cannot read are its problems. */
export function parseTemplate(text: string): ParsedTemplate {
  const whole = { start: 0, end: text.length };
  if (text.length > maxTemplateLength) {
    return failed(`The template is longer than ${maxTemplateLength} characters.`, whole);
  }
  if (templateDepth(text) > maxTemplateDepth) {
    return failed(`The template is nested more than ${maxTemplateDepth} levels deep.`, whole);
  }
  const rewritten = rewritePipes(text);
  if (templateDepth(rewritten.text) > maxTemplateDepth) {
    return failed(`The template chains more than ${maxTemplateDepth} helpers.`, whole);
  }
  try {
    return { tree: new Converter(rewritten).statements(parse(rewritten.text)), problems: [] };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return failed(explained(error.message), placeOf(error, rewritten, whole));
  }
}

function failed(message: string, range: Range): ParsedTemplate {
  return { tree: [], problems: [{ message, range }] };
}

/** The parser's message spans lines and repeats the text, which may hold anything: only its kind is kept. */
function explained(message: string): string {
  if (message.includes("doesn't match")) return 'The block is closed under another name than it was opened.';
  if (message.startsWith('Invalid path'))
    return 'A path of the template is malformed: `..` and `this` stand at its beginning only.';
  if (message.includes("got 'EOF'")) return 'The template ends inside a tag or a block.';
  return 'The template is malformed here.';
}

function placeOf(error: Error, rewritten: RewrittenTemplate, whole: Range): Range {
  const lines = lineIndex(rewritten.text);
  const named = /on line (\d+)/.exec(error.message)?.[1];
  const own = 'lineNumber' in error && typeof error.lineNumber === 'number' ? error.lineNumber : null;
  const line = own ?? (named === undefined ? null : Number(named));
  if (line === null) return whole;
  const column = 'column' in error && typeof error.column === 'number' ? error.column + 1 : 1;
  const start = lines.offsetAt({ line, column });
  const end = lines.offsetAt({ line, column: Number.MAX_SAFE_INTEGER });
  return rewritten.original({ start, end: Math.max(start, end) });
}

class Converter {
  readonly #rewritten: RewrittenTemplate;
  readonly #starts: readonly number[];

  constructor(rewritten: RewrittenTemplate) {
    this.#rewritten = rewritten;
    const lines = lineIndex(rewritten.text);
    this.#starts = Array.from({ length: lines.lineCount }, (_, line) => lines.offsetAt({ line: line + 1, column: 1 }));
  }

  statements(program: ProgramNode | undefined): TemplateNode[] {
    return (program?.body ?? []).map((statement) => this.#statement(statement));
  }

  #statement(node: StatementNode): TemplateNode {
    const range = this.#range(node.loc);
    switch (node.type) {
      case 'ContentStatement':
        return { kind: 'text', range, value: node.value };
      case 'CommentStatement':
        return { kind: 'comment', range };
      case 'MustacheStatement':
        return { kind: 'output', range, isRaw: !node.escaped, value: this.#output(node, range) };
      case 'BlockStatement':
        return {
          kind: 'block',
          range,
          call: this.#call(node, this.#opening(node, range)),
          names: node.program?.blockParams ?? [],
          body: this.statements(node.program),
          otherwise: this.statements(node.inverse),
        };
      case 'Decorator':
      case 'DecoratorBlock':
        return { kind: 'forbidden', range, construct: 'decorator' };
      case 'PartialStatement':
      case 'PartialBlockStatement':
        return { kind: 'forbidden', range, construct: 'partial' };
    }
  }

  /** `{{name}}` alone is a path, also where a helper has that name: a helper needs something to work on. */
  #output(node: CallParts, range: Range): TemplateExpression {
    const isCall = node.params.length > 0 || (node.hash?.pairs.length ?? 0) > 0;
    return isCall ? this.#call(node, range) : this.#expression(node.path);
  }

  /** From the block's opening to the end of its arguments. */
  #opening(node: CallParts, range: Range): Range {
    const parts = [node.path, ...node.params, ...(node.hash?.pairs.map(({ value }) => value) ?? [])];
    return { start: range.start, end: Math.max(...parts.map(({ loc }) => this.#range(loc).end)) };
  }

  #call(node: CallParts, range: Range): TemplateCall {
    const { path } = node;
    return {
      kind: 'call',
      range,
      helper: path.type === 'PathExpression' ? path.original : '',
      helperRange: this.#range(path.loc),
      args: node.params.map((param) => this.#expression(param)),
      named: (node.hash?.pairs ?? []).map(({ key, value }) => ({ name: key, value: this.#expression(value) })),
    };
  }

  #expression(node: ExpressionNode): TemplateExpression {
    const range = this.#range(node.loc);
    switch (node.type) {
      case 'PathExpression':
        return { kind: 'path', range, parts: node.parts, up: node.depth, isData: node.data };
      case 'SubExpression':
        return this.#call(node, range);
      default:
        return { kind: 'literal', range, value: node.value ?? null };
    }
  }

  #range({ start, end }: Loc): Range {
    return this.#rewritten.original({ start: this.#offset(start), end: this.#offset(end) });
  }

  #offset({ line, column }: Loc['start']): number {
    return (this.#starts[line - 1] ?? this.#rewritten.text.length) + column;
  }
}
