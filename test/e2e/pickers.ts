import type { ElectronApplication } from '@playwright/test';

/** Answers the system's file pickers from now on: nothing can click in those. */
export async function answerPickers(
  electron: ElectronApplication,
  answers: { readonly open?: readonly string[]; readonly save?: string },
): Promise<void> {
  await electron.evaluate(({ dialog }, { open, save }) => {
    dialog.showOpenDialog = async () => ({ canceled: open === undefined, filePaths: [...(open ?? [])] });
    dialog.showSaveDialog = async () => ({ canceled: save === undefined, filePath: save ?? '' });
  }, answers);
}

/** Answers the system's questions from now on with the button of that name, and gives what has been asked so far. */
export async function answerQuestions(electron: ElectronApplication, button: string): Promise<() => Promise<string[]>> {
  await electron.evaluate(({ dialog }, wanted) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    const answer = async (...given: unknown[]) => {
      const { message, buttons = [] } = given.at(-1) as Electron.MessageBoxOptions;
      asked.push(message);
      return { response: Math.max(0, buttons.indexOf(wanted)), checkboxChecked: false };
    };
    dialog.showMessageBox = answer as typeof dialog.showMessageBox;
  }, button);
  return () => electron.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
}
