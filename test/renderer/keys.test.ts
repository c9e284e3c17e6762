import { describe, expect, it } from 'vitest';
import { isBindable, type KeyPress, keysOf, showKeys } from '../../renderer/commands/keys.ts';

function press(key: string, code: string, modifiers: Partial<KeyPress> = {}): KeyPress {
  return { key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...modifiers };
}

describe('keysOf', () => {
  it('names Control as Mod, and Command as Mod on a Mac', () => {
    expect(keysOf(press('p', 'KeyP', { ctrlKey: true, shiftKey: true }), false)).toBe('Mod+Shift+P');
    expect(keysOf(press('p', 'KeyP', { metaKey: true, shiftKey: true }), true)).toBe('Mod+Shift+P');
    expect(keysOf(press('p', 'KeyP', { ctrlKey: true }), true)).toBe('Ctrl+P');
  });

  it('goes by what a key writes on Latin layouts: Z is where the keyboard says Z', () => {
    expect(keysOf(press('z', 'KeyY', { ctrlKey: true }), false)).toBe('Mod+Z');
  });

  it('goes by the place of a key on layouts without Latin letters', () => {
    expect(keysOf(press('ы', 'KeyS', { ctrlKey: true }), false)).toBe('Mod+S');
  });

  it('knows digits that need Shift on their layout', () => {
    expect(keysOf(press('&', 'Digit1', { ctrlKey: true }), false)).toBe('Mod+1');
  });

  it('leaves characters typed with AltGr alone', () => {
    const typed = press('@', 'KeyQ', { ctrlKey: true, altKey: true, getModifierState: (name) => name === 'AltGraph' });
    expect(keysOf(typed, false)).toBeNull();
  });

  it('does not count Shift where it is part of the character', () => {
    expect(keysOf(press('?', 'Minus', { ctrlKey: true, shiftKey: true }), false)).toBe('Mod+?');
    expect(keysOf(press('F8', 'F8', { shiftKey: true }), false)).toBe('Shift+F8');
  });

  it('is silent on a modifier alone', () => {
    expect(keysOf(press('Control', 'ControlLeft', { ctrlKey: true }), false)).toBeNull();
  });
});

describe('showKeys', () => {
  it('writes shortcuts as each system does', () => {
    expect(showKeys('Mod+Shift+P', false)).toBe('Ctrl+Shift+P');
    expect(showKeys('Mod+Shift+P', true)).toBe('⇧⌘P');
  });
});

describe('isBindable', () => {
  it('refuses what people type', () => {
    expect(['P', 'Shift+P', 'Enter'].map(isBindable)).toEqual([false, false, false]);
    expect(['F8', 'Shift+F8', 'Mod+P', 'Alt+Enter'].map(isBindable)).toEqual([true, true, true, true]);
  });
});
