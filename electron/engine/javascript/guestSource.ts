import { type ImportDeclaration, type Node, parse } from 'acorn';
import { err, ok, type Result } from '../../../shared/base/result.ts';

/** Modules that a script may import: shims that the prelude gives. */
const modules: Readonly<Record<string, 'fs' | 'process'>> = {
  fs: 'fs',
  'node:fs': 'fs',
  process: 'process',
  'node:process': 'process',
};

/** Name of the parameter that holds the shims of modules; no script would use it by chance. */
const modulesName = '__rehearsal_modules__';

/** The guest's code as a function of its shims and variables. The error says what it may not do. */
export function guestSource(code: string, variables: readonly string[], isAsync: boolean): Result<string, string> {
  const invalid = variables.find((name) => !/^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name));
  if (invalid !== undefined) return err(`The argument '${invalid}' cannot be the name of a variable.`);
  const body = withoutImports(code);
  if (!body.ok) return body;
  const parameters = ['process', 'console', modulesName, ...variables].join(', ');
  return ok(`(${isAsync ? 'async ' : ''}function (${parameters}) {\n${body.value}\n})`);
}

/** A function body cannot import, so that imports of known modules become constants. What does not parse stays: V8 says why. */
function withoutImports(code: string): Result<string, string> {
  if (!/\bimport\b/.test(code)) return ok(code);
  const imports = importsOf(code);
  let result = '';
  let position = 0;
  for (const declaration of imports) {
    const module = modules[String(declaration.source.value)];
    if (module === undefined) {
      return err(
        `A script cannot import '${String(declaration.source.value)}'; only standard input can be read, from node:fs.`,
      );
    }
    result += code.slice(position, declaration.start) + constants(declaration, `${modulesName}.${module}`);
    position = declaration.end;
  }
  return ok(result + code.slice(position));
}

function importsOf(code: string): ImportDeclaration[] {
  try {
    const program = parse(code, {
      ecmaVersion: 'latest',
      sourceType: 'module',
      allowReturnOutsideFunction: true,
      allowAwaitOutsideFunction: true,
    });
    return program.body.filter((node: Node): node is ImportDeclaration => node.type === 'ImportDeclaration');
  } catch {
    return [];
  }
}

function constants({ specifiers }: ImportDeclaration, from: string): string {
  const parts = specifiers.map((specifier) => {
    if (specifier.type !== 'ImportSpecifier') return `const ${specifier.local.name} = ${from};`;
    const { imported, local } = specifier;
    const name = imported.type === 'Identifier' ? imported.name : String(imported.value);
    return `const ${local.name} = ${from}[${JSON.stringify(name)}];`;
  });
  return parts.join(' ');
}
