import { useState } from 'react';
import type { Finding } from '../../../shared/diagnostics/finding.ts';
import { revealFinding } from '../../state/findings/walking.ts';
import {
  type BundlePreview,
  exportBundle,
  isComplete,
  noLogin,
  pushBundle,
  useSeal,
} from '../../state/seal/sealStore.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { InlineText } from '../../ui/InlineText.tsx';
import { showSize } from '../../ui/showSize.ts';
import { showTime } from '../../ui/showTime.ts';
import { TextInput } from '../../ui/TextInput.tsx';
import styles from './Export.module.css';
import { LoginFields } from './LoginFields.tsx';
import { SinceLastSeal } from './SinceLastSeal.tsx';

function FindingRows({ path, findings }: { path: string; findings: readonly Finding[] }) {
  return (
    <ul className={styles.list}>
      {findings.map((finding) => (
        <li key={`${finding.rule}:${finding.location.range.start}`}>
          <Badge mood={finding.waiver === null ? 'error' : 'info'}>{finding.rule}</Badge>{' '}
          <InlineText text={finding.message} />
          {finding.waiver !== null && ` Waived until ${finding.waiver.until}: ${finding.waiver.reason}`}
          <Button variant="quiet" onPress={() => void revealFinding({ path, finding })}>
            Show
          </Button>
        </li>
      ))}
    </ul>
  );
}

function Contents({ contents }: Pick<BundlePreview, 'contents'>) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Content</th>
          <th scope="col">Size</th>
          <th scope="col">Digest</th>
        </tr>
      </thead>
      <tbody>
        {contents.map(({ name, mediaType, size, digest }) => (
          <tr key={name}>
            <td title={mediaType}>{name}</td>
            <td>{showSize(size)}</td>
            <td className={styles.digest} title={digest}>
              {digest}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Rehearsals({ rehearsals }: Pick<BundlePreview, 'rehearsals'>) {
  if (rehearsals.length === 0) return <p>No scenario was rehearsed: there is none for this workflow.</p>;
  return (
    <>
      <h3>Rehearsed for the evidence</h3>
      <ul className={styles.list}>
        {rehearsals.map(({ scenario, status, passed, failed }) => (
          <li key={scenario}>
            <Badge mood={passed ? 'success' : 'error'}>{passed ? 'passed' : 'failed'}</Badge> {scenario} ({status})
            {failed.length > 0 && `: ${failed.join('; ')}`}
          </li>
        ))}
      </ul>
    </>
  );
}

function Destinations({ isBlocked }: { isBlocked: boolean }) {
  const [reference, setReference] = useState('');
  const [login, setLogin] = useState(noLogin);
  const busy = useSeal((state) => state.busy);
  const disabled = isBlocked || busy;
  return (
    <form
      className={styles.inline}
      onSubmit={(event) => {
        event.preventDefault();
        void pushBundle(reference.trim(), login);
      }}
    >
      <Button variant="primary" icon="archive" isDisabled={disabled} onPress={() => void exportBundle('file')}>
        Seal to a file…
      </Button>
      <Button icon="folder" isDisabled={disabled} onPress={() => void exportBundle('folder')}>
        Seal to a folder…
      </Button>
      <TextInput
        label="Or push to a team server (opens a connection to that host only)"
        placeholder="host/repository:tag"
        value={reference}
        onChange={setReference}
      />
      <LoginFields login={login} onChange={setLogin} />
      <Button type="submit" icon="upload" isDisabled={disabled || reference.trim() === '' || !isComplete(login)}>
        Push
      </Button>
    </form>
  );
}

/** Everything that would be sealed, what stays behind, who signs, and what is in the way. */
export function BundlePreviewView({ preview, isVoid }: { readonly preview: BundlePreview; readonly isVoid: boolean }) {
  const { path, revision, contents, exclusions, signer, blocking, waived, rehearsals } = preview;
  return (
    <section className={styles.section} aria-label={`Preview of ${path}`} data-void={isVoid}>
      <h2>{path}</h2>
      {blocking.length > 0 && (
        <Banner mood="error">
          {blocking.length === 1 ? 'One problem has' : `${blocking.length} problems have`} to be fixed, or waived with a
          reason, before this can be sealed.
        </Banner>
      )}
      <FindingRows path={path} findings={blocking} />
      <SinceLastSeal path={path} revision={revision} />
      <Facts
        facts={[
          ['Revision', <code key="revision">{revision}</code>],
          [
            'Signed by',
            <span key="signer">
              This device’s key of {showTime(signer.createdAt)}, <code>{signer.fingerprint}</code>
            </span>,
          ],
        ]}
      />
      <Rehearsals rehearsals={rehearsals} />
      <h3>Goes into the bundle</h3>
      <Contents contents={contents} />
      {exclusions.length > 0 && (
        <>
          <h3>Stays behind</h3>
          <ul>
            {exclusions.map((exclusion) => (
              <li key={exclusion}>{exclusion}</li>
            ))}
          </ul>
        </>
      )}
      {waived.length > 0 && (
        <>
          <h3>Waived</h3>
          <FindingRows path={path} findings={waived} />
        </>
      )}
      <Destinations isBlocked={isVoid || blocking.length > 0} />
    </section>
  );
}
