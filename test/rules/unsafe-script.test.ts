import { describe, expect, it } from 'vitest';
import { unsafeScript } from '../../shared/diagnostics/rules/unsafe-script.ts';
import { javaScriptHazards } from '../../shared/diagnostics/script/javaScriptHazards.ts';
import { pythonHazards } from '../../shared/diagnostics/script/pythonHazards.ts';
import { describeRule, marked } from './ruleHarness.ts';

describeRule(unsafeScript);

const shown = (code: string, hazards: typeof javaScriptHazards) =>
  hazards(code).map(({ kind, range }) => `${kind}: ${code.slice(range.start, range.end)}`);

describe('JavaScript', () => {
  it.each([
    ['return eval(x)', ['dynamic-code: eval']],
    ['return (0, eval)(x)', ['dynamic-code: 0, eval']],
    ['return globalThis.eval(x)', ['dynamic-code: eval']],
    ['return new Function("return 1")()', ['dynamic-code: Function']],
    ['return [].filter.constructor("return 1")()', ['reflection: constructor']],
    ['return []["con" + "structor"]', ['reflection: "con" + "structor"']],
    ['return x.__proto__', ['reflection: __proto__']],
    ['Object.setPrototypeOf(x, y)', ['reflection: Object.setPrototypeOf']],
    ['return globalThis[name]', ['reflection: globalThis[name]']],
    ['import { readFileSync } from "node:fs"; readFileSync(0)', []],
    ['import cp from "node:child_process"; cp', ['import: "node:child_process"']],
    ['await import("node:net")', ['import: import("node:net")']],
    ['require("os")', ['import: require']],
    ['await fetch("https://example.com")', ['network: fetch']],
    ['setTimeout("x()", 1)', ['dynamic-code: setTimeout']],
    ['setTimeout(() => x(), 1)', []],
    [`const s = "${'\\x41'.repeat(12)}"`, [`obfuscation: "${'\\x41'.repeat(12)}"`]],
    ['const run = eval; return run(x)', ['dynamic-code: eval']],
    ['return [eval][0](x)', ['dynamic-code: eval']],
    ['return eval.call(null, x)', ['dynamic-code: eval']],
    ['return Reflect.construct(Function, [x])', ['reflection: Reflect.construct', 'dynamic-code: Function']],
    ['const { constructor: make } = () => {}; return make(x)', ['reflection: constructor']],
    ['const key = "constructor"; return (() => 0)[key](x)', ['reflection: key']],
    ['const key = ["const", "ructor"].join(""); return x[key]', ['reflection: key']],
    [
      'return x["rotcurtsnoc".split("").reverse().join("")]',
      ['reflection: "rotcurtsnoc".split("").reverse().join("")'],
    ],
    ['return x[String.fromCharCode(95, 95) + "proto__"]', ['reflection: String.fromCharCode(95, 95) + "proto__"']],
    ['return (() => 0)[name](x)', ['reflection: (() => 0)[name]']],
    ['return globalThis.fetch(x)', ['network: fetch']],
    ['const { fetch: get } = globalThis; return get(x)', ['reflection: globalThis']],
    ['const load = require; return load("child_process")', ['import: require']],
    ['return process.mainModule.require("child_process")', ['import: mainModule']],
    ['const code = "al" + "ert(1)"; setTimeout(code, 1)', ['dynamic-code: setTimeout']],
    ['return atob("cHJvY2Vzcy5leGl0KCk7Cg==")', ['obfuscation: "cHJvY2Vzcy5leGl0KCk7Cg=="']],
    ['const fetch = (id) => rows[id]; return fetch(1)', []],
    ['return { open: data.eval, is: make instanceof Function }', []],
    ['const a = b + b, b = a + a; return x[a]', []],
    ['class A { constructor() {} } return new A()', []],
    ['const evaluate = 1; return evaluate', []],
    ['// eval(x)\nreturn "eval(x)"', []],
    ['return {', ['unreadable: r']],
  ])('reads %s', (code, expected) => {
    expect(shown(code, javaScriptHazards)).toEqual(expected);
  });
});

describe('Python', () => {
  it.each([
    ['eval(x)', ['dynamic-code: eval']],
    ['exec("1")', ['dynamic-code: exec']],
    ['__import__("os")', ['import: __import__']],
    ['import os\nos.system("x")', ['import: os']],
    ['import os\nprint(os.environ["A"])', []],
    ['import os.path', []],
    ['from os import system', ['import: os']],
    ['import json, socket', ['network: socket']],
    ['from urllib.request import urlopen', ['network: urllib.request']],
    ['import js', ['import: js']],
    ['x.__class__.__mro__', ['reflection: __class__', 'reflection: __mro__']],
    ['getattr(x, name)', ['reflection: getattr']],
    ['getattr(x, "total", 0)', []],
    ['getattr(x, "__class__")', ['reflection: getattr']],
    ['open("/etc/passwd")', ['import: open']],
    ['run = eval\nrun("1")', ['dynamic-code: eval']],
    ['list(map(eval, rows))', ['dynamic-code: eval']],
    ['@exec\nclass A: pass', ['dynamic-code: exec']],
    ['import sys\nsys.modules["os"].system("id")', ['reflection: sys']],
    ['from pathlib import Path', ['import: pathlib']],
    ['import io\nio.open("x")', ['import: io']],
    ['import io\nio.StringIO()', []],
    ['from os import environ', []],
    ['from os import (\n  system as run)', ['import: os']],
    ['import json, \\\n  os\nos.system("id")', ['import: os']],
    ['import os as system\nsystem.kill(1, 9)', ['import: os']],
    ['from operator import attrgetter, itemgetter', ['reflection: operator']],
    ['from operator import itemgetter', []],
    ['"{0.__class__}".format(x)', ['reflection: "{0.__class__}"']],
    ['base64.b64decode("aW1wb3J0IG9zOyBvcy5leGl0KCk=")', ['obfuscation: ("aW1wb3J0IG9zOyBvcy5leGl0KCk=")']],
    ['from urllib.parse import quote', []],
    ['open = row["open"]\nprint(open, eval_total)', []],
    ['def __init__(self):\n  pass', []],
    ['# eval(x)\ns = "eval(x)"', []],
    ['import json, re, math, datetime', []],
  ])('reads %s', (code, expected) => {
    expect(shown(code, pythonHazards)).toEqual(expected);
  });
});

it('marks the exact characters, also in a block of text', () => {
  const text =
    '- a:\n    run:\n      script:\n        language: js\n        code: |\n          const x = 1;\n          return eval("x");\n';
  expect(marked(unsafeScript, text)).toEqual(['eval']);
});

it('leaves other languages and scripts of data to others', () => {
  expect(marked(unsafeScript, '- a: { run: { script: { language: js, code: "${ .code }" } } }\n')).toEqual([]);
});

it('reads a script that an expression only writes', () => {
  const code = (written: string) => `- a: { run: { script: { language: JS, code: '${written}' } } }\n`;
  expect(marked(unsafeScript, code('${ "return eval(1)" }'))).toEqual(['"return eval(1)"']);
  expect(marked(unsafeScript, code('${ "return " + "1" }'))).toEqual([]);
});
