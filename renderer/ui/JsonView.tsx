import type { Json } from '../../shared/base/json.ts';
import styles from './JsonView.module.css';

const mostShown = 100_000;

/** A JSON value, indented. What is too long to look at is cut, and that is said. */
export function JsonView({ value, label }: { readonly value: Json; readonly label: string }) {
  const text = JSON.stringify(value, null, 2);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls has to be reachable by keyboard
    <section className={styles.json} aria-label={label} tabIndex={0}>
      <pre>
        {text.slice(0, mostShown)}
        {text.length > mostShown && `\n… ${text.length - mostShown} more characters`}
      </pre>
    </section>
  );
}
