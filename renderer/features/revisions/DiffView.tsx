import { useEffect, useRef, useState } from 'react';
import type { Range } from '../../../shared/workflow/document.ts';
import { loadMonaco, type Monaco, type MonacoApi } from '../../platform/monaco.ts';
import { useSettings } from '../../state/settings/settingsStore.ts';
import styles from './Revisions.module.css';

interface DiffViewProps {
  readonly path: string;
  readonly label: string;
  readonly left: string;
  readonly right: string;
  /** A place on the left to begin at. */
  readonly reveal?: Range | undefined;
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

/** Selects a place of the text on the left and brings it into sight. */
function begin({ editor, original }: Shown, { start, end }: Range): void {
  const [from, to] = [original.getPositionAt(start), original.getPositionAt(end)];
  const left = editor.getOriginalEditor();
  const place = {
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
  };
  left.setSelection(place);
  left.revealRangeInCenter(place);
}

/** Two texts side by side with their differences; both are read-only. */
export function DiffView(props: DiffViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const shown = useRef<Shown | null>(null);
  const [isLoaded, setLoaded] = useState(false);
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    let dropped = false;
    void loadMonaco().then((monaco) => {
      if (dropped || host.current === null) return;
      shown.current = show(monaco, host.current, latest.current);
      setLoaded(true);
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
  useEffect(() => {
    if (isLoaded && shown.current !== null && props.reveal !== undefined) begin(shown.current, props.reveal);
  }, [isLoaded, props.reveal]);
  return <div ref={host} className={styles.diff} />;
}
