import type { ReactNode } from 'react';
import { runCommand } from '../commands/runCommand.ts';
import { countOf } from '../state/countWords.ts';
import { useDocuments } from '../state/documents/documentsStore.ts';
import { countFindings, useFindings } from '../state/findings/findingsStore.ts';
import { protectionNotice } from '../state/status/protection.ts';
import { useStatus } from '../state/status/statusStore.ts';
import { useWork } from '../state/status/workStore.ts';
import { useCursor } from '../state/workbench/cursor.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './StatusBar.module.css';

function Item({ title, command, children }: { title: string; command: string; children: ReactNode }) {
  return (
    <button type="button" className={styles.item} title={title} onClick={() => void runCommand(command)}>
      {children}
    </button>
  );
}

function Problems() {
  const active = useDocuments((state) => state.active);
  const checked = useFindings((state) => (active === null ? undefined : state.byPath[active]));
  if (active !== null && checked === undefined) {
    return (
      <Item title="The rules are looking at this document." command="problems.show">
        Checking…
      </Item>
    );
  }
  const { error, warning, note } = countFindings(checked?.findings ?? []);
  const words = `${countOf(error, 'error')}, ${countOf(warning, 'warning')}, ${countOf(note, 'note')} in this document`;
  return (
    <Item title={words} command="problems.show">
      <span className="visually-hidden">{words}</span>
      <span aria-hidden="true" className={styles.counts}>
        <Icon name="error" size={13} /> {error} <Icon name="warning" size={13} /> {warning}{' '}
        <Icon name="info" size={13} /> {note}
      </span>
    </Item>
  );
}

function Protection() {
  const store = useStatus((state) => state.store);
  if (store === null) return null;
  const { label, detail, tone } = protectionNotice(store);
  return (
    <Item title={detail} command="vault.show">
      <span className={tone === 'weak' ? styles.weak : styles.good}>
        <Icon name={tone === 'weak' ? 'warning' : 'lock'} size={13} /> {label}
      </span>
    </Item>
  );
}

function Processes() {
  const processes = useStatus((state) => state.processes);
  return (
    <span className={styles.news} role="status" aria-label="Processes">
      {Object.values(processes)
        .map((news) => news.message)
        .join(' ')}
    </span>
  );
}

function Work() {
  const work = useWork();
  return (
    <span className={styles.news} role="status" aria-label="Transfers">
      {Object.values(work).join(' ')}
    </span>
  );
}

function Sandbox() {
  const sandboxed = useStatus((state) => state.info?.sandboxed);
  if (sandboxed !== false) return null;
  return (
    <Item title="Chromium’s own sandbox is off because Drydock was started as root." command="about.show">
      <span className={styles.weak}>
        <Icon name="warning" size={13} /> No sandbox
      </span>
    </Item>
  );
}

function Place() {
  const { line, column } = useCursor();
  const active = useDocuments((state) => state.active);
  if (active === null) return null;
  return (
    <>
      <Item title="Go to line" command="edit.go-to-line">
        Ln {line}, Col {column}
      </Item>
      <span className={styles.word}>{/\.json$/i.test(active) ? 'JSON' : 'YAML'}</span>
    </>
  );
}

/** The bar at the bottom: problems, protection, and what the processes are up to. */
export function StatusBar() {
  return (
    <footer className={styles.bar} data-region>
      <Problems />
      <Processes />
      <Work />
      <span className={styles.spacer} />
      <Place />
      <span className={styles.word} title="Drydock opens no connection until you name a team server.">
        Offline
      </span>
      <Sandbox />
      <Protection />
    </footer>
  );
}
