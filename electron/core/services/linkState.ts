import type { DocumentEntry } from '../../../shared/contract/documentMethods.ts';
import type { DocumentRow } from '../../store/documentRepository.ts';

/** How a document stands to the file it came from; null for one that came from no file. */
export type LinkState = DocumentEntry['link'];

/** Where the other services ask. */
export interface LinkStates {
  stateOf(row: Pick<DocumentRow, 'id' | 'revision' | 'hasDraft'>): LinkState;
}
