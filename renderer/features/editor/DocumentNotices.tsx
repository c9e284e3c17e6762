import { compareWithDisk, compareWithSaved, compareWithTheirs } from '../../state/documents/comparing.ts';
import { type OpenDocument, useDocuments } from '../../state/documents/documentsStore.ts';
import { keepMine, revert, settleWithDisk, takeTheirs } from '../../state/documents/saving.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { showTime } from '../../ui/showTime.ts';

function DraftNotice({ path, at, baseChanged }: { path: string; at: string; baseChanged: boolean }) {
  const actions = (
    <>
      <Button onPress={() => void compareWithSaved(path)}>Compare with saved</Button>
      <Button onPress={() => keepMine(path)}>Keep draft</Button>
      <Button onPress={() => void revert(path)}>Go back to saved</Button>
    </>
  );
  return (
    <Banner mood="info" actions={actions}>
      Unsaved changes of {showTime(at)} were restored.
      {baseChanged && ' A newer revision has been saved since they were made.'}
    </Banner>
  );
}

function ConflictNotice({ path }: { path: string }) {
  const actions = (
    <>
      <Button onPress={() => void compareWithTheirs(path)}>Compare</Button>
      <Button onPress={() => keepMine(path)}>Keep mine</Button>
      <Button onPress={() => void takeTheirs(path)}>Take the newer one</Button>
    </>
  );
  return (
    <Banner mood="warning" actions={actions}>
      A newer revision was saved elsewhere while you edited this one. Nothing is lost: choose which to go on with.
    </Banner>
  );
}

function DiskNotice({ document: { path, link } }: { document: OpenDocument }) {
  if (link === null || link === 'same') return null;
  if (link === 'missing') {
    const keep = <Button onPress={() => void settleWithDisk(path, 'keep')}>Keep it here</Button>;
    return (
      <Banner mood="warning" actions={keep}>
        The linked file is no longer on disk. The document itself is safe in the workspace.
      </Banner>
    );
  }
  const actions = (
    <>
      <Button onPress={() => void compareWithDisk(path)}>Compare</Button>
      <Button onPress={() => void settleWithDisk(path, 'keep')}>Keep mine</Button>
      <Button onPress={() => void settleWithDisk(path, 'reload')}>Reload from disk</Button>
    </>
  );
  const text =
    link === 'both-changed'
      ? 'The linked file changed on disk, and so did the document here.'
      : 'The linked file changed on disk.';
  return (
    <Banner mood="warning" actions={actions}>
      {text}
    </Banner>
  );
}

/** What waits for an answer about a document, above its text. */
export function DocumentNotices({ path }: { readonly path: string }) {
  const document = useDocuments(({ open }) => open[path]);
  if (document === undefined) return null;
  const { notice } = document;
  return (
    <>
      {notice?.kind === 'draft-restored' && <DraftNotice path={path} at={notice.at} baseChanged={notice.baseChanged} />}
      {notice?.kind === 'conflict' && <ConflictNotice path={path} />}
      <DiskNotice document={document} />
    </>
  );
}
