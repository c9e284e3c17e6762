import type { Settings } from '../../../shared/contract/appMethods.ts';
import { profileTable } from '../../../shared/diagnostics/profiles/profileTable.ts';
import { CommandButton } from '../../commands/CommandButton.tsx';
import { changeSettings, useSettings } from '../../state/settings/settingsStore.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Select } from '../../ui/Select.tsx';
import styles from './Settings.module.css';
import { ShortcutsEditor } from './ShortcutsEditor.tsx';

const themes: readonly { readonly id: Settings['theme']; readonly label: string }[] = [
  { id: 'system', label: 'As the system' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
  { id: 'high-contrast', label: 'High contrast' },
];

const sizes = [10, 11, 12, 13, 14, 15, 16, 18, 20, 24, 28, 32].map((size) => ({
  id: String(size),
  label: `${size} px`,
}));

function Look() {
  const { theme, editorFontSize } = useSettings();
  const own = String(editorFontSize);
  const known = sizes.some((size) => size.id === own) ? sizes : [{ id: own, label: `${own} px` }, ...sizes];
  const chooseTheme = (id: string) => {
    const chosen = themes.find((one) => one.id === id);
    if (chosen !== undefined) void changeSettings({ theme: chosen.id });
  };
  return (
    <section className={styles.section} aria-labelledby="look">
      <h2 id="look">Look</h2>
      <div className={styles.setting}>
        <span>Colour theme</span>
        <Select label="Colour theme" value={theme} options={themes} onChange={chooseTheme} />
      </div>
      <div className={styles.setting}>
        <span>Editor text</span>
        <Select
          label="Size of the editor’s text"
          value={own}
          options={known}
          onChange={(size) => void changeSettings({ editorFontSize: Number(size) })}
        />
      </div>
      <CommandButton command="view.resetLayout" />
    </section>
  );
}

const noProfile = 'none';
const profiles = [
  { id: noProfile, label: 'The language alone' },
  ...profileTable.map(({ id, runtime }) => ({ id, label: runtime })),
];

function Checks() {
  const profile = useSettings((settings) => settings.profile);
  const chosen = profiles.find(({ id }) => id === profile)?.id ?? noProfile;
  return (
    <section className={styles.section} aria-labelledby="checks">
      <h2 id="checks">Checks</h2>
      <div className={styles.setting}>
        <span>Checked for</span>
        <Select
          label="Runtime that workflows are checked for"
          value={chosen}
          options={profiles}
          onChange={(id) => void changeSettings({ profile: id === noProfile ? null : id })}
        />
      </div>
    </section>
  );
}

/** Settings: the look, the runtime that is checked for, and the shortcut of every command. */
export function SettingsPanel() {
  return (
    <Panel>
      <div className={styles.page}>
        <Look />
        <Checks />
        <ShortcutsEditor />
      </div>
    </Panel>
  );
}
