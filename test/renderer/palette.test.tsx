import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Palette } from '../../renderer/app/Palette.tsx';
import { useShortcuts } from '../../renderer/commands/useShortcuts.ts';
import { useDocuments } from '../../renderer/state/documents/documentsStore.ts';
import { useSettings } from '../../renderer/state/settings/settingsStore.ts';
import { stored } from './fakeBridge.ts';
import { greeting, startedPage } from './startedPage.ts';

function Window() {
  useShortcuts();
  return <Palette />;
}

const options = () => screen.getAllByRole('option').map((option) => option.textContent);

beforeEach(async () => {
  await startedPage([stored('greeting.yaml', greeting), stored('farewell.yaml', greeting)]);
  render(<Window />);
});
afterEach(cleanup);

describe('the command palette', () => {
  it('opens by its shortcuts, narrows by words, and runs with Enter', async () => {
    const user = userEvent.setup();
    await user.keyboard('{Control>}{Shift>}p{/Shift}{/Control}');
    await user.keyboard('go to doc');
    expect(options()[0]).toContain('Go to document…');
    await user.keyboard('{Enter}');
    expect(screen.getByRole('combobox', { name: 'Go to document' })).toBeTruthy();
  });

  it('shows the shortcut, and what was used last comes first', async () => {
    useSettings.setState({ recentCommands: ['document.save'] });
    const user = userEvent.setup();
    await user.keyboard('{F1}');
    expect(options()[0]).toBe('SaveFileCtrl+S');
  });

  it('says why a command cannot run, and does not run it', async () => {
    const user = userEvent.setup();
    await user.keyboard('{F1}');
    await user.keyboard('cancel the rehearsal');
    const [option] = screen.getAllByRole('option');
    expect(option?.getAttribute('aria-disabled')).toBe('true');
    expect(option?.textContent).toContain('No rehearsal is under way.');
    await user.keyboard('{Enter}');
    expect(screen.getByRole('combobox')).toBeTruthy();
  });

  it('closes with Escape', async () => {
    const user = userEvent.setup();
    await user.keyboard('{F1}');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('combobox')).toBeNull();
  });

  it('opens documents', async () => {
    const user = userEvent.setup();
    await user.keyboard('{Control>}p{/Control}');
    await user.keyboard('farewell{Enter}');
    expect(useDocuments.getState().active).toBe('farewell.yaml');
  });

  it('obeys a shortcut that the person chose, and no longer the old one', async () => {
    useSettings.setState({ shortcuts: { 'palette.open': 'Mod+J' } });
    const user = userEvent.setup();
    await user.keyboard('{F1}');
    expect(screen.queryByRole('combobox')).toBeNull();
    await user.keyboard('{Control>}j{/Control}');
    expect(screen.getByRole('combobox')).toBeTruthy();
  });
});
