import { useEffect, useRef, useState } from 'react';
import type { MonacoApi } from '../../platform/monaco.ts';
import { openDocument } from '../../state/documents/documentsStore.ts';
import { useSettings } from '../../state/settings/settingsStore.ts';
import { noteCursor } from '../../state/workbench/cursor.ts';
import { noteShown } from '../../state/workbench/shownDocument.ts';
import styles from './CodeEditor.module.css';
import { loadEditor } from './loadEditor.ts';
import { modelFor } from './models.ts';
import { addEditor } from './monacoPort.ts';

const options: MonacoApi.editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  accessibilitySupport: 'auto',
  'semanticHighlighting.enabled': false,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  smoothScrolling: false,
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: false,
  wordBasedSuggestions: 'off',
  quickSuggestions: { other: true, strings: true, comments: false },
  renderLineHighlight: 'line',
  lineNumbersMinChars: 4,
  padding: { top: 6 },
  stickyScroll: { enabled: true, maxLineCount: 4 },
  fixedOverflowWidgets: true,
  links: false,
  occurrencesHighlight: 'off',
};

function noteCursorOf(editor: MonacoApi.editor.IStandaloneCodeEditor, path: string): void {
  const position = editor.getPosition();
  const offset = position === null ? undefined : editor.getModel()?.getOffsetAt(position);
  if (position === null || offset === undefined) return;
  noteCursor({ line: position.lineNumber, column: position.column, path, offset });
}

/** The text editor of one document. Its model outlives it, so undo survives a switch of tabs. */
export function CodeEditor({ path }: { readonly path: string }) {
  const host = useRef<HTMLDivElement>(null);
  const [loaded, setLoaded] = useState(false);
  const fontSize = useSettings((settings) => settings.editorFontSize);
  const editor = useRef<MonacoApi.editor.IStandaloneCodeEditor | null>(null);

  useEffect(() => {
    let dropped = false;
    let free = () => {};
    void loadEditor().then((monaco) => {
      if (dropped || host.current === null || openDocument(path) === null) return;
      const created = monaco.editor.create(host.current, {
        ...options,
        model: modelFor(monaco, path),
        fontSize: useSettings.getState().editorFontSize,
        fontFamily: getComputedStyle(host.current).getPropertyValue('--font-code'),
        ariaLabel: `Text of ${path}`,
      });
      editor.current = created;
      const cursor = created.onDidChangeCursorPosition(() => noteCursorOf(created, path));
      const focus = created.onDidFocusEditorText(() => noteCursorOf(created, path));
      const withdraw = addEditor(path, created);
      free = () => {
        withdraw();
        cursor.dispose();
        focus.dispose();
        created.dispose();
        editor.current = null;
      };
      setLoaded(true);
      requestAnimationFrame(() => noteShown(path));
    });
    return () => {
      dropped = true;
      free();
    };
  }, [path]);

  useEffect(() => editor.current?.updateOptions({ fontSize }), [fontSize]);

  return (
    <div className={styles.frame}>
      {!loaded && (
        <pre className={styles.preview} style={{ fontSize }}>
          {openDocument(path)?.text.slice(0, 20_000)}
        </pre>
      )}
      <div ref={host} className={styles.host} data-takes-tab />
    </div>
  );
}
