import { useState } from 'react';
import { workflowOf } from '../../state/documents/companions.ts';
import { useDocuments } from '../../state/documents/documentsStore.ts';
import {
  cancelTransfer,
  isComplete,
  noLogin,
  previewBundle,
  pullBundle,
  useSeal,
  verifyBundle,
} from '../../state/seal/sealStore.ts';
import { useWork } from '../../state/status/workStore.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Panel, PanelBar, Spacer } from '../../ui/Panel.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { BundlePreviewView } from './BundlePreviewView.tsx';
import { BundleResultView } from './BundleResultView.tsx';
import styles from './Export.module.css';
import { LoginFields } from './LoginFields.tsx';
import { VerificationView } from './VerificationView.tsx';

function PullForm() {
  const [reference, setReference] = useState('');
  const [login, setLogin] = useState(noLogin);
  const busy = useSeal((state) => state.busy);
  return (
    <form
      className={styles.inline}
      onSubmit={(event) => {
        event.preventDefault();
        void pullBundle(reference.trim(), login);
      }}
    >
      <TextInput
        label="Fetch from a team server"
        placeholder="host/repository:tag"
        value={reference}
        onChange={setReference}
      />
      <LoginFields login={login} onChange={setLogin} />
      <Button type="submit" icon="download" isDisabled={busy || reference.trim() === '' || !isComplete(login)}>
        Fetch and verify
      </Button>
    </form>
  );
}

/** What goes to or comes from a team server right now. */
function Transfer() {
  const text = useWork(({ push, pull }) => push ?? pull);
  if (text === undefined) return null;
  return (
    <Banner mood="info" actions={<Button onPress={() => void cancelTransfer()}>Cancel</Button>}>
      {text}
    </Banner>
  );
}

function previewWords(workflow: string | null, busy: boolean): string {
  if (workflow === null) return 'Open a workflow to seal it';
  return busy ? 'Rehearsing its scenarios…' : `Preview ${workflow}`;
}

/** Sealing a workflow: look at everything first, then write or push exactly that. */
export function ExportPanel() {
  const { preview, voided, result, verification, busy } = useSeal();
  const workflow = useDocuments(({ active, entries, order }) => {
    const path = active ?? order.at(-1);
    return path === undefined ? null : workflowOf(path, entries);
  });
  // The button stays under the focus while it works, and says so in its words.
  const look = () => {
    if (workflow !== null && !busy) void previewBundle(workflow);
  };
  const header = (
    <PanelBar label="Seal and export">
      <Button icon="seal" variant="primary" isDisabled={workflow === null} onPress={look}>
        {previewWords(workflow, busy)}
      </Button>
      <Spacer />
      <Button onPress={() => void verifyBundle('file')}>Verify a bundle file…</Button>
      <Button onPress={() => void verifyBundle('folder')}>Verify a folder…</Button>
    </PanelBar>
  );
  return (
    <Panel header={header}>
      <div className={styles.page}>
        <Transfer />
        {voided !== null && (
          <Banner mood="warning" actions={<Button onPress={look}>Preview again</Button>}>
            {voided}
          </Banner>
        )}
        {result !== null && <BundleResultView result={result} />}
        {preview !== null && <BundlePreviewView preview={preview} isVoid={voided !== null} />}
        {verification !== null && <VerificationView verification={verification} />}
        {preview === null && verification === null && (
          <EmptyState icon="seal" title="Nothing has been sealed yet">
            A preview lists the contents, what stays behind, the signer and what is in the way, before anything is
            written.
          </EmptyState>
        )}
        <PullForm />
      </div>
    </Panel>
  );
}
