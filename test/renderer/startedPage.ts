import { open, refreshEntries } from '../../renderer/state/documents/reading.ts';
import { useStatus } from '../../renderer/state/status/statusStore.ts';
import type { StoredDocument } from '../../shared/contract/documentMethods.ts';
import { FakeBridge, stored } from './fakeBridge.ts';
import { freshPage } from './freshPage.ts';

/** A workflow that is small and valid. */
export const greeting = `document:
  dsl: 1.0.3
  namespace: test
  name: greeting
  version: 0.1.0
do:
  - greet:
      set:
        text: hello
`;

/** A page whose store is open and whose first document is in front. */
export async function startedPage(
  documents: readonly StoredDocument[] = [stored('greeting.yaml', greeting)],
  answers: ConstructorParameters<typeof FakeBridge>[1] = {},
): Promise<FakeBridge> {
  const bridge = freshPage(new FakeBridge(documents, answers));
  const status = await bridge.call('store.status', {});
  if (status.ok) useStatus.setState({ store: status.value, workspaceLoaded: true });
  await refreshEntries();
  const [first] = documents;
  if (first !== undefined) await open(first.path);
  return bridge;
}
