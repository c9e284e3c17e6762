/** A keyboard event, as far as shortcuts look at it. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  getModifierState?(name: string): boolean;
}

/** Whether this is a Mac, where Command is what Control is elsewhere. */
export const isMac: boolean = /mac/i.test(globalThis.navigator?.userAgent ?? '');

const named: Record<string, string> = { ' ': 'Space', Escape: 'Esc', '+': 'Plus' };
const modifierKeys = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'Dead', 'Process', 'Unidentified']);

/**
 * The key that was meant. Letters count by what they write, so that shortcuts are where the keyboard's own labels are;
 * on layouts that write no Latin letters they count by their place, and digits always do.
 */
function keyName({ key, code }: KeyPress): string | null {
  if (modifierKeys.has(key)) return null;
  if (/^Digit\d$/.test(code)) return code.slice(5);
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  if (/^Key[A-Z]$/.test(code)) return code.slice(3);
  return named[key] ?? (key.length === 1 ? key : key.replace(/^Arrow/, ''));
}

/** Whether Shift is part of the character itself, as in `?`. */
function shiftIsSpent(name: string): boolean {
  return name.length === 1 && !/[A-Z0-9]/.test(name);
}

/** A key press as it is written in a shortcut, e.g. `Mod+Shift+P`; null for a modifier alone or a typed character. */
export function keysOf(press: KeyPress, mac: boolean = isMac): string | null {
  // AltGr writes characters on many layouts; it reports itself as Control and Alt together.
  if (press.getModifierState?.('AltGraph') === true) return null;
  const name = keyName(press);
  if (name === null) return null;
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  const parts = [
    mod && 'Mod',
    other && (mac ? 'Ctrl' : 'Meta'),
    press.altKey && 'Alt',
    press.shiftKey && !shiftIsSpent(name) && 'Shift',
    name,
  ];
  return parts.filter(Boolean).join('+');
}

const macNames: Record<string, string> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧' };

/** A shortcut as it is shown: `Ctrl+Shift+P`, on a Mac `⌥⇧⌘P`. */
export function showKeys(keys: string, mac: boolean = isMac): string {
  const parts = keys.split('+').map((part) => (part === 'Plus' ? '+' : part));
  if (!mac) return parts.map((part) => (part === 'Mod' ? 'Ctrl' : part)).join('+');
  const order = ['Ctrl', 'Alt', 'Shift', 'Mod'];
  const modifiers = order.filter((name) => parts.includes(name)).map((name) => macNames[name]);
  return [...modifiers, parts.at(-1)].join('');
}

/** Whether a shortcut may be bound: it must not swallow what people type. */
export function isBindable(keys: string): boolean {
  const parts = keys.split('+');
  const name = parts.at(-1) ?? '';
  if (/^F\d{1,2}$/.test(name)) return true;
  return parts.length > 1 && !(parts.length === 2 && parts[0] === 'Shift');
}
