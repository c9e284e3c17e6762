import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { classes } from './classes.ts';
import { matchWords } from './matchWords.ts';
import styles from './QuickPick.module.css';

/** One thing to choose. */
export interface QuickPickItem {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  /** Shown at the end of the row, e.g. a shortcut. */
  readonly hint: string;
  /** Why it cannot be chosen now, or null. */
  readonly disabledBecause: string | null;
}

interface QuickPickProps {
  readonly label: string;
  readonly items: readonly QuickPickItem[];
  readonly onChoose: (id: string) => void;
  readonly onClose: () => void;
}

const mostShown = 200;

/** A box to type into and a list that narrows. Nothing but the list is drawn, so it opens at once. */
export function QuickPick({ label, items, onChoose, onClose }: QuickPickProps) {
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const found = useMemo(
    () => matchWords(items, words, (item) => `${item.group}: ${item.label}`).slice(0, mostShown),
    [items, words],
  );
  useEffect(() => {
    const before = document.activeElement;
    input.current?.focus();
    return () => (before instanceof HTMLElement && before.isConnected ? before.focus() : undefined);
  }, []);
  useEffect(() => list.current?.children[at]?.scrollIntoView({ block: 'nearest' }), [at]);
  const choose = (index: number) => {
    const item = found[index];
    if (item !== undefined && item.disabledBecause === null) onChoose(item.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };
    const step = steps[event.key];
    if (step !== undefined) setAt(Math.min(Math.max(at + step, 0), found.length - 1));
    else if (event.key === 'Enter') choose(at);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <div className={styles.scrim} onPointerDown={onClose} />
      <div className={styles.box} role="dialog" aria-label={label} aria-modal="true">
        <input
          ref={input}
          className={styles.input}
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
          aria-label={label}
          placeholder={label}
          value={words}
          spellCheck={false}
          onChange={(event) => {
            setWords(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          onBlur={(event) => event.relatedTarget === null || onClose()}
        />
        <div ref={list} id={`${id}-list`} role="listbox" aria-label={label} className={styles.list}>
          {found.map((item, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus and names the option
            // biome-ignore lint/a11y/useKeyWithClickEvents: the input handles the keys
            <div
              key={item.id}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              aria-disabled={item.disabledBecause !== null}
              className={classes(styles.option, index === at && styles.at, item.disabledBecause && styles.disabled)}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(index)}
            >
              <span className={styles.label}>{item.label}</span>
              <span className={styles.group}>{item.disabledBecause ?? item.group}</span>
              {item.hint !== '' && <kbd className={styles.hint}>{item.hint}</kbd>}
            </div>
          ))}
        </div>
        {found.length === 0 && <p className={styles.none}>Nothing matches.</p>}
      </div>
    </>
  );
}
