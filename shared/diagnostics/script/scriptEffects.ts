import type { ScriptEffect } from './scriptSteps.ts';

function table(effects: Readonly<Partial<Record<ScriptEffect, string>>>): ReadonlyMap<string, ScriptEffect> {
  const found = new Map<string, ScriptEffect>();
  for (const [effect, names] of Object.entries(effects)) {
    for (const name of names.split(' ')) found.set(name, effect as ScriptEffect);
  }
  return found;
}

/** Methods of values in JavaScript. */
export const javaScriptMethods = table({
  nothing:
    'includes startsWith endsWith indexOf lastIndexOf search test some every has localeCompare findIndex findLastIndex isWellFormed forEach',
  derived:
    'toString trim trimStart trimEnd toUpperCase toLowerCase toLocaleUpperCase toLocaleLowerCase replace replaceAll padStart padEnd repeat charAt charCodeAt codePointAt substring substr normalize join toFixed toPrecision toISOString toJSON toLocaleString toLocaleDateString toLocaleTimeString getTime getFullYear getMonth getDate getDay valueOf',
  same: 'slice filter concat reverse sort toReversed toSorted flat with values',
  element: 'at find findLast pop shift get',
  map: 'map flatMap',
  reduce: 'reduce reduceRight',
  entries: 'entries',
  keys: 'keys',
});

/** Functions of JavaScript that are called by their names, with or without an object before them. */
export const javaScriptFunctions = table({
  nothing:
    'Boolean isNaN isFinite Array.isArray Number.isInteger Number.isFinite Number.isNaN Object.is Object.hasOwn Date.now Math.random',
  derived:
    'String Number BigInt parseInt parseFloat Number.parseInt Number.parseFloat encodeURIComponent decodeURIComponent encodeURI decodeURI escape unescape btoa atob JSON.stringify Math.floor Math.ceil Math.round Math.trunc Math.abs Math.max Math.min Math.sqrt Math.pow Math.log Math.sign Date Error TypeError RangeError Date.parse Date.UTC Buffer.from String.fromCharCode String.fromCodePoint',
  same: 'structuredClone Object.freeze Set',
  elements: 'Object.values',
  keys: 'Object.keys',
  entries: 'Object.entries',
  parsed: 'JSON.parse',
  map: 'Array.from',
});

/** Methods of values in Python. */
export const pythonMethods = table({
  nothing:
    'startswith endswith find rfind index rindex count isdigit isalpha isalnum isnumeric isspace isupper islower isidentifier issubset issuperset',
  derived:
    'upper lower title capitalize casefold swapcase strip lstrip rstrip replace zfill ljust rjust center format encode decode join removeprefix removesuffix isoformat strftime translate expandtabs hex read',
  elements: 'split rsplit splitlines partition rpartition values readlines',
  same: 'copy',
  element: 'get pop popitem',
  keys: 'keys',
  entries: 'items',
});

/** Functions of Python that are called by their names. */
export const pythonFunctions = table({
  nothing: 'len bool isinstance issubclass callable hasattr type id range any all',
  derived:
    'str int float repr ascii chr ord abs round hex oct bin format hash complex divmod pow bytes bytearray json.dumps datetime.fromisoformat date.fromisoformat Decimal math.floor math.ceil math.sqrt Exception ValueError RuntimeError TypeError KeyError',
  same: 'sorted list tuple set frozenset reversed dict copy.copy copy.deepcopy iter',
  element: 'next max min',
  elements: 'zip',
  entries: 'enumerate',
  parsed: 'json.loads json.load',
});
