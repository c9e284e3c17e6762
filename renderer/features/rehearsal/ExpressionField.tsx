import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Completion } from '../../../shared/expressions/complete.ts';
import { expressionLanguage } from '../../platform/language.ts';
import { LatestOnly } from '../../state/runs/latestOnly.ts';
import { classes } from '../../ui/classes.ts';
import type { ExpressionSurroundings } from '../../workers/expressionTrial.ts';
import styles from './Expressions.module.css';

interface ExpressionFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly surroundings: ExpressionSurroundings;
}

interface Asked {
  readonly expression: string;
  readonly offset: number;
}

/** Most completions that are listed. */
const maxListed = 50;
const nothing: readonly Completion[] = [];

function useCompletions(surroundings: ExpressionSurroundings) {
  const [completions, setCompletions] = useState(nothing);
  const asker = useMemo(
    () =>
      new LatestOnly<Asked>(async (asked) => {
        const answer = await expressionLanguage().ask<'complete-expression'>({
          ask: 'complete-expression',
          ...asked,
          surroundings,
        });
        setCompletions(answer.ok ? answer.value.slice(0, maxListed) : nothing);
      }),
    [surroundings],
  );
  return { completions, ask: (asked: Asked) => asker.want(asked), close: () => setCompletions(nothing) };
}

/** A field for jq: what may be typed is listed below while typing or on Ctrl+Space, with the keys of the recorded data. */
export function ExpressionField({ label, value, onChange, surroundings }: ExpressionFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const [active, setActive] = useState(0);
  const caret = useRef<number | null>(null);
  const { completions, ask, close } = useCompletions(surroundings);
  const isOpen = completions.length > 0;
  // After a completion the cursor belongs behind it, not at the end.
  useEffect(() => {
    if (caret.current !== null && value !== '') field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [value]);
  const take = (completion: Completion | undefined) => {
    if (completion === undefined) return;
    const { range, insertText } = completion;
    caret.current = range.start + insertText.length;
    onChange(value.slice(0, range.start) + insertText + value.slice(range.end));
    close();
  };
  const type = (text: string, offset: number) => {
    onChange(text);
    setActive(0);
    // A blank or a bracket begins nothing that could be completed.
    if (/[\w.$@]$/.test(text.slice(0, offset))) ask({ expression: text, offset });
    else close();
  };
  const move = (by: number) => setActive((active + by + completions.length) % completions.length);
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === ' ' && event.ctrlKey) ask({ expression: value, offset: event.currentTarget.selectionStart });
    else if (!isOpen) return;
    else if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter' || event.key === 'Tab') take(completions[active]);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.field}>
      <label htmlFor={`${id}-field`} className={styles.part}>
        {label}
      </label>
      <textarea
        ref={field}
        id={`${id}-field`}
        className={styles.text}
        rows={Math.min(6, Math.max(2, value.split('\n').length))}
        spellCheck={false}
        value={value}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={isOpen ? `${id}-list` : undefined}
        aria-activedescendant={isOpen ? `${id}-${active}` : undefined}
        onChange={({ currentTarget }) => type(currentTarget.value, currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      {isOpen && (
        <div id={`${id}-list`} role="listbox" aria-label="Completions" className={styles.completions}>
          {completions.map((completion, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active option
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys
            <div
              key={completion.label}
              id={`${id}-${index}`}
              ref={index === active ? (element) => element?.scrollIntoView?.({ block: 'nearest' }) : undefined}
              role="option"
              aria-selected={index === active}
              className={classes(styles.completion, index === active && styles.active)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(completion)}
            >
              <code>{completion.label}</code> <span className={styles.quiet}>{completion.detail}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
