import { type BaseWindow, dialog, type OpenDialogOptions } from 'electron';

/** The system's file pickers: the only source of file paths. A cancelled one gives null or an empty list. */
export interface Pickers {
  filesToImport(): Promise<readonly string[]>;
  bundleFile(): Promise<string | null>;
  folder(title: string): Promise<string | null>;
  fileToWrite(title: string, name: string): Promise<string | null>;
}

/** Pickers that belong to `window`. */
export function pickersOf(window: BaseWindow): Pickers {
  async function open(options: OpenDialogOptions): Promise<readonly string[]> {
    const { canceled, filePaths } = await dialog.showOpenDialog(window, options);
    return canceled ? [] : filePaths;
  }

  return {
    filesToImport: () =>
      open({
        title: 'Import documents',
        properties: ['openFile', 'multiSelections'],
        filters: [
          { name: 'Workflows, scenarios, stubs', extensions: ['yaml', 'yml', 'json'] },
          { name: 'All files', extensions: ['*'] },
        ],
      }),
    bundleFile: async () => {
      const filters = [{ name: 'Bundles', extensions: ['tar'] }];
      return (await open({ title: 'Verify bundle', properties: ['openFile'], filters }))[0] ?? null;
    },
    folder: async (title) => (await open({ title, properties: ['openDirectory', 'createDirectory'] }))[0] ?? null,
    fileToWrite: async (title, name) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window, { title, defaultPath: name });
      return canceled || filePath === '' ? null : filePath;
    },
  };
}
