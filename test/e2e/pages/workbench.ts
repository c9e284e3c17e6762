import { expect, type Locator, type Page } from '@playwright/test';

/** The open workspace, in the words of a person who works in it. */
export class Workbench {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Runs a command from the palette. */
  async command(name: string): Promise<void> {
    await this.#page.keyboard.press('ControlOrMeta+Shift+P');
    await this.#page.getByRole('dialog').getByRole('combobox').fill(name);
    await this.#page.getByRole('option', { name }).first().click();
  }

  /** Opens a document of the workspace tree. */
  async openDocument(name: string): Promise<void> {
    await this.documents().filter({ hasText: name }).first().dblclick();
    await this.#page.getByRole('tab', { name, selected: true }).waitFor();
  }

  /** The documents that are listed. */
  documents(): Locator {
    return this.#page.getByRole('treegrid', { name: 'Documents' }).getByRole('row');
  }

  /** Types at the end of the document in the editor. */
  async typeAtEnd(text: string): Promise<void> {
    await this.editor().focus();
    await this.#page.keyboard.press('ControlOrMeta+End');
    await this.#page.keyboard.type(text);
  }

  /** The text area of the open editor. */
  editor(): Locator {
    return this.#page.getByRole('textbox', { name: /^Text of / });
  }

  /** What the status region says about the application's processes. */
  status(): Locator {
    return this.#page.getByRole('contentinfo').getByRole('status', { name: 'Processes' });
  }

  /** The problems that are listed. */
  problems(): Locator {
    return this.#page.getByRole('grid', { name: 'Problems' }).getByRole('row');
  }

  /** Selects the first problem of a rule and applies the fix of that name. */
  async fixFirst(rule: string, fix: RegExp): Promise<void> {
    await this.problems().filter({ hasText: rule }).first().click();
    const details = this.#page.getByRole('region', { name: 'About the selected problem' });
    await details.getByRole('button', { name: fix }).click();
  }

  /** Keeps a deliberate revision. */
  async save(): Promise<void> {
    await this.#page.getByRole('banner').getByRole('button', { name: 'Save' }).click();
  }

  /** Rehearses the open workflow and gives the panel once there is a trace in it. */
  async rehearse(): Promise<Locator> {
    await this.#page.getByRole('banner').getByRole('button', { name: 'Rehearse' }).click();
    const panel = this.#page.getByRole('tabpanel', { name: 'Rehearsal' });
    await panel.getByRole('treegrid', { name: 'Tasks that ran' }).waitFor();
    return panel;
  }

  /** How the rehearsal that is shown ended. */
  outcome(): Locator {
    const panel = this.#page.getByRole('tabpanel', { name: 'Rehearsal' });
    return panel.getByRole('status').filter({ hasText: /\d tasks/ });
  }

  /** Imports a file of sample data and keeps it as it was classified. */
  async importData(file: string): Promise<void> {
    await this.#page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('button', { name: 'Show sample data' })
      .click();
    const chooser = this.#page.waitForEvent('filechooser');
    await this.#page.getByRole('button', { name: 'Import CSV or JSON…' }).first().click();
    await (await chooser).setFiles(file);
    await this.#page.getByRole('button', { name: 'Mask and keep' }).click();
  }

  /** Looks at what would be sealed. */
  async previewSeal(): Promise<Locator> {
    await this.#page.getByRole('banner').getByRole('button', { name: 'Seal…' }).click();
    const panel = this.#page.getByRole('tabpanel', { name: 'Seal and export' });
    const preview = panel.getByRole('region', { name: /^Preview of/ });
    const start = panel.getByRole('button', { name: /^Preview / });
    await start.click();
    await preview.waitFor();
    await expect(start).toBeEnabled();
    return preview;
  }

  /** Presses a button of the panel for sealing. */
  async seal(button: string): Promise<void> {
    await this.#page.getByRole('tabpanel', { name: 'Seal and export' }).getByRole('button', { name: button }).click();
  }
}
