import { create } from 'zustand';
import { call } from '../../platform/bridge.ts';
import { notifyError } from '../notifications/notificationsStore.ts';
import { showView } from '../workbench/dockPort.ts';

interface DocsState {
  readonly pages: readonly { readonly page: string; readonly title: string }[];
  readonly page: string | null;
  readonly markdown: string;
  /** Pages read before this one, newest last. */
  readonly before: readonly string[];
}

/** The documentation that ships with the application. */
export const useDocs = create<DocsState>(() => ({ pages: [], page: null, markdown: '', before: [] }));

/** Reads the list of pages. */
export async function loadDocs(): Promise<void> {
  const listed = await call('docs.list', {});
  if (listed.ok) useDocs.setState({ pages: listed.value });
  else notifyError(listed.error);
}

async function read(page: string, before: readonly string[]): Promise<void> {
  const text = await call('docs.read', { page });
  if (text.ok) useDocs.setState({ page, markdown: text.value.markdown, before });
  else notifyError(text.error);
}

/** Turns to a page within the documentation. */
export async function turnTo(page: string): Promise<void> {
  const { page: current, before } = useDocs.getState();
  await read(page, current === null || current === page ? before : [...before, current]);
}

/** Goes back to the page read before. */
export async function turnBack(): Promise<void> {
  const { before } = useDocs.getState();
  const last = before.at(-1);
  if (last !== undefined) await read(last, before.slice(0, -1));
}

/** Shows a page of the documentation, wherever the person is. */
export async function showDocs(page: string): Promise<void> {
  showView('docs');
  await turnTo(page);
}
