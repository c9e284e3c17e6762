import { parser } from '@lezer/python';
import type { AnyNode } from 'acorn';
import type { Range } from '../../workflow/document.ts';
import { constantText, scriptNames } from './constantText.ts';
import { javaScriptNodes } from './javaScriptNodes.ts';
import { parseJavaScript } from './parseJavaScript.ts';
import { maxScriptLength } from './scriptHazard.ts';

/** A regular expression that a script writes. */
export interface ScriptPattern {
  readonly source: string;
  /** In the script. */
  readonly range: Range;
}

/** The patterns of a script in JavaScript: `/…/` and `new RegExp('…')`. */
export function javaScriptPatterns(code: string): readonly ScriptPattern[] {
  const tree = code.length > maxScriptLength ? null : parseJavaScript(code);
  if (tree === null) return [];
  const nodes = javaScriptNodes(tree).map(({ node }) => node);
  const { constants } = scriptNames(nodes);
  return nodes.flatMap((node) => {
    if (node.type === 'Literal' && 'regex' in node && node.regex != null) {
      return [{ source: node.regex.pattern, range: { start: node.start, end: node.end } }];
    }
    const given = givenToRegExp(node);
    const source = given === null ? null : constantText(given, constants);
    return given === null || source === null ? [] : [{ source, range: { start: given.start, end: given.end } }];
  });
}

function givenToRegExp(node: AnyNode): AnyNode | null {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return null;
  return node.callee.type === 'Identifier' && node.callee.name === 'RegExp' ? (node.arguments[0] ?? null) : null;
}

/** The patterns of a script in Python: the first argument of the functions of `re`. */
export function pythonPatterns(code: string): readonly ScriptPattern[] {
  if (code.length > maxScriptLength || !/\bre\b/.test(code)) return [];
  const found: ScriptPattern[] = [];
  parser.parse(code).iterate({
    enter: ({ name, node }) => {
      if (name !== 'CallExpression') return;
      const callee = node.firstChild;
      if (
        callee === null ||
        !/^re\.(match|search|fullmatch|compile|subn?|split|findall|finditer)$/.test(code.slice(callee.from, callee.to))
      )
        return;
      const first = node.lastChild?.firstChild?.nextSibling;
      if (first?.name !== 'String') return;
      const [, prefix = '', , text = ''] =
        /^([a-z]*)(['"]{3}|['"])(.*)\2$/is.exec(code.slice(first.from, first.to)) ?? [];
      const source = /r/i.test(prefix) ? text : text.replace(/\\\\/g, '\\');
      found.push({ source, range: { start: first.from, end: first.to } });
    },
  });
  return found;
}
