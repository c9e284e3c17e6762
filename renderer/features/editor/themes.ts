import type { Monaco, MonacoApi } from '../../platform/monaco.ts';

type Rules = MonacoApi.editor.ITokenThemeRule[];

interface Palette {
  readonly base: MonacoApi.editor.BuiltinTheme;
  readonly key: string;
  readonly string: string;
  readonly number: string;
  readonly keyword: string;
  readonly comment: string;
  readonly mark: string;
  readonly property: string;
  readonly variable: string;
  readonly colors: Record<string, string>;
}

const light: Palette = {
  base: 'vs',
  key: '0B4F8A',
  string: '3A4350',
  number: '8A3B00',
  keyword: '7A1FA2',
  comment: '5F6B78',
  mark: '9A3412',
  property: '0F6A4D',
  variable: '7A4B00',
  colors: {
    'editor.background': '#ffffff',
    'editor.foreground': '#1b2027',
    'editor.lineHighlightBackground': '#f5f6f8',
    'editor.lineHighlightBorder': '#00000000',
    'editorLineNumber.foreground': '#7a8390',
    'editorGutter.background': '#ffffff',
    'editorWidget.background': '#ffffff',
    'editorWidget.border': '#d5d9df',
    focusBorder: '#0b5cad',
  },
};

const dark: Palette = {
  base: 'vs-dark',
  key: '8ABDEC',
  string: 'CBD2DB',
  number: 'F0B48A',
  keyword: 'D3A4F0',
  comment: '8C96A3',
  mark: 'F0B45E',
  property: '8FD6B5',
  variable: 'E8C98A',
  colors: {
    'editor.background': '#1c1f24',
    'editor.foreground': '#dde1e7',
    'editor.lineHighlightBackground': '#22262c',
    'editor.lineHighlightBorder': '#00000000',
    'editorLineNumber.foreground': '#78818e',
    'editorGutter.background': '#1c1f24',
    'editorWidget.background': '#252930',
    'editorWidget.border': '#31363e',
    focusBorder: '#77b7f8',
  },
};

const contrast: Palette = { ...dark, base: 'hc-black', string: 'FFFFFF', comment: 'D0D0D0', colors: {} };

function rules(palette: Palette): Rules {
  return [
    { token: 'type', foreground: palette.key },
    { token: 'string', foreground: palette.string },
    { token: 'string.escape', foreground: palette.number },
    { token: 'number', foreground: palette.number },
    { token: 'constant', foreground: palette.keyword },
    { token: 'comment', foreground: palette.comment, fontStyle: 'italic' },
    { token: 'comment.waiver', foreground: palette.mark, fontStyle: 'italic' },
    { token: 'tag', foreground: palette.mark },
    { token: 'operator', foreground: palette.mark },
    { token: 'delimiter.expression', foreground: palette.mark, fontStyle: 'bold' },
    { token: 'keyword.expression', foreground: palette.keyword },
    { token: 'function.expression', foreground: palette.keyword },
    { token: 'property.expression', foreground: palette.property },
    { token: 'variable.expression', foreground: palette.variable },
    { token: 'string.expression', foreground: palette.number },
  ];
}

const palettes = { light, dark, 'high-contrast': contrast } as const;
/** Looks that the window can have. */
export type Look = keyof typeof palettes;

/** Gives the editor the window's colours. */
export function defineThemes(monaco: Monaco): void {
  for (const [name, palette] of Object.entries(palettes)) {
    const { base, colors } = palette;
    monaco.editor.defineTheme(`drydock-${name}`, { base, inherit: true, rules: rules(palette), colors });
  }
}
