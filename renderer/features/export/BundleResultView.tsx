import type { BundleResult } from '../../state/seal/sealStore.ts';
import { copyText } from '../../state/workbench/copyText.ts';
import { Banner } from '../../ui/Banner.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { showSize } from '../../ui/showSize.ts';
import styles from './Export.module.css';

/** What was sealed, where it is, and how anybody verifies it. */
export function BundleResultView({ result }: { readonly result: BundleResult }) {
  return (
    <section className={styles.section} aria-label="Sealed">
      <Banner mood="success">Sealed to {result.destination}.</Banner>
      <Facts
        facts={[
          ['Manifest', <code key="manifest">{result.manifest}</code>],
          ['Archive', <code key="archive">{result.archive}</code>],
          ['Size', showSize(result.size)],
        ]}
      />
      <h3>Verify it without Drydock</h3>
      {result.verifyWith.map(({ tool, command }) => (
        <div key={tool} className={styles.command}>
          <strong>{tool}</strong>
          <code>{command}</code>
          <IconButton icon="copy" label={`Copy the command for ${tool}`} onPress={() => void copyText(command)} />
        </div>
      ))}
    </section>
  );
}
