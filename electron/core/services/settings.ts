import { isJsonObject } from '../../../shared/base/json.ts';
import { ok } from '../../../shared/base/result.ts';
import { type Settings, settingsSchema } from '../../../shared/contract/appMethods.ts';
import type { MethodHandlers } from '../handlers.ts';
import type { Workbench } from './workbench.ts';

const defaults: Settings = {
  theme: 'system',
  editorFontSize: 13,
  profile: null,
  shortcuts: {},
  recentDocuments: [],
  recentCommands: [],
  layout: null,
};

const row = 'settings';

/** Settings of the workspace's owner. */
export function settingsHandlers({
  store,
}: Pick<Workbench, 'store'>): Pick<MethodHandlers, 'settings.read' | 'settings.write'> {
  const read = (): Settings => readSettings(store.settings.read(row));
  return {
    'settings.read': () => ok(read()),
    'settings.write'(change) {
      const settings = { ...read(), ...change };
      store.settings.write(row, JSON.stringify(settings));
      return ok(settings);
    },
  };
}

/** A value that this version does not know falls back to its default and leaves the others alone. */
function readSettings(json: string | null): Settings {
  const kept: unknown = json === null ? {} : JSON.parse(json);
  if (!isJsonObject(kept)) return defaults;
  let settings = defaults;
  for (const [name, value] of Object.entries(kept)) {
    const known = settingsSchema.partial().safeParse({ [name]: value });
    if (known.success) settings = { ...settings, ...known.data };
  }
  return settings;
}
