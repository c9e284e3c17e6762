import { classes } from '../../ui/classes.ts';
import links from '../../ui/link.module.css';
import styles from './Review.module.css';

interface PlaceLinkProps {
  readonly words: string;
  /** What is there, for those who hear the link alone. */
  readonly about: string;
  readonly onPress: () => void;
}

/** Leads to a place of a text. */
export function PlaceLink({ words, about, onPress }: PlaceLinkProps) {
  return (
    <button
      type="button"
      className={classes(links.link, styles.link)}
      aria-label={`${words}: ${about}`}
      onClick={onPress}
    >
      {words}
    </button>
  );
}
