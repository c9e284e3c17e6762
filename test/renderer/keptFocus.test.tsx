import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { useKeptFocus } from '../../renderer/app/useKeptFocus.ts';

/** A part of the window with a button that does its work once. */
function Window({ end }: { readonly end: 'gone' | 'disabled' }) {
  useKeptFocus();
  const [isDone, setDone] = useState(false);
  return (
    <>
      <button type="button">elsewhere</button>
      <section data-region>
        <button type="button">first</button>
        {!(isDone && end === 'gone') && (
          <button type="button" disabled={isDone} onClick={() => setDone(true)}>
            once
          </button>
        )}
        <div role="treegrid" tabIndex={0} aria-label="list" />
      </section>
    </>
  );
}

const frames = (): Promise<void> =>
  act(async () => {
    for (let frame = 0; frame < 4; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  });

afterEach(cleanup);

describe('the focus', () => {
  it.each(['gone', 'disabled'] as const)('goes to the list of its part when what had it is %s', async (end) => {
    render(<Window end={end} />);
    const once = screen.getByRole('button', { name: 'once' });
    once.focus();
    fireEvent.click(once);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('treegrid')));
  });

  it('is left alone where somebody put it elsewhere', async () => {
    render(<Window end="gone" />);
    const once = screen.getByRole('button', { name: 'once' });
    once.focus();
    screen.getByRole('button', { name: 'elsewhere' }).focus();
    fireEvent.click(once);
    await frames();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'elsewhere' }));
  });

  it('is left alone where somebody clicked beside everything', async () => {
    render(<Window end="gone" />);
    const once = screen.getByRole('button', { name: 'once' });
    once.focus();
    fireEvent.pointerDown(document.body);
    once.blur();
    fireEvent.click(once);
    await frames();
    expect(document.activeElement).toBe(document.body);
  });
});
