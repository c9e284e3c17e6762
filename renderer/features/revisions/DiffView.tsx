import { useEffect, useRef } from 'react';
import { loadMonaco, type Monaco, type MonacoApi } from '../../platform/monaco.ts';
import { useSettings } from '../../state/settings/settingsStore.ts';
import styles from './Revisions.module.css';

interface DiffViewProps {
  readonly path: string;
  readonly label: string;
  readonly left: string;
  readonly right: string;
}

interface Shown {
  readonly editor: MonacoApi.editor.IStandaloneDiffEditor;
  readonly original: MonacoApi.editor.ITextModel;
  readonly modified: MonacoApi.editor.ITextModel;
}

function show(monaco: Monaco, host: HTMLElement, { path, label, left, right }: DiffViewProps): Shown {
  const language = /\.json$/i.test(path) ? 'json' : 'yaml';
  const editor = monaco.editor.createDiffEditor(host, {
    automaticLayout: true,
    readOnly: true,
    originalEditable: false,
    renderSideBySide: true,
    useInlineViewWhenSpaceIsLimited: true,
    hideUnchangedRegions: { enabled: true },
    scrollBeyondLastLine: false,
    minimap: { enabled: false },
    fontSize: useSettings.getState().editorFontSize,
    originalAriaLabel: label,
    modifiedAriaLabel: 'Text in the editor',
    fixedOverflowWidgets: true,
  });
  const original = monaco.editor.createModel(left, language);
  const modified = monaco.editor.createModel(right, language);
  editor.setModel({ original, modified });
  return { editor, original, modified };
}

/** Two texts side by side with their differences; both are read-only. */
export function DiffView(props: DiffViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const shown = useRef<Shown | null>(null);
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    let dropped = false;
    void loadMonaco().then((monaco) => {
      if (!dropped && host.current !== null) shown.current = show(monaco, host.current, latest.current);
    });
    return () => {
      dropped = true;
      shown.current?.editor.dispose();
      shown.current?.original.dispose();
      shown.current?.modified.dispose();
      shown.current = null;
    };
  }, []);
  useEffect(() => {
    if (shown.current?.original.getValue() !== props.left) shown.current?.original.setValue(props.left);
    if (shown.current?.modified.getValue() !== props.right) shown.current?.modified.setValue(props.right);
  }, [props.left, props.right]);
  return <div ref={host} className={styles.diff} />;
}
