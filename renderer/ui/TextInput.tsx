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
  readonly isDisabled?: boolean;
  /** The label is read out but not shown. */
  readonly labelHidden?: boolean;
}

/** A field for text, with its label and what is wrong with it. */
export function TextInput({ label, lines, error = null, type = 'text', labelHidden, ...props }: TextInputProps) {
  const { placeholder, ...field } = props;
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
        <Input className={styles.input ?? ''} placeholder={placeholder ?? ''} autoComplete="off" spellCheck={false} />
      ) : (
        <TextArea className={styles.area ?? ''} rows={lines} spellCheck={false} />
      )}
      <FieldError className={styles.error ?? ''}>{error}</FieldError>
    </TextField>
  );
}
