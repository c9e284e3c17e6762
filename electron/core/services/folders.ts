import { realpath } from 'node:fs/promises';
import { basename, sep } from 'node:path';
import { appError } from '../../../shared/base/appError.ts';
import { digestOf } from '../../../shared/base/digest.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { virtualPathSchema } from '../../../shared/contract/values.ts';
import type { LinkRow } from '../../store/linkRepository.ts';
import { type DefinitionFile, folderLimits, listDefinitions } from '../files/listDefinitions.ts';
import { watchFolder } from '../files/watchFolder.ts';
import type { Handlers } from '../handlers.ts';
import { type DocumentService, documentEntries } from './documents.ts';
import type { LinkedFiles } from './linkedFiles.ts';
import type { Workbench } from './workbench.ts';

/** Linked folders: read and watched, never written to. */
export interface FolderService {
  /** Takes the definitions of a folder in; those that are linked already stay as they are. */
  link(folder: string): Promise<Result<void>>;
  /** Compares with the disk and watches it from now on. */
  start(): Promise<void>;
  stop(): void;
}

/** The linked folders of the open workspace. */
export function folderService(
  { store, ports, audit, emit }: Workbench,
  documents: DocumentService,
  files: LinkedFiles,
): FolderService {
  const watches = new Map<string, () => void>();
  let stopped = false;

  const compare = async (): Promise<void> => {
    if (stopped) return;
    const paths = await files.refresh();
    if (paths.length > 0 && !stopped) emit('document.changed', { paths });
  };

  const watch = (folder: string): void => {
    if (stopped || watches.has(folder)) return;
    watches.set(
      folder,
      watchFolder(folder, () => void compare()),
    );
  };

  const takeIn = ({ path, file, text }: ReadDefinition): void => {
    const created = documents.create(path, text);
    const row = documents.find(path);
    if (created.ok && row.ok) store.links.link(row.value.id, file, digestOf(text));
  };

  return {
    async link(folder) {
      const root = await realpath(folder).catch(() => null);
      if (root === null) return err(appError('not-found', 'The folder is not there or cannot be read.'));
      const found = await listDefinitions(root);
      if (found === null) {
        return err(appError('limit', `The folder is too large: it may hold ${folderLimits.files} definitions.`));
      }
      const links = store.links.list();
      const known = new Set(links.map(({ file }) => file));
      const prefix = prefixOf(root, links) ?? freePrefix(basename(root), documents);
      const unknown = found.filter(({ file }) => !known.has(file));
      const read = await readDefinitions(unknown, prefix, files);
      store.transaction(() => {
        for (const definition of read) takeIn(definition);
        store.links.addFolder(root, ports.now().toISOString());
        audit.record('folder.link', `folder:${prefix}`);
      });
      await compare();
      watch(root);
      return ok(undefined);
    },
    async start() {
      for (const folder of store.links.folders()) watch(folder);
      await compare();
    },
    stop() {
      stopped = true;
      for (const stop of watches.values()) stop();
    },
  };
}

interface ReadDefinition {
  readonly path: string;
  readonly file: string;
  readonly text: string;
}

/** The texts of files under their virtual paths. What is no text or has no possible name is passed by. */
async function readDefinitions(
  found: readonly DefinitionFile[],
  prefix: string,
  files: LinkedFiles,
): Promise<ReadDefinition[]> {
  const read: ReadDefinition[] = [];
  for (const { file, path } of found) {
    const virtual = virtualPathSchema.safeParse(`${prefix}/${path}`.normalize('NFC'));
    const text = await files.readText(file);
    if (virtual.success && text.ok) read.push({ path: virtual.data, file, text: text.value });
  }
  return read;
}

/** First name of the virtual paths under which this folder's files are linked already. */
function prefixOf(folder: string, links: readonly LinkRow[]): string | null {
  const linked = links.find(({ file }) => file.startsWith(folder + sep));
  return linked?.path.split('/')[0] ?? null;
}

/** A first name that no document has, so that a folder never mixes with what is there. */
function freePrefix(name: string, documents: DocumentService): string {
  const taken = new Set(documents.paths().map((path) => path.split('/')[0]));
  const wanted = virtualPathSchema.safeParse(name).success ? name : 'folder';
  let prefix = wanted;
  for (let number = 2; taken.has(prefix); number += 1) prefix = `${wanted}-${number}`;
  return prefix;
}

type FolderMethods = 'folder.readDisk' | 'folder.resolve' | 'internal.linkFolder';

/** The methods of the table over linked folders. */
export function folderHandlers(
  service: FolderService,
  workbench: Workbench,
  documents: DocumentService,
  files: LinkedFiles,
): Pick<Handlers, FolderMethods> {
  const { links } = workbench.store;

  const linkOf = (path: string): Result<LinkRow> => {
    const row = documents.find(path);
    if (!row.ok) return row;
    const link = links.find(row.value.id);
    return link === null ? err(appError('not-found', `'${path}' came from no folder.`)) : ok(link);
  };

  return {
    async 'internal.linkFolder'({ folder }) {
      const linked = await service.link(folder);
      return linked.ok ? ok(documentEntries(workbench, files)) : linked;
    },
    async 'folder.readDisk'({ path }) {
      const link = linkOf(path);
      if (!link.ok) return link;
      const text = await files.readText(link.value.file);
      return text.ok ? ok({ text: text.value }) : text;
    },
    async 'folder.resolve'({ path, take }) {
      const link = linkOf(path);
      if (!link.ok) return link;
      const text = await files.readText(link.value.file);
      if (!text.ok && text.error.code === 'not-found' && take === 'keep') {
        links.unlink(link.value.document);
        return documents.read(path);
      }
      if (!text.ok) return text;
      const taken = take === 'reload' ? documents.replace(path, text.value) : documents.read(path);
      if (!taken.ok) return taken;
      links.settle(link.value.document, digestOf(text.value));
      await files.refresh();
      return documents.read(path);
    },
  };
}
