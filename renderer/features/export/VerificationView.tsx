import type { Verification } from '../../state/seal/sealStore.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { showSize } from '../../ui/showSize.ts';
import styles from './Export.module.css';

/** What a check of a bundle said. */
export function VerificationView({ verification }: { readonly verification: Verification }) {
  const { verified, summary, signers, contents } = verification;
  return (
    <section className={styles.section} aria-label="Verification">
      <h2>Verification</h2>
      <Banner mood={verified ? 'success' : 'error'}>{summary}</Banner>
      <ul className={styles.list}>
        {signers.map(({ fingerprint, known }) => (
          <li key={fingerprint}>
            <Badge mood={known ? 'success' : 'warning'}>{known ? 'known signer' : 'unknown signer'}</Badge>{' '}
            <code>{fingerprint}</code>
          </li>
        ))}
        {contents.map(({ name, size }) => (
          <li key={name}>
            {name} ({showSize(size)})
          </li>
        ))}
      </ul>
    </section>
  );
}
