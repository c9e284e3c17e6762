import type * as monaco from 'monaco-editor/editor/editor.api.js';

type Api = typeof monaco;

const expression: monaco.languages.IMonarchLanguageRule[] = [
  [/"(?:[^"\\]|\\.)*"/, 'string.expression'],
  [/\$[A-Za-z_]\w*/, 'variable.expression'],
  [/\.[A-Za-z_]\w*/, 'property.expression'],
  [/\b(?:if|then|elif|else|end|reduce|foreach|try|catch|as|def|and|or|not)\b/, 'keyword.expression'],
  [/\b(?:true|false|null)\b/, 'constant.expression'],
  [/\b\d+(?:\.\d+)?\b/, 'number.expression'],
  [/[A-Za-z_]\w*/, 'function.expression'],
  [/[|=!<>+\-*/%?,:;[\](){}]/, 'operator.expression'],
];

// An expression in a YAML or JSON text: it ends at its own brace, or at the end of its line in plain scalars.
const inExpression: monaco.languages.IMonarchLanguageRule[] = [
  [/\{/, { token: 'operator.expression', next: '@braces' }],
  [/\}/, { token: 'delimiter.expression', next: '@pop' }],
  ...expression,
];
const inBraces: monaco.languages.IMonarchLanguageRule[] = [
  [/\{/, { token: 'operator.expression', next: '@push' }],
  [/\}/, { token: 'operator.expression', next: '@pop' }],
  ...expression,
];
const opening: monaco.languages.IMonarchLanguageRule = [/\$\{/, { token: 'delimiter.expression', next: '@expression' }];

const yaml: monaco.languages.IMonarchLanguage = {
  tokenPostfix: '.text',
  includeLF: false,
  tokenizer: {
    root: [
      [/^(?:---|\.\.\.)\s*$/, 'delimiter'],
      [/#\s*drydock-ignore.*$/, 'comment.waiver'],
      [/(^|\s)#.*$/, 'comment'],
      [
        /("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#'"{}[\],&*!|>%@`-][^#:{}[\],]*?)(\s*)(:)(?=\s|$)/,
        ['type', '', 'delimiter'],
      ],
      opening,
      [/[|>][+-]?\d?\s*$/, 'operator'],
      [/[&*][\w-]+/, 'tag'],
      [/!\S+/, 'tag'],
      [/\{\{/, { token: 'delimiter.expression', next: '@template' }],
      [/[{}[\],]/, 'delimiter'],
      [/-(?=\s)/, 'delimiter'],
      [/(?:true|false|null|~)(?=\s*(?:$|[#,\]}]))/, 'constant'],
      [/-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?=\s*(?:$|[#,\]}]))/, 'number'],
      [/"/, { token: 'string', next: '@doubleQuoted' }],
      [/'/, { token: 'string', next: '@singleQuoted' }],
      [/[^\s#${}[\],"'-]+/, 'string'],
      [/./, 'string'],
    ],
    doubleQuoted: [
      opening,
      [/\{\{/, { token: 'delimiter.expression', next: '@template' }],
      [/\\./, 'string.escape'],
      [/"/, { token: 'string', next: '@pop' }],
      [/[^"\\${]+/, 'string'],
      [/./, 'string'],
    ],
    singleQuoted: [
      opening,
      [/\{\{/, { token: 'delimiter.expression', next: '@template' }],
      [/''/, 'string.escape'],
      [/'/, { token: 'string', next: '@pop' }],
      [/[^'${]+/, 'string'],
      [/./, 'string'],
    ],
    template: [[/\}\}/, { token: 'delimiter.expression', next: '@pop' }], ...expression],
    expression: inExpression,
    braces: inBraces,
  },
};

const json: monaco.languages.IMonarchLanguage = {
  tokenPostfix: '.text',
  tokenizer: {
    root: [
      [/"(?:[^"\\]|\\.)*"(?=\s*:)/, 'type'],
      [/"/, { token: 'string', next: '@string' }],
      [/-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/, 'number'],
      [/\b(?:true|false|null)\b/, 'constant'],
      [/[{}[\],:]/, 'delimiter'],
    ],
    string: [
      opening,
      [/\{\{/, { token: 'delimiter.expression', next: '@template' }],
      [/\\./, 'string.escape'],
      [/"/, { token: 'string', next: '@pop' }],
      [/[^"\\${]+/, 'string'],
      [/./, 'string'],
    ],
    template: [[/\}\}/, { token: 'delimiter.expression', next: '@pop' }], ...expression],
    expression: inExpression,
    braces: inBraces,
  },
};

const pairs: monaco.languages.IAutoClosingPairConditional[] = [
  { open: '{', close: '}' },
  { open: '[', close: ']' },
  { open: '(', close: ')' },
  { open: '"', close: '"', notIn: ['string', 'comment'] },
  { open: "'", close: "'", notIn: ['string', 'comment'] },
];

/** Teaches the editor the two notations of documents, with expressions and templates inside strings. */
export function registerGrammars({ languages }: Api): void {
  languages.register({ id: 'yaml' });
  languages.register({ id: 'json' });
  languages.setMonarchTokensProvider('yaml', yaml);
  languages.setMonarchTokensProvider('json', json);
  const brackets: monaco.languages.CharacterPair[] = [
    ['{', '}'],
    ['[', ']'],
    ['(', ')'],
  ];
  languages.setLanguageConfiguration('json', { brackets, autoClosingPairs: pairs });
  languages.setLanguageConfiguration('yaml', {
    comments: { lineComment: '#' },
    brackets,
    autoClosingPairs: pairs,
    folding: { offSide: true },
    onEnterRules: [{ beforeText: /:\s*$/, action: { indentAction: languages.IndentAction.Indent } }],
  });
}
