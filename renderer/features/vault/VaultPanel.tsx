import { useEffect } from 'react';
import { CommandButton } from '../../commands/CommandButton.tsx';
import { loadVault, useVault } from '../../state/vault/vaultStore.ts';
import { copyText } from '../../state/workbench/copyText.ts';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { showTime } from '../../ui/showTime.ts';
import { ProtectionSection } from './ProtectionSection.tsx';
import { SecretsSection } from './SecretsSection.tsx';
import styles from './Vault.module.css';

function DeviceKey() {
  const signer = useVault((state) => state.signer);
  if (signer === null) return null;
  return (
    <section className={styles.section} aria-labelledby="device-key">
      <h2 id="device-key">This device’s key</h2>
      <p className={styles.quiet}>It signs what you seal. Others recognise it by its fingerprint.</p>
      <Facts
        facts={[
          ['Fingerprint', <code key="fingerprint">{signer.fingerprint}</code>],
          ['Made', showTime(signer.createdAt)],
        ]}
      />
      <div className={styles.actions}>
        <Button icon="copy" onPress={() => void copyText(signer.fingerprint)}>
          Copy fingerprint
        </Button>
        <Button icon="copy" onPress={() => void copyText(signer.publicKeyPem)}>
          Copy public key
        </Button>
        <CommandButton command="audit.show" />
      </div>
    </section>
  );
}

/** What protects the store, the secrets in it, and the key that seals. */
export function VaultPanel() {
  useEffect(() => void loadVault(), []);
  return (
    <Panel>
      <div className={styles.page}>
        <ProtectionSection />
        <SecretsSection />
        <DeviceKey />
      </div>
    </Panel>
  );
}
