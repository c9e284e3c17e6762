import { useDocuments } from '../state/documents/documentsStore.ts';
import { openToWrite } from '../state/documents/reading.ts';
import { useSettings } from '../state/settings/settingsStore.ts';
import { setPalette } from '../state/workbench/dialogs.ts';
import { QuickPick } from '../ui/QuickPick.tsx';

/** Every document of the workspace, those opened last first. */
export function DocumentPalette({ onClose }: { readonly onClose: () => void }) {
  const entries = useDocuments((state) => state.entries);
  const recent = useSettings((settings) => settings.recentDocuments);
  const rank = (path: string) => (recent.includes(path) ? recent.indexOf(path) : recent.length);
  const items = entries
    .toSorted((a, b) => rank(a.path) - rank(b.path) || a.path.localeCompare(b.path))
    .map(({ path, kind }) => ({ id: path, label: path, group: kind, hint: '', disabledBecause: null }));
  const choose = (path: string) => {
    setPalette(null);
    void openToWrite(path);
  };
  return <QuickPick label="Go to document" items={items} onChoose={choose} onClose={onClose} />;
}
