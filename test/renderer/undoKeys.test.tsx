import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useShortcuts } from '../../renderer/commands/useShortcuts.ts';
import { type EditorPort, registerEditor } from '../../renderer/state/documents/editorPort.ts';
import { startedPage } from './startedPage.ts';

const done: string[] = [];
let stop = (): void => undefined;

function Window() {
  useShortcuts();
  return (
    <>
      <button type="button">button</button>
      <input aria-label="field" />
      <div data-own-undo role="application" aria-label="graph" />
    </>
  );
}

beforeEach(async () => {
  await startedPage();
  done.length = 0;
  const port: Partial<EditorPort> = {
    undo: (path) => done.push(`undo ${path}`),
    redo: (path) => done.push(`redo ${path}`),
  };
  stop = registerEditor(port as EditorPort);
  render(<Window />);
});
afterEach(() => {
  stop();
  cleanup();
});

describe('undo and redo by keyboard', () => {
  it('change the document in front from wherever the focus is', () => {
    const button = screen.getByRole('button');
    fireEvent.keyDown(button, { key: 'z', code: 'KeyZ', ctrlKey: true });
    fireEvent.keyDown(button, { key: 'Z', code: 'KeyZ', ctrlKey: true, shiftKey: true });
    fireEvent.keyDown(button, { key: 'y', code: 'KeyY', ctrlKey: true });
    expect(done).toEqual(['undo greeting.yaml', 'redo greeting.yaml', 'redo greeting.yaml']);
  });

  it('are left to what has them itself', () => {
    for (const element of [screen.getByLabelText('field'), screen.getByRole('application')]) {
      expect(fireEvent.keyDown(element, { key: 'z', code: 'KeyZ', ctrlKey: true })).toBe(true);
    }
    expect(done).toEqual([]);
  });
});
