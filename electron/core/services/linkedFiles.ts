import { digestOf } from '../../../shared/base/digest.ts';
import type { Result } from '../../../shared/base/result.ts';
import { decodeText } from '../../../shared/workflow/decodeText.ts';
import { maxTextSize } from '../../../shared/workflow/documentLimits.ts';
import type { DocumentRow } from '../../store/documentRepository.ts';
import type { LinkRepository } from '../../store/linkRepository.ts';
import { readBounded } from '../files/readBounded.ts';
import type { LinkState, LinkStates } from './linkState.ts';

/** What is known of the files that documents came from; the disk is only ever read. */
export interface LinkedFiles extends LinkStates {
  /** Reads every linked file again; gives the documents for which the disk has news. */
  refresh(): Promise<string[]>;
  /** Reads the text of a linked file. */
  readText(file: string): Promise<Result<string>>;
}

/** Compares linked documents with the disk by digest. */
export function linkedFiles(links: LinkRepository): LinkedFiles {
  /** Digest of the disk's text by document; null for a file that is missing or cannot be read. */
  const onDisk = new Map<string, string | null>();

  const readText = async (file: string): Promise<Result<string>> => {
    const bytes = await readBounded(file, maxTextSize);
    return bytes.ok ? decodeText(bytes.value) : bytes;
  };

  return {
    readText,
    async refresh() {
      const news: string[] = [];
      for (const { document, path, file, settled } of links.list()) {
        const text = await readText(file);
        const digest = text.ok ? digestOf(text.value) : null;
        const known = onDisk.has(document) ? onDisk.get(document) : settled;
        if (known !== digest) news.push(path);
        onDisk.set(document, digest);
      }
      return news;
    },
    stateOf(row) {
      const link = links.find(row.id);
      return link === null ? null : compare(row, link.settled, onDisk.get(row.id));
    },
  };
}

type Compared = Pick<DocumentRow, 'revision' | 'hasDraft'>;

/** `disk` is undefined until the file has been looked at: then there is no news yet. */
function compare(row: Compared, settled: string, disk: string | null | undefined): LinkState {
  if (disk === null) return 'missing';
  if (disk === undefined || disk === row.revision || disk === settled) return 'same';
  return row.revision === settled && !row.hasDraft ? 'disk-changed' : 'both-changed';
}
