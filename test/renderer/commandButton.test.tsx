import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommandButton } from '../../renderer/commands/CommandButton.tsx';
import { commandById } from '../../renderer/commands/registry.ts';
import { openDocument } from '../../renderer/state/documents/documentsStore.ts';
import { startedPage } from './startedPage.ts';

beforeEach(async () => {
  await startedPage();
});
afterEach(cleanup);

describe('a button', () => {
  it('has the label of its command and does what it does', async () => {
    render(<CommandButton command="document.close" />);
    const label = commandById('document.close')?.label ?? '';
    await userEvent.click(screen.getByRole('button', { name: label }));
    expect(openDocument('greeting.yaml')).toBeNull();
  });

  it('is for commands that there are', () => {
    expect(() => render(<CommandButton command="no.such" />)).toThrow('no.such');
  });
});
