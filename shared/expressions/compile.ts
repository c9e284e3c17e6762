import type { Range } from '../workflow/document.ts';
import { formatOf } from './builtins/formats.ts';
import { builtinDefinition, builtinOf, similarBuiltin } from './builtins/table.ts';
import type { Code } from './code.ts';
import { exactly, fromRun } from './codes.ts';
import {
  compileField,
  compileIndex,
  compileIterate,
  compileSlice,
  identityCode,
  recurseAllCode,
} from './compileAccess.ts';
import { compileAssignment } from './compileAssign.ts';
import {
  type AlternativeCode,
  bindAlternatives,
  bindPattern,
  compileBind,
  compileVariable,
  type PatternCode,
} from './compileBinding.ts';
import { type Argument, compileClosureCall, compileFunctionCall } from './compileCall.ts';
import { compileArray, compileLiteral, compileObject, compileString } from './compileConstruct.ts';
import {
  type Bind,
  compileBreak,
  compileConditional,
  compileForeach,
  compileLabel,
  compileReduce,
  compileTry,
} from './compileControl.ts';
import {
  compileAlternative,
  compileBinary,
  compileComma,
  compileLogic,
  compileNegation,
  compilePipe,
} from './compileOperators.ts';
import { compileStateChange } from './foldInPlace.ts';
import { locationOf } from './location.ts';
import {
  type DefinedFunction,
  depthOf,
  extendScope,
  findCallable,
  findLabel,
  findVariable,
  type Scope,
} from './scope.ts';
import type {
  Break,
  Call,
  Definition,
  Expression,
  ExpressionProblem,
  Format,
  Interpolation,
  ObjectEntry,
  Pattern,
  Variable,
} from './syntax.ts';

const failing: Code = fromRun(() => false);

/** Turns a syntax tree into closures. What it cannot make sense of becomes a problem. */
export class Compiler {
  readonly problems: ExpressionProblem[] = [];
  readonly #source: string;
  readonly #builtins = new Map<string, DefinedFunction>();

  constructor(source: string) {
    this.#source = source;
  }

  /** Compiles one expression that stands in `scope`. */
  compile(node: Expression, scope: Scope | null): Code {
    const at = (child: Expression): Code => this.compile(child, scope);
    const orNull = (child: Expression | null): Code => (child === null ? compileLiteral(null) : at(child));
    switch (node.kind) {
      case 'identity':
        return identityCode;
      case 'recurseAll':
        return recurseAllCode;
      case 'field':
        return compileField(at(node.target), node.name, node.isOptional);
      case 'index':
        return compileIndex(at(node.target), at(node.index), node.isOptional);
      case 'slice':
        return compileSlice(at(node.target), orNull(node.from), orNull(node.to), node.isOptional);
      case 'iterate':
        return compileIterate(at(node.target), node.isOptional);
      case 'literal':
        return compileLiteral(node.value);
      case 'array':
        return compileArray(node.body === null ? failing : at(node.body));
      case 'negate':
        return compileNegation(at(node.operand));
      case 'binary':
        return compileBinary(node.operator, at(node.left), at(node.right));
      case 'pipe':
        return compilePipe(at(node.left), at(node.right));
      case 'comma':
        return compileComma(at(node.left), at(node.right));
      case 'and':
        return compileLogic(at(node.left), at(node.right), false);
      case 'or':
        return compileLogic(at(node.left), at(node.right), true);
      case 'alternative':
        return compileAlternative(at(node.left), at(node.right));
      case 'assign':
        return compileAssignment(node.operator, at(node.left), at(node.right));
      case 'if':
        return compileConditional(
          at(node.condition),
          at(node.then),
          node.otherwise === null ? identityCode : at(node.otherwise),
        );
      case 'try':
        return compileTry(at(node.body), node.handler === null ? null : at(node.handler));
      case 'error':
        return failing;
      default:
        return this.#compileNamed(node, scope);
    }
  }

  #compileNamed(node: Exclude<Expression, { kind: 'error' }>, scope: Scope | null): Code {
    switch (node.kind) {
      case 'string':
        return this.#compileString(node, scope);
      case 'format':
        return this.#compileFormat(node);
      case 'object':
        return compileObject(node.entries.map((entry) => this.#compileEntry(entry, scope)));
      case 'reduce': {
        const { bind, scope: inner } = this.#compilePatterns(node.patterns, scope);
        const update = this.compile(node.update, inner);
        const change = compileStateChange(node.update, (part) => this.compile(part, inner));
        return compileReduce(this.compile(node.source, scope), bind, this.compile(node.start, scope), update, change);
      }
      case 'foreach': {
        const { bind, scope: inner } = this.#compilePatterns(node.patterns, scope);
        const extract = node.extract === null ? null : this.compile(node.extract, inner);
        return compileForeach(
          this.compile(node.source, scope),
          bind,
          this.compile(node.start, scope),
          this.compile(node.update, inner),
          extract,
        );
      }
      case 'bind': {
        const { bind, scope: inner } = this.#compilePatterns(node.patterns, scope);
        const isPlain = node.patterns.length === 1 && node.patterns[0]?.kind === 'variable';
        return compileBind(this.compile(node.source, scope), bind, this.compile(node.body, inner), isPlain);
      }
      case 'def':
        return this.#compileDefinition(node, scope);
      case 'call':
        return this.#compileCall(node, scope);
      case 'variable':
        return this.#compileVariable(node, scope);
      case 'label':
        return compileLabel(this.compile(node.body, extendScope(scope, { kind: 'label', name: node.name })));
      case 'break':
        return this.#compileBreak(node, scope);
      default:
        throw new Error(`no compiler for ${node.kind}`);
    }
  }

  #problem(message: string, range: Range): Code {
    if (!this.problems.some((problem) => problem.range.start === range.start)) this.problems.push({ message, range });
    return failing;
  }

  #compileFormat(node: Format): Code {
    const format = formatOf(node.name);
    if (format === null) return this.#unknownFormat(node.name, node.range);
    return exactly((env, input) => format(input, env.meter));
  }

  #unknownFormat(name: string, range: Range): Code {
    return this.#problem(`${name} is not a valid format.`, range);
  }

  #compileString(node: Interpolation, scope: Scope | null): Code {
    const format = formatOf(node.format);
    if (format === null) return this.#unknownFormat(node.format, node.range);
    const parts = node.parts.map((part) => (typeof part === 'string' ? part : this.compile(part, scope)));
    return compileString(parts, format);
  }

  #compileEntry(entry: ObjectEntry, scope: Scope | null): { key: string | Code; value: Code } {
    const isName = entry.key.kind === 'literal' && typeof entry.key.value === 'string';
    const key = isName ? String((entry.key as { value: unknown }).value) : this.compile(entry.key, scope);
    if (entry.value !== null) return { key, value: this.compile(entry.value, scope) };
    const value =
      typeof key === 'string' ? compileField(identityCode, key, false) : compileIndex(identityCode, key, false);
    return { key, value };
  }

  #compileVariable(node: Variable, scope: Scope | null): Code {
    if (node.name === '__loc__') return compileLiteral(locationOf(this.#source, node.range.start));
    const found = findVariable(scope, node.name);
    if (found !== null) return compileVariable(depthOf(scope) - found.depth);
    if (node.name === 'ENV') return compileLiteral({});
    return this.#problem(`$${node.name} is not defined.`, node.range);
  }

  #compileBreak(node: Break, scope: Scope | null): Code {
    const found = findLabel(scope, node.name);
    if (found === null) return this.#problem(`There is no label $${node.name} to break to.`, node.range);
    return compileBreak(depthOf(scope) - found.depth);
  }

  #compilePatterns(patterns: readonly Pattern[], scope: Scope | null): { bind: Bind; scope: Scope | null } {
    const compiled = patterns.map((pattern) => this.#compilePattern(pattern, scope));
    const [first] = compiled;
    if (first === undefined) return { bind: () => false, scope };
    if (compiled.length === 1) return { bind: bindPattern(first.code), scope: first.scope };
    const all = [...new Set(compiled.flatMap(({ names }) => names))];
    const alternatives: AlternativeCode[] = compiled.map(({ code, names }) => ({
      bind: bindPattern(code),
      positions: all.map((name) => names.lastIndexOf(name)),
    }));
    let inner = scope;
    for (const name of all) inner = extendScope(inner, { kind: 'variable', name });
    return { bind: bindAlternatives(alternatives), scope: inner };
  }

  #compilePattern(pattern: Pattern, outer: Scope | null): { code: PatternCode; names: string[]; scope: Scope | null } {
    let scope = outer;
    const names: string[] = [];
    const declare = (name: string): void => {
      names.push(name);
      scope = extendScope(scope, { kind: 'variable', name });
    };
    const walk = (part: Pattern): PatternCode => {
      if (part.kind === 'variable') {
        declare(part.name);
        return { kind: 'variable' };
      }
      if (part.kind === 'array') return { kind: 'array', items: part.items.map(walk) };
      const entries = part.entries.map((entry) => {
        const key = this.compile(entry.key, scope);
        if (entry.variable !== null) declare(entry.variable.name);
        return { key, hasVariable: entry.variable !== null, value: entry.value === null ? null : walk(entry.value) };
      });
      return { kind: 'object', entries };
    };
    return { code: walk(pattern), names, scope };
  }

  #compileDefinition(node: Definition, scope: Scope | null): Code {
    const called: DefinedFunction = { definition: node.definition, scope, depth: depthOf(scope), code: null };
    this.#compileBody(called);
    return this.compile(node.rest, extendScope(scope, { kind: 'function', called }));
  }

  #compileBody(called: DefinedFunction): Code {
    let scope: Scope | null = extendScope(called.scope, { kind: 'function', called });
    for (const { name, isValue } of called.definition.parameters) {
      scope = extendScope(scope, { kind: isValue ? 'parameter' : 'closure', name });
    }
    const code = this.compile(called.definition.body, scope);
    called.code = code;
    return code;
  }

  #compileCall(node: Call, scope: Scope | null): Code {
    const found = findCallable(scope, node.name, node.args.length);
    if (found !== null) return this.#compileFound(node, scope, found);
    const compiled = node.args.map((arg) => this.compile(arg, scope));
    const builtin = builtinOf(node.name, compiled);
    if (builtin !== null) return builtin;
    const called = this.#builtinFunction(`${node.name}/${node.args.length}`);
    if (called === null) return this.#problem(this.#unknown(node), node.nameRange);
    const args = node.args.map((arg, index) => this.#argument(arg, compiled[index] ?? failing, scope));
    return compileFunctionCall(called, (fn) => this.#compileBody(fn), depthOf(scope), args);
  }

  #unknown(node: Call): string {
    const hint = similarBuiltin(node.name);
    return `${node.name}/${node.args.length} is not defined${hint === null ? '.' : `; did you mean ${hint}?`}`;
  }

  #compileFound(node: Call, scope: Scope | null, found: Scope): Code {
    const { entry } = found;
    const levels = depthOf(scope) - found.depth;
    if (entry.kind === 'parameter') return compileVariable(levels);
    if (entry.kind !== 'function') return compileClosureCall(levels);
    const args = node.args.map((arg) => this.#argument(arg, this.compile(arg, scope), scope));
    return compileFunctionCall(entry.called, (fn) => this.#compileBody(fn), levels, args);
  }

  #argument(node: Expression, code: Code, scope: Scope | null): Argument {
    if (node.kind !== 'call' || node.args.length > 0) return { code, passesOn: null };
    const found = findCallable(scope, node.name, 0);
    const passesOn = found?.entry.kind === 'closure' ? depthOf(scope) - found.depth : null;
    return { code, passesOn };
  }

  #builtinFunction(signature: string): DefinedFunction | null {
    const known = this.#builtins.get(signature);
    if (known !== undefined) return known;
    const definition = builtinDefinition(signature);
    if (definition === null) return null;
    const called: DefinedFunction = { definition, scope: null, depth: 0, code: null };
    this.#builtins.set(signature, called);
    return called;
  }
}
