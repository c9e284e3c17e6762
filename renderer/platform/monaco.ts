/** The editor's library, as far as the page uses it. */
export type Monaco = typeof import('monaco-editor/editor/editor.api.js');
export type * as MonacoApi from 'monaco-editor/editor/editor.api.js';

let loading: Promise<Monaco> | null = null;

/** Loads the editor's library once. It is large: the shell is painted before anyone asks for it. */
export function loadMonaco(): Promise<Monaco> {
  loading ??= import('./monacoSetup.ts').then((setup) => setup.monaco);
  return loading;
}
