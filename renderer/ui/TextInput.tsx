import { useEffect, useRef } from 'react';
import { FieldError, Input, Label, TextArea, TextField } from 'react-aria-components';
import styles from './Field.module.css';

interface TextInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'password' | 'date' | 'number';
  readonly placeholder?: string;
  /** Why the value will not do. */
  readonly error?: string | null;
  readonly lines?: number;
  readonly autoFocus?: boolean;
  /** What of the text is selected at first: from this character to before that one. */
  readonly selected?: readonly [number, number];
  readonly isDisabled?: boolean;
  /** The label is read out but not shown. */
  readonly labelHidden?: boolean;
}

/** A field for text, with its label and what is wrong with it. */
export function TextInput({ label, lines, error = null, type = 'text', labelHidden, ...props }: TextInputProps) {
  const { placeholder, selected, ...field } = props;
  const input = useRef<HTMLInputElement>(null);
  const [from, to] = useRef(selected).current ?? [];
  useEffect(() => {
    if (from !== undefined && to !== undefined) input.current?.setSelectionRange(from, to);
  }, [from, to]);
  return (
    <TextField
      {...field}
      type={type}
      isInvalid={error !== null}
      // Otherwise a field with an error would keep its form from being sent again.
      validationBehavior="aria"
      className={styles.field ?? ''}
    >
      <Label className={labelHidden ? 'visually-hidden' : (styles.label ?? '')}>{label}</Label>
      {lines === undefined ? (
        <Input
          ref={input}
          className={styles.input ?? ''}
          placeholder={placeholder ?? ''}
          autoComplete="off"
          spellCheck={false}
          data-focus-first={field.autoFocus || undefined}
        />
      ) : (
        <TextArea className={styles.area ?? ''} rows={lines} spellCheck={false} />
      )}
      <FieldError className={styles.error ?? ''}>{error}</FieldError>
    </TextField>
  );
}
