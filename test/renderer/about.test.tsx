import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { AboutDialog } from '../../renderer/app/AboutDialog.tsx';
import { ok } from '../../shared/base/result.ts';
import { startedPage } from './startedPage.ts';

afterEach(cleanup);

describe('the About panel', () => {
  it('says what holds the processes that rehearse', async () => {
    const bridge = await startedPage();
    bridge.answers['engine.guards'] = () => ok({ limits: true, namespace: false });
    render(<AboutDialog onClose={() => undefined} />);
    const held = await screen.findByText(/limits of the kernel/);
    expect(held.textContent).toContain('permission model');
    expect(held.textContent).not.toContain('namespace');
  });

  it('claims nothing where core does not answer', async () => {
    await startedPage();
    render(<AboutDialog onClose={() => undefined} />);
    expect(screen.queryByText(/permission model/)).toBeNull();
  });
});
