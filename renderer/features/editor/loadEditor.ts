import { loadMonaco, type Monaco } from '../../platform/monaco.ts';
import { registerEditor } from '../../state/documents/editorPort.ts';
import { currentLook, onLook } from '../../state/settings/look.ts';
import { registerLanguageFeatures, startMarking } from './languageFeatures.ts';
import { startFreeingModels } from './models.ts';
import { monacoPort } from './monacoPort.ts';
import { defineThemes } from './themes.ts';
import { startNumberingWays } from './wayMarks.ts';

let loading: Promise<Monaco> | null = null;

async function load(): Promise<Monaco> {
  const monaco = await loadMonaco();
  defineThemes(monaco);
  monaco.editor.setTheme(`drydock-${currentLook()}`);
  onLook((look) => monaco.editor.setTheme(`drydock-${look}`));
  registerLanguageFeatures(monaco);
  startMarking(monaco);
  startFreeingModels();
  startNumberingWays();
  registerEditor(monacoPort);
  return monaco;
}

/** The editor's library with everything of ours attached; loaded once. */
export function loadEditor(): Promise<Monaco> {
  loading ??= load();
  return loading;
}
