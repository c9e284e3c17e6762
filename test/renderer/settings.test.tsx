import { cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SettingsPanel } from '../../renderer/features/settings/SettingsPanel.tsx';
import { useSettings } from '../../renderer/state/settings/settingsStore.ts';
import type { FakeBridge } from './fakeBridge.ts';
import { startedPage } from './startedPage.ts';

let bridge: FakeBridge;

beforeEach(async () => {
  bridge = await startedPage();
  render(<SettingsPanel />);
});
afterEach(cleanup);

async function record(command: string, keys: string): Promise<void> {
  await userEvent.click(screen.getByRole('button', { name: `Change the shortcut of ${command}` }));
  await userEvent.click(screen.getByRole('textbox', { name: new RegExp(`New shortcut for ${command}`) }));
  await userEvent.keyboard(keys);
}

describe('the shortcuts editor', () => {
  it('binds what is pressed, and can take it back', async () => {
    await record('Save', '{Control>}j{/Control}');
    await userEvent.click(screen.getByRole('button', { name: 'Keep' }));
    expect(useSettings.getState().shortcuts).toEqual({ 'document.save': 'Mod+J' });
    expect(bridge.inputs('settings.write').at(-1)).toEqual({ shortcuts: { 'document.save': 'Mod+J' } });
    await userEvent.click(screen.getByRole('button', { name: 'Reset the shortcut of Save' }));
    expect(useSettings.getState().shortcuts).toEqual({});
  });

  it('refuses keys that another command has, and keys for typing', async () => {
    await record('Save', '{Control>}n{/Control}');
    expect(screen.getByText('Already “New workflow…”.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Keep' }).hasAttribute('disabled')).toBe(true);
    await userEvent.keyboard('k');
    expect(screen.getByText(/needed for typing/)).toBeTruthy();
  });

  it('finds commands by name and by keys', async () => {
    await userEvent.type(screen.getByRole('searchbox'), 'shift+f8');
    const rows = within(screen.getByRole('table')).getAllByRole('row');
    expect(rows.map((row) => row.textContent).join()).toContain('Previous problem');
    expect(rows).toHaveLength(2);
  });
});

describe('the checks', () => {
  it('are for a runtime where one is chosen', async () => {
    await userEvent.click(screen.getByRole('button', { name: /Runtime that workflows are checked for/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'Synapse' }));
    expect(useSettings.getState().profile).toBe('synapse');
    expect(bridge.inputs('settings.write').at(-1)).toEqual({ profile: 'synapse' });
  });
});

describe('the look', () => {
  it('is chosen from the themes there are', async () => {
    await userEvent.click(screen.getByRole('button', { name: /Colour theme/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'Dark' }));
    expect(useSettings.getState().theme).toBe('dark');
  });
});
