import { useEffect, useState } from 'react';
import { type Key, ListBox, ListBoxItem } from 'react-aria-components';
import { loadDocs, turnBack, turnTo, useDocs } from '../../state/docs/docsStore.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { matchWords } from '../../ui/matchWords.ts';
import { SearchBox } from '../../ui/SearchBox.tsx';
import styles from './Docs.module.css';
import { MarkdownView } from './MarkdownView.tsx';

function Contents() {
  const { pages, page } = useDocs();
  const [words, setWords] = useState('');
  const found = matchWords(pages, words, ({ title, page: name }) => `${title} ${name}`);
  const choose = (keys: 'all' | Set<Key>) => {
    const [chosen] = keys === 'all' ? [] : keys;
    if (typeof chosen === 'string') void turnTo(chosen);
  };
  return (
    <nav className={styles.contents} aria-label="Pages">
      <SearchBox label="Find a page" value={words} onChange={setWords} />
      <ListBox
        aria-label="Pages"
        className={styles.list ?? ''}
        selectionMode="single"
        selectedKeys={page === null ? [] : [page]}
        onSelectionChange={choose}
      >
        {found.map(({ page: name, title }) => (
          <ListBoxItem key={name} id={name} textValue={title} className={styles.item ?? ''}>
            {title}
          </ListBoxItem>
        ))}
      </ListBox>
    </nav>
  );
}

/** The documentation that ships with the application; it needs no network. */
export function DocsPanel() {
  const { pages, page, markdown, before } = useDocs();
  useEffect(() => void loadDocs(), []);
  useEffect(() => {
    const first = pages.find(({ page: name }) => name === 'index') ?? pages[0];
    if (first !== undefined && useDocs.getState().page === null) void turnTo(first.page);
  }, [pages]);
  return (
    <div className={styles.docs}>
      <Contents />
      <div className={styles.text}>
        {before.length > 0 && <Button onPress={() => void turnBack()}>Back</Button>}
        {page === null ? (
          <EmptyState icon="book" title="Choose a page to read." />
        ) : (
          <MarkdownView key={page} text={markdown} page={page} onTurnTo={(to) => void turnTo(to)} />
        )}
      </div>
    </div>
  );
}
